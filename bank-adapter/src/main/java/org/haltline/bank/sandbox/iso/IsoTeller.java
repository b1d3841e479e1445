package org.haltline.bank.sandbox.iso;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.bank.iso.IsoAccount;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Balance;
import org.haltline.bank.iso.IsoMessage.Entry;
import org.haltline.bank.iso.IsoMessage.Query;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.iso.IsoMessage.QueryAnswer.Found;
import org.haltline.bank.iso.IsoMessage.QueryAnswer.Status;
import org.haltline.bank.iso.IsoMessage.Recall;
import org.haltline.bank.iso.IsoMessage.Recalled;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.Texts;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Counter.Outcome;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// Carries messages out on a ledger and says what came of it. What it promises to give back it sets
/// aside on the account at once, each payment by itself, so that it cannot promise it twice. Not
/// thread-safe.
final class IsoTeller {
  private static final Duration SET_ASIDE = Duration.ofDays(30);

  private final IsoParty.Bank bank;
  private final BankLedger ledger;

  IsoTeller(IsoParty.Bank bank, BankLedger ledger) {
    this.bank = bank;
    this.ledger = ledger;
  }

  /// The message as one order on the ledger; null for one that only a bank makes.
  @Nullable OrderJson order(IsoHead head, IsoMessage message, Instant now) {
    return switch (message) {
      case Recall it -> {
        OrderJson first = order(it.payments().getFirst(), now);
        yield order(
            head.id(),
            first.kind(),
            Objects.requireNonNull(first.target().number()),
            first.holder(),
            null,
            now);
      }
      case Query it -> asking(it, now);
      case Resolution _, Return _, QueryAnswer _ -> null;
    };
  }

  /// What is answered, in order.
  Outcome<List<IsoMessage>> carryOut(IsoHead head, IsoMessage message, Instant now) {
    return switch (message) {
      case Recall it -> recall(head, it, now);
      case Query it -> answer(it, now);
      case Resolution _, Return _, QueryAnswer _ ->
          new Outcome<>(AnswerJson.refused(ReasonCode.CANNOT, null), List.of());
    };
  }

  /// Says no; nothing is done.
  Outcome<List<IsoMessage>> refused(
      IsoHead head, IsoMessage message, Instant now, AnswerJson answer) {
    return switch (message) {
      case Recall it -> {
        List<Resolved> resolved =
            it.payments().stream().map(each -> rejected(each, answer)).toList();
        yield new Outcome<>(answer, List.of(resolution(head, it, now, "RJCR", resolved)));
      }
      case Query it ->
          new Outcome<>(
              answer,
              List.of(
                  new QueryAnswer(
                      it.investigationId(),
                      it.investigationId(),
                      Status.NRES,
                      it.account(),
                      it.matter(),
                      Found.NOAP,
                      null)));
      case Resolution _, Return _, QueryAnswer _ -> new Outcome<>(answer, List.of());
    };
  }

  /// First what is decided, then the money.
  private Outcome<List<IsoMessage>> recall(IsoHead head, Recall recall, Instant now) {
    List<Resolved> resolved = new ArrayList<>();
    List<Returned> returned = new ArrayList<>();
    AnswerJson first = null;
    for (Recalled payment : recall.payments()) {
      OrderJson order = order(payment, now);
      AnswerJson answer =
          order.kind() == OrderKind.RECALL
              ? ledger.carryOut(order, now)
              : ledger.setAside(order, now);
      first = first == null ? answer : first;
      Money back = back(payment, answer);
      if (back == null) {
        resolved.add(rejected(payment, answer));
      } else {
        resolved.add(new Resolved(payment.cancellationId(), "ACCR", List.of(), List.of(), back));
        returned.add(
            new Returned(
                Texts.cut("R" + payment.cancellationId(), 35),
                payment.marks(),
                back,
                List.of("FOCR"),
                List.of()));
      }
    }
    String confirmation = returned.isEmpty() ? "RJCR" : isWhole(recall, returned) ? "CNCL" : "PECR";
    List<IsoMessage> said = new ArrayList<>();
    said.add(resolution(head, recall, now, confirmation, resolved));
    if (!returned.isEmpty()) {
      said.add(new Return(head.id(), now, returned));
    }
    return new Outcome<>(inAll(returned, Objects.requireNonNull(first), now), said);
  }

  /// What all of its payments together came to.
  private static AnswerJson inAll(List<Returned> returned, AnswerJson first, Instant now) {
    return returned.stream()
        .map(Returned::amount)
        .reduce(Money::plus)
        .map(sum -> AnswerJson.held(sum, now, now.plus(SET_ASIDE), null))
        .orElse(first);
  }

