package org.haltline.bank.sandbox.tx;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Counter.Outcome;
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

/// Carries requests out on a ledger and says what came of it: the elements of a feedback, in order.
/// Written without the records of the messages, as a bank that has never seen them would. Not
/// thread-safe.
final class TxTeller {
  private static final int PREFIX_LENGTH = 4;
  private static final String YUAN = "CNY";

  private final BankLedger ledger;
  private final Map<String, Money> sums = new HashMap<>();
  private final Map<String, String> cases = new HashMap<>();

  TxTeller(BankLedger ledger) {
    this.ledger = ledger;
  }

  /// The request as an order on the ledger; null for one that only a bank makes.
  ///
  /// @param at when it came
  @Nullable OrderJson order(TxRequest request, Instant at) {
    return switch (request) {
      case TxRequest.Stop it ->
          holding(
              it,
              OrderKind.STOP_PAYMENT,
              it.caseNumber(),
              it.account(),
              money(it.transferAmount(), it.currency()),
              it.startTime(),
              it.expireTime(),
              null);
      case TxRequest.Prolong it ->
          holding(
              it,
              OrderKind.PROLONG,
              it.caseNumber(),
              it.account(),
              sum(it.originalApplicationId()),
              it.postponeStartTime(),
              it.expireTime(),
              it.originalApplicationId());
      case TxRequest.Freeze it ->
          holding(
              it,
              OrderKind.FREEZE,
              it.caseNumber(),
              it.account(),
              money(it.balance(), it.currency()),
              it.freezeStartTime(),
              it.expireTime(),
              null);
      case TxRequest.Renew it ->
          holding(
              it,
              OrderKind.RENEW,
              it.caseNumber(),
              it.account(),
              money(it.balance(), it.currency()),
              it.postponeStartTime(),
              it.expireTime(),
              it.originalApplicationId());
      case TxRequest.Release it ->
          holding(
              it,
              OrderKind.RELEASE,
              it.caseNumber(),
              it.account(),
              null,
              at,
              null,
              it.originalApplicationId());
      case TxRequest.Unfreeze it ->
          holding(
              it,
              OrderKind.UNFREEZE,
              it.caseNumber(),
              it.account(),
              null,
              at,
              null,
              it.originalApplicationId());
      case TxRequest.Transactions it ->
          asking(
              it,
              OrderKind.TRANSACTION_QUERY,
              it.caseNumber(),
              it.account().cardNumber(),
              it.account().accountName(),
              at);
      case TxRequest.Holder it ->
          asking(
              it,
              OrderKind.HOLDER_QUERY,
              it.caseNumber(),
              it.account().cardNumber(),
              it.account().accountName(),
              at);
      case TxRequest.Watch it ->
          asking(
              it,
              OrderKind.WATCH,
              it.caseNumber(),
              it.account().cardNumber(),
              it.account().accountName(),
              at);
      case TxRequest.EndWatch it ->
          asking(
              it, OrderKind.HOLDER_QUERY, it.caseNumber(), it.cardNumber(), it.accountName(), at);
      case TxRequest.AllAccounts it ->
          asking(
              it,
              OrderKind.HOLDER_QUERY,
              it.caseNumber(),
              it.accountCredentialNumber(),
              it.accountSubjectName(),
              at);
      case TxRequest.CaseReport _ -> null;
    };
  }

