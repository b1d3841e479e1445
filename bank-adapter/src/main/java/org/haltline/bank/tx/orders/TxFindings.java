package org.haltline.bank.tx.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.bank.line.FoundLine;
import org.haltline.bank.tx.TxFeedback;
import org.haltline.bank.tx.TxParts.Account;
import org.haltline.bank.tx.TxParts.Card;
import org.haltline.bank.tx.TxParts.Transaction;
import org.haltline.bank.tx.TxTables.Side;
import org.haltline.bank.tx.TxTables.Success;
import org.jspecify.annotations.Nullable;

/// What the answer to a query says: holders, balances, movements. Typed, and nothing added: a field
/// that the bank left out is null. The feedback itself holds the rest.
public record TxFindings(List<Holder> holders, List<Balance> balances, List<Movement> movements) {

  public TxFindings {
    holders = List.copyOf(holders);
    balances = List.copyOf(balances);
    movements = List.copyOf(movements);
  }

  /// Whose account it is.
  ///
  /// @param idType a raw code of the bank's table
  public record Holder(
      @Nullable String name,
      @Nullable String idType,
      @Nullable String idNumber,
      @Nullable String phone,
      @Nullable String address) {}

  /// What was in an account when it was asked about. Below zero on a credit card.
  public record Balance(
      @Nullable String cardNumber,
      @Nullable String accountNumber,
      @Nullable String currency,
      @Nullable BigDecimal balance,
      @Nullable BigDecimal available) {}

  /// Money that moved.
  ///
  /// @param side null when the bank's code is in no table: then the direction is not known
  /// @param opponentBank the number or the name of the other side's bank
  public record Movement(
      @Nullable String cardNumber,
      @Nullable String accountNumber,
      @Nullable Side side,
      @Nullable String currency,
      @Nullable BigDecimal amount,
      @Nullable Instant at,
      @Nullable String serial,
      @Nullable String opponentName,
      @Nullable String opponentAccount,
      @Nullable String opponentBank,
      boolean failed) {}

  /// Empty for a feedback that answers no query.
  public static TxFindings of(TxFeedback feedback) {
    var found = new Collecting();
    switch (feedback) {
      case TxFeedback.Holder it ->
          found.holders.add(
              new Holder(
                  it.accountSubjectName(),
                  it.accountCredentialType(),
                  it.accountCredentialNumber(),
                  it.telNumber(),
                  it.residentAddress()));
      case TxFeedback.Transactions it -> found.card(it.card());
      case TxFeedback.Watch it ->
          it.transactions()
              .forEach(each -> found.movement(it.cardNumber(), it.accountNumber(), null, each));
      case TxFeedback.AllAccounts it -> it.cards().forEach(found::card);
      case TxFeedback.Stop _,
          TxFeedback.Release _,
          TxFeedback.Prolong _,
          TxFeedback.Freeze _,
          TxFeedback.Unfreeze _,
          TxFeedback.Renew _,
          TxFeedback.EndWatch _,
          TxFeedback.CaseReport _ -> {}
    }
    return new TxFindings(found.holders, found.balances, found.movements);
  }

  /// In a line, for the history of a case.
  String summary() {
    return FoundLine.of(
        holders.stream().map(Holder::name).filter(Objects::nonNull).toList(),
        balances.size(),
        movements.size());
  }

  /// The lists while they grow.
  private static final class Collecting {
    private final List<Holder> holders = new ArrayList<>();
    private final List<Balance> balances = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();

    void card(@Nullable Card card) {
      if (card == null) {
        return;
      }
      if (card.accountName() != null) {
        holders.add(new Holder(card.accountName(), null, null, null, null));
      }
      for (Account account : card.accounts()) {
        balances.add(
            new Balance(
                card.cardNumber(),
                account.accountNumber(),
                account.currency(),
                account.accountBalance(),
                account.availableBalance()));
        account
            .transactions()
            .forEach(
                each ->
                    movement(card.cardNumber(), account.accountNumber(), account.currency(), each));
      }
    }

    void movement(
        @Nullable String cardNumber,
        @Nullable String accountNumber,
        @Nullable String currency,
        Transaction each) {
      movements.add(
          new Movement(
              cardNumber,
              accountNumber,
              each.borrowingSigns(),
              each.currency() != null ? each.currency() : currency,
              each.transactionAmount(),
              each.transactionTime(),
              each.transactionSerial(),
              each.opponentName(),
              each.opponentAccountNumber(),
              each.opponentDepositBankId(),
              each.transactionStatus() == Success.FAILED));
    }
  }
}
