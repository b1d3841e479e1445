package org.haltline.bank.sandbox.tx;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.Booking;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxTables.CustomerInquiryMode;
import org.haltline.bank.tx.TxTables.InquiryMode;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// What the ledger has, as the elements of the feedback to a query.
final class TxAnswers {
  private static final String RESIDENT_ID = "01";
  private static final String POLICE_STOP = "0001";
  private static final String POLICE_FREEZE = "0002";

  private TxAnswers() {}

  /// The card, the account behind it, and what moved on it in the time asked about.
  static TxWords transactions(TxWords words, TxRequest.Transactions asked, AccountView view) {
    List<Booking> moved =
        asked.inquiryMode() == InquiryMode.BASIC
            ? List.of()
            : view.bookings().stream()
                .filter(it -> within(it.at(), asked.inquiryPeriodStart(), asked.inquiryPeriodEnd()))
                .toList();
    return words.in("Accounts", card -> card(card, view, moved));
  }

  private static boolean within(Instant at, @Nullable Instant from, @Nullable Instant until) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    return (from == null || !second.isBefore(from)) && (until == null || !second.isAfter(until));
  }

  static TxWords holder(TxWords words, AccountView view) {
    return words
        .put("AccountCredentialType", RESIDENT_ID)
        .put("AccountCredentialNumber", view.customer().idNumber())
        .put("AccountSubjectName", view.customer().name())
        .put("TelNumber", view.customer().phone())
        .put("ResidentAddress", view.customer().address());
  }

  static TxWords watched(TxWords words, AccountView view) {
    return words
        .put("AccountName", view.customer().name())
        .put("AccountNumber", view.account())
        .put("CardNumber", view.number());
  }

  static TxWords watchEnded(TxWords words, TxRequest.EndWatch asked) {
    return words
        .put("CaseNumber", asked.caseNumber())
        .put("BankID", asked.bankId())
        .put("AccountName", asked.accountName())
        .put("CardNumber", asked.cardNumber());
  }

  /// Every card of a customer, and where it was asked for what authorities hold on them.
  static TxWords allAccounts(
      TxWords words, TxRequest.AllAccounts asked, List<AccountView> accounts) {
    words.in(
        "AccountsList",
        list -> accounts.forEach(view -> list.in("Accounts", it -> card(it, view, List.of()))));
    if (asked.inquiryMode() == CustomerInquiryMode.WITH_MEASURES) {
      words.in("Measures", list -> accounts.forEach(view -> measures(list, view)));
    }
    return words;
  }

  private static void card(TxWords words, AccountView view, List<Booking> moved) {
    words
        .put("AccountName", view.customer().name())
        .put("CardNumber", view.number())
        .in(
            "Account",
            account -> {
              account
                  .put("AccountNumber", view.account())
                  .put("AccountSerial", "1")
                  .put("AccountStatus", view.standing().isEmpty() ? "正常" : "止付")
                  .put("Currency", view.currency())
                  .units("AccountBalance", view.balanceMinor())
                  .units("AvailableBalance", view.availableMinor());
              if (!moved.isEmpty()) {
                account
                    .at("LastTransactionTime", moved.getLast().at())
                    .in(
                        "Transactions",
                        all ->
                            moved.forEach(
                                it -> all.in("Transaction", one -> booked(one, view, it))));
              }
            });
  }

  private static void booked(TxWords words, AccountView view, Booking booking) {
    words
        .put("TransactionType", booking.what())
        .put("BorrowingSigns", booking.isCredit() ? "1" : "0")
        .put("Currency", view.currency())
        .units("TransactionAmount", Math.abs(booking.minor()))
        .units("AccountBalance", booking.balanceMinor())
        .at("TransactionTime", booking.at())
        .put("TransactionSerial", booking.serial())
        .put("OpponentName", booking.otherName())
        .put("OpponentAccountNumber", booking.other())
        .put("OpponentDepositBankID", booking.otherBank())
        .put("TransactionStatus", "00");
  }

  private static void measures(TxWords words, AccountView view) {
    for (AccountView.Held held : view.standing()) {
      boolean freeze = held.kind() == OrderKind.FREEZE || held.kind() == OrderKind.RENEW;
      words.in(
          "Measure",
          one ->
              one.put("FreezeSerial", held.order())
                  .put("AccountNumber", view.account())
                  .put("CardNumber", view.number())
                  .at("FreezeStartTime", held.startsAt())
                  .at("FreezeEndTime", Objects.requireNonNull(held.endsAt()))
                  .put("Currency", view.currency())
                  .units("FreezeBalance", held.heldMinor())
                  .put("FreezeType", freeze ? POLICE_FREEZE : POLICE_STOP));
    }
  }
}