  Outcome<String> carryOut(TxRequest request, OrderJson order, Instant now) {
    return switch (request) {
      case TxRequest.Stop it -> stopped(it.account(), order, now);
      case TxRequest.Prolong it -> stopped(it.account(), order, now);
      case TxRequest.Freeze it ->
          frozen(
              it.account(),
              it.freezeType(),
              overStop(order, now),
              freeze -> ledger.freezeOver(freeze, now));
      case TxRequest.Renew it ->
          frozen(it.account(), it.freezeType(), order, renewal -> ledger.carryOut(renewal, now));
      case TxRequest.Release it -> letGo(it.account(), order, now);
      case TxRequest.Unfreeze it -> letGo(it.account(), order, now);
      case TxRequest.Transactions it -> {
        AnswerJson answer = ledger.carryOut(order, now);
        yield told(answer, words -> TxAnswers.transactions(words, it, view(order, now)));
      }
      case TxRequest.Holder _ -> {
        AnswerJson answer = ledger.carryOut(order, now);
        yield told(answer, words -> TxAnswers.holder(words, view(order, now)));
      }
      case TxRequest.Watch _ -> {
        AnswerJson answer = ledger.carryOut(order, now);
        yield told(answer, words -> TxAnswers.watched(words, view(order, now)));
      }
      case TxRequest.EndWatch it -> {
        AnswerJson answer = ledger.carryOut(order, now);
        yield told(answer, words -> TxAnswers.watchEnded(words, it));
      }
      case TxRequest.AllAccounts it -> {
        List<AccountView> found = ledger.ofCustomer(it.accountCredentialNumber(), now);
        AnswerJson answer =
            found.isEmpty()
                ? AnswerJson.refused(ReasonCode.NO_SUCH_ACCOUNT, "查无此人 / no such customer")
                : AnswerJson.done(null);
        yield told(answer, words -> TxAnswers.allAccounts(words, it, found));
      }
      case TxRequest.CaseReport _ -> refused(AnswerJson.refused(ReasonCode.CANNOT, null));
    };
  }

  /// Says no; nothing is done.
  Outcome<String> refused(AnswerJson answer) {
    var words = new TxWords().put("Result", result(answer).code());
    return new Outcome<>(answer, words.put("FeedbackRemark", answer.remark()).toString());
  }

  private OrderJson holding(
      TxRequest request,
      OrderKind kind,
      String caseNumber,
      HeldAccount account,
      @Nullable Money sum,
      Instant from,
      @Nullable Instant until,
      @Nullable String original) {
    return order(
        request,
        kind,
        caseNumber,
        account.accountNumber(),
        account.accountName(),
        sum,
        from,
        until,
        original);
  }

  private OrderJson asking(
      TxRequest request,
      OrderKind kind,
      String caseNumber,
      String number,
      @Nullable String name,
      Instant at) {
    return order(request, kind, caseNumber, number, name, null, at, null, null);
  }