  private static Resolved rejected(Recalled payment, AnswerJson answer) {
    return new Resolved(
        payment.cancellationId(),
        "RJCR",
        List.of(code(answer)),
        answer.remark() == null ? List.of() : Texts.lines(answer.remark(), 2),
        null);
  }

  private Resolution resolution(
      IsoHead head, Recall recall, Instant now, String confirmation, List<Resolved> resolved) {
    return new Resolution(
        head.id(), bank, head.from(), now, recall.assignmentId(), confirmation, resolved);
  }

  private static boolean isWhole(Recall recall, List<Returned> returned) {
    return returned.size() == recall.payments().size()
        && returned.stream()
            .map(Returned::amount)
            .toList()
            .equals(recall.payments().stream().map(Recalled::amount).toList());
  }

  /// A payment that was not executed yet lies with the payer.
  private static OrderJson order(Recalled payment, Instant now) {
    IsoAccount debtor = payment.debtorAccount();
    boolean atPayers = payment.settledOn() == null && debtor != null;
    IsoAccount account = atPayers ? debtor : payment.creditorAccount();
    return order(
        payment.cancellationId(),
        atPayers ? OrderKind.RECALL : OrderKind.STOP_PAYMENT,
        account == null ? "" : account.number(),
        atPayers ? payment.debtor() : payment.creditor(),
        payment.amount(),
        now);
  }

  private static OrderJson order(
      String number,
      OrderKind kind,
      String account,
      @Nullable String holder,
      @Nullable Money amount,
      Instant now) {
    return new OrderJson(
        number,
        "ISO",
        kind,
        new OrderJson.Target("account", "account:" + account, account, null, null, null, null),
        holder,
        amount == null ? null : amount.minor(),
        amount == null ? null : amount.currency(),
        "ISO",
        "ISO",
        now,
        amount == null ? null : now.plus(SET_ASIDE),
        null,
        List.of(),
        null);
  }

  /// Null where nothing goes back.
  private static @Nullable Money back(Recalled payment, AnswerJson answer) {
    if (answer.state() != AnswerJson.State.DONE) {
      return null;
    }
    Long held = answer.heldMinor();
    return held == null ? payment.amount() : new Money(held, payment.amount().currency());
  }

  private static String code(AnswerJson answer) {
    ReasonCode reason =
        ReasonCode.valueOf(Objects.requireNonNullElse(answer.reason(), ReasonCode.OTHER.name()));
    return switch (reason) {
      case NO_SUCH_ACCOUNT, NO_SUCH_NUMBER -> "AC04";
      case NOTHING_THERE, ALREADY_STOPPED, AMOUNT_MISMATCH -> "AM04";
      default -> "LEGL";
    };
  }

  private static OrderJson asking(Query query, Instant now) {
    OrderKind kind =
        query.matter() == IsoMessage.Matter.HOLDER
            ? OrderKind.HOLDER_QUERY
            : OrderKind.TRANSACTION_QUERY;
    return order(
        query.investigationId(), kind, query.account().number(), query.holder(), null, now);
  }

  private Outcome<List<IsoMessage>> answer(Query query, Instant now) {
    AnswerJson answer = ledger.carryOut(asking(query, now), now);
    AccountView view = ledger.view(query.account().number(), now);
    return new Outcome<>(
        answer,
        List.of(
            new QueryAnswer(
                query.investigationId(),
                query.investigationId(),
                Status.COMP,
                query.account(),
                query.matter(),
                view == null ? Found.NFOU : Found.FOUN,
                view == null ? null : report(query, view, now))));
  }

  private static AccountReport report(Query query, AccountView view, Instant now) {
    boolean holder = query.matter() == IsoMessage.Matter.HOLDER;
    return new AccountReport(
        query.investigationId(),
        now,
        query.account(),
        view.currency(),
        view.customer().name(),
        List.of(
            balance("ITBD", view.balanceMinor(), view, now),
            balance("ITAV", view.availableMinor(), view, now)),
        holder ? List.of() : moved(query, view));
  }

  private static Balance balance(String type, long minor, AccountView view, Instant now) {
    return new Balance(type, new Money(minor, view.currency()), true, now);
  }

  /// In the time that was asked about.
  private static List<Entry> moved(Query query, AccountView view) {
    return view.bookings().stream()
        .filter(it -> !it.at().isBefore(query.from()) && !it.at().isAfter(query.until()))
        .map(
            it ->
                new Entry(
                    new Money(Math.abs(it.minor()), view.currency()),
                    it.isCredit(),
                    true,
                    it.at(),
                    it.serial(),
                    it.otherName(),
                    it.other() == null ? null : IsoAccount.of(it.other()),
                    it.otherBank()))
        .toList();
  }
}
