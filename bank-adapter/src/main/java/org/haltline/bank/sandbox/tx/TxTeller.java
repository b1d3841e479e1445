package org.haltline.bank.sandbox.tx;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.tx.TxParts.HeldAccount;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxResult;
import org.haltline.bank.tx.TxTables.FreezeType;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// Carries requests out on a ledger and says what came of it: the elements of a feedback, in order,
/// by name. Written without the records of the messages, as a bank that has never seen them would.
/// Not thread-safe.
final class TxTeller {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Shanghai"));
  private static final int PREFIX_LENGTH = 4;
  private static final String YUAN = "CNY";

  private final BankLedger ledger;
  private final Map<String, Money> sums = new HashMap<>();

  TxTeller(BankLedger ledger) {
    this.ledger = ledger;
  }

  Map<String, String> carryOut(TxRequest request, Instant now) {
    return switch (request) {
      case TxRequest.Stop it -> {
        sums.put(it.applicationId(), money(it.transferAmount(), it.currency()));
        yield stopped(
            it.account(),
            sum(it.applicationId()),
            ledger.carryOut(
                order(
                    it,
                    OrderKind.STOP_PAYMENT,
                    it.account(),
                    it.startTime(),
                    it.expireTime(),
                    null),
                now),
            now);
      }
      case TxRequest.Prolong it -> {
        sums.put(it.applicationId(), sum(it.originalApplicationId()));
        yield stopped(
            it.account(),
            sum(it.applicationId()),
            ledger.carryOut(
                order(
                    it,
                    OrderKind.PROLONG,
                    it.account(),
                    it.postponeStartTime(),
                    it.expireTime(),
                    it.originalApplicationId()),
                now),
            now);
      }
      case TxRequest.Freeze it -> {
        sums.put(it.applicationId(), money(it.balance(), it.currency()));
        yield it.freezeType() == FreezeType.WHOLE_ACCOUNT
            ? notOffered()
            : frozen(
                it.account(),
                sum(it.applicationId()),
                ledger.carryOut(
                    order(
                        it,
                        OrderKind.FREEZE,
                        it.account(),
                        it.freezeStartTime(),
                        it.expireTime(),
                        null),
                    now));
      }
      case TxRequest.Release it ->
          letGo(
              it.account(),
              ledger.carryOut(
                  order(it, OrderKind.RELEASE, it.account(), now, null, it.originalApplicationId()),
                  now),
              now);
      case TxRequest.Unfreeze it ->
          letGo(
              it.account(),
              ledger.carryOut(
                  order(
                      it, OrderKind.UNFREEZE, it.account(), now, null, it.originalApplicationId()),
                  now),
              now);
      case TxRequest.Holder it -> holder(it.account().cardNumber(), now);
      case TxRequest.Renew _,
          TxRequest.Transactions _,
          TxRequest.Watch _,
          TxRequest.EndWatch _,
          TxRequest.AllAccounts _,
          TxRequest.CaseReport _ ->
          notOffered();
    };
  }

  @Nullable AccountView account(String number, Instant now) {
    return ledger.view(number, now);
  }

  private OrderJson order(
      TxRequest request,
      OrderKind kind,
      HeldAccount account,
      Instant from,
      @Nullable Instant until,
      @Nullable String original) {
    Money sum = sums.get(request.applicationId());
    return new OrderJson(
        request.applicationId().substring(PREFIX_LENGTH),
        "TX",
        kind,
        new OrderJson.Target(
            "account",
            "account:" + account.accountNumber(),
            account.accountNumber(),
            null,
            null,
            null,
            null),
        account.accountName(),
        sum == null ? null : sum.minor(),
        sum == null ? null : sum.currency(),
        "TX",
        "TX",
        from,
        until,
        original == null ? null : original.substring(PREFIX_LENGTH),
        List.of(),
        null);
  }

  /// A bank that finds too little says 1200 and what was there.
  private Map<String, String> stopped(
      HeldAccount account, Money asked, AnswerJson answer, Instant now) {
    boolean partly = isLess(answer, asked);
    Map<String, String> said = said(partly ? TxResult.STOPPED_IN_PART : result(answer));
    said.put("AccountNumber", account.accountNumber());
    if (answer.heldMinor() != null) {
      AccountView view = Objects.requireNonNull(ledger.view(account.accountNumber(), now));
      said.put("AccountBalance", units(partly ? answer.heldMinor() : view.balanceMinor()));
      term(said, answer);
    }
    return remarked(said, answer);
  }

  private static Map<String, String> frozen(HeldAccount account, Money asked, AnswerJson answer) {
    Map<String, String> said = said(result(answer));
    said.put("AccountNumber", account.accountNumber());
    said.put("AppliedBalance", units(asked.minor()));
    if (answer.heldMinor() != null) {
      said.put("FrozedBalance", units(answer.heldMinor()));
      said.put("Currency", YUAN);
      term(said, answer);
    }
    return remarked(said, answer);
  }

  private static Map<String, String> letGo(HeldAccount account, AnswerJson answer, Instant now) {
    Map<String, String> said = said(result(answer));
    said.put("AccountNumber", account.accountNumber());
    said.put("WithdrawalTime", TIME.format(now));
    return remarked(said, answer);
  }

  private Map<String, String> holder(String number, Instant now) {
    AccountView view = ledger.view(number, now);
    Map<String, String> said = said(view == null ? TxResult.NO_ACCOUNT : TxResult.SUCCESS);
    if (view != null) {
      said.put("AccountSubjectName", view.holder());
    }
    return said;
  }

  private static Map<String, String> notOffered() {
    return said(TxResult.NOT_SUPPORTED);
  }

  private static Map<String, String> said(TxResult result) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("Result", result.code());
    return said;
  }

  private static void term(Map<String, String> said, AnswerJson answer) {
    if (answer.startsAt() != null) {
      said.put("StartTime", TIME.format(answer.startsAt()));
    }
    if (answer.endsAt() != null) {
      said.put("ExpireTime", TIME.format(answer.endsAt()));
    }
  }

  private static Map<String, String> remarked(Map<String, String> said, AnswerJson answer) {
    if (answer.remark() != null) {
      said.put("FeedbackRemark", answer.remark());
    }
    return said;
  }

  private static boolean isLess(AnswerJson answer, Money asked) {
    return answer.heldMinor() != null && answer.heldMinor() < asked.minor();
  }

  /// The first code of the table that stands for the reason.
  private static TxResult result(AnswerJson answer) {
    if (answer.state() == AnswerJson.State.DONE) {
      return TxResult.SUCCESS;
    }
    ReasonCode reason =
        ReasonCode.valueOf(Objects.requireNonNullElse(answer.reason(), ReasonCode.OTHER.name()));
    return Arrays.stream(TxResult.values())
        .filter(it -> it.outcome() == TxResult.Outcome.REFUSED && it.reason() == reason)
        .findFirst()
        .orElse(TxResult.STOP_FAILED);
  }

  private Money sum(String applicationId) {
    return sums.getOrDefault(applicationId, Money.zero(YUAN));
  }

  private static Money money(@Nullable BigDecimal units, @Nullable String currency) {
    return new Money(
        Objects.requireNonNullElse(units, BigDecimal.ZERO).movePointRight(2).longValueExact(),
        Objects.requireNonNullElse(currency, YUAN));
  }

  private static String units(long minor) {
    return BigDecimal.valueOf(minor, 2).toPlainString();
  }
}