  private static OrderJson order(
      TxRequest request,
      OrderKind kind,
      String caseNumber,
      String number,
      @Nullable String name,
      @Nullable Money sum,
      Instant from,
      @Nullable Instant until,
      @Nullable String original) {
    return new OrderJson(
        request.applicationId().substring(PREFIX_LENGTH),
        caseNumber,
        kind,
        new OrderJson.Target("account", "account:" + number, number, null, null, null, null),
        name,
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

  private AccountView view(OrderJson order, Instant now) {
    return Objects.requireNonNull(
        ledger.view(Objects.requireNonNull(order.target().number()), now), "found just now");
  }

  private Outcome<String> told(AnswerJson answer, UnaryOperator<TxWords> more) {
    if (answer.state() != AnswerJson.State.DONE) {
      return refused(answer);
    }
    var words = new TxWords().put("Result", TxResult.SUCCESS.code());
    return new Outcome<>(answer, more.apply(words).toString());
  }

  /// A bank that finds too little says 1200 and what was there.
  private Outcome<String> stopped(HeldAccount account, OrderJson order, Instant now) {
    Money asked = asked(order);
    AnswerJson answer = ledger.carryOut(order, now);
    Long held = answer.heldMinor();
    cases.put(order.number(), order.caseId());
    sums.put(order.number(), held == null ? asked : new Money(held, asked.currency()));
    boolean partly = held != null && held < asked.minor();
    var words =
        new TxWords()
            .put("Result", (partly ? TxResult.STOPPED_IN_PART : result(answer)).code())
            .put("AccountNumber", account.accountNumber());
    if (held != null) {
      words
          .units("AccountBalance", partly ? held : view(order, now).balanceMinor())
          .at("StartTime", answer.startsAt())
          .at("ExpireTime", answer.endsAt());
    }
    return new Outcome<>(answer, words.put("FeedbackRemark", answer.remark()).toString());
  }

  /// A freeze names no earlier order: it lies over what its case holds there, which stays.
  private OrderJson overStop(OrderJson freeze, Instant now) {
    AccountView view = ledger.view(Objects.requireNonNull(freeze.target().number()), now);
    String stop =
        view == null
            ? null
            : view.standing().stream()
                .filter(held -> held.kind().countsAsStop())
                .map(AccountView.Held::order)
                .filter(order -> freeze.caseId().equals(cases.get(order)))
                .findFirst()
                .orElse(null);
    return new OrderJson(
        freeze.number(),
        freeze.caseId(),
        freeze.kind(),
        freeze.target(),
        freeze.holder(),
        freeze.amountMinor(),
        freeze.currency(),
        freeze.reason(),
        freeze.authority(),
        freeze.orderedAt(),
        freeze.termEndsAt(),
        stop,
        freeze.withdraws(),
        null);
  }

  private Outcome<String> frozen(
      HeldAccount account,
      FreezeType type,
      OrderJson order,
      Function<OrderJson, AnswerJson> carryOut) {
    if (type == FreezeType.WHOLE_ACCOUNT) {
      return refused(AnswerJson.refused(ReasonCode.CANNOT, null));
    }
    AnswerJson answer = carryOut.apply(order);
    var words =
        new TxWords()
            .put("Result", result(answer).code())
            .put("AccountNumber", account.accountNumber())
            .units("AppliedBalance", asked(order).minor());
    if (answer.heldMinor() != null) {
      words
          .units("FrozedBalance", answer.heldMinor())
          .put("Currency", YUAN)
          .at("StartTime", answer.startsAt())
          .at("ExpireTime", answer.endsAt());
    }
    return new Outcome<>(answer, words.put("FeedbackRemark", answer.remark()).toString());
  }

  private Outcome<String> letGo(HeldAccount account, OrderJson order, Instant now) {
    AnswerJson answer = ledger.carryOut(order, now);
    return new Outcome<>(
        answer,
        new TxWords()
            .put("Result", result(answer).code())
            .put("AccountNumber", account.accountNumber())
            .at("WithdrawalTime", now)
            .put("FeedbackRemark", answer.remark())
            .toString());
  }

  /// The first code of the table that stands for the reason.
  private static TxResult result(AnswerJson answer) {
    if (answer.state() == AnswerJson.State.DONE) {
      return TxResult.SUCCESS;
    }
    ReasonCode reason =
        ReasonCode.valueOf(Objects.requireNonNullElse(answer.reason(), ReasonCode.OTHER.name()));
    if (reason == ReasonCode.CANNOT) {
      return TxResult.NOT_SUPPORTED;
    }
    return Arrays.stream(TxResult.values())
        .filter(it -> it.outcome() == TxResult.Outcome.REFUSED && it.reason() == reason)
        .findFirst()
        .orElse(TxResult.STOP_FAILED);
  }

  private static Money asked(OrderJson order) {
    return new Money(
        Objects.requireNonNullElse(order.amountMinor(), 0L),
        Objects.requireNonNullElse(order.currency(), YUAN));
  }

  /// What an earlier order holds: a prolongation names no sum, it carries that on and no more.
  private Money sum(String applicationId) {
    return sums.getOrDefault(applicationId.substring(PREFIX_LENGTH), Money.zero(YUAN));
  }

  private static Money money(@Nullable BigDecimal units, @Nullable String currency) {
    return new Money(
        Objects.requireNonNullElse(units, BigDecimal.ZERO).movePointRight(2).longValueExact(),
        Objects.requireNonNullElse(currency, YUAN));
  }
}
