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
import org.haltline.bank.sandbox.Opening;
import org.haltline.bank.sandbox.Openings;
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
  private static final int STOPS_MAX = 50;
  private static final Duration SET_ASIDE = Duration.ofDays(30);

  private final IsoParty.Bank bank;
  private final Openings openings;
  private final BankLedger ledger;

  IsoTeller(IsoParty.Bank bank, Openings openings) {
    this.bank = bank;
    this.openings = openings;
    this.ledger = new BankLedger(STOPS_MAX, openings);
  }

  @Nullable AccountView account(String number, Instant now) {
    return ledger.view(number, now);
  }

  /// What is answered, in order.
  List<IsoMessage> carryOut(IsoHead head, IsoMessage message, Instant now) {
    return switch (message) {
      case Recall it -> recall(head, it, now);
      case Query it -> List.of(answer(it, now));
      case Resolution _, Return _, QueryAnswer _ -> List.of();
    };
  }

  /// First what is decided, then the money.
  private List<IsoMessage> recall(IsoHead head, Recall recall, Instant now) {
    List<Resolved> resolved = new ArrayList<>();
    List<Returned> returned = new ArrayList<>();
    for (Recalled payment : recall.payments()) {
      AnswerJson answer = ledger.carryOut(order(payment, now), now);
      Money back = back(payment, answer);
      if (back == null) {
        resolved.add(
            new Resolved(
                payment.cancellationId(),
                "RJCR",
                List.of(code(answer)),
                answer.remark() == null ? List.of() : Texts.lines(answer.remark(), 2),
                null));
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
    List<IsoMessage> said = new ArrayList<>();
    said.add(
        new Resolution(
            head.id(),
            bank,
            head.from(),
            now,
            recall.assignmentId(),
            returned.isEmpty() ? "RJCR" : isWhole(recall, returned) ? "CNCL" : "PECR",
            resolved));
    if (!returned.isEmpty()) {
      said.add(new Return(head.id(), now, returned));
    }
    return said;
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

  private QueryAnswer answer(Query query, Instant now) {
    String number = query.account().number();
    ledger.carryOut(
        order(query.investigationId(), OrderKind.HOLDER_QUERY, number, query.holder(), null, now),
        now);
    AccountView view = ledger.view(number, now);
    return new QueryAnswer(
        query.investigationId(),
        query.investigationId(),
        Status.COMP,
        query.account(),
        query.matter(),
        view == null ? Found.NFOU : Found.FOUN,
        view == null ? null : report(query, view, now));
  }

  private AccountReport report(Query query, AccountView view, Instant now) {
    boolean holder = query.matter() == IsoMessage.Matter.HOLDER;
    return new AccountReport(
        query.investigationId(),
        now,
        query.account(),
        view.currency(),
        view.holder(),
        List.of(new Balance("ITBD", new Money(view.balanceMinor(), view.currency()), true, now)),
        holder ? List.of() : moved(view.number(), now));
  }

  private List<Entry> moved(String number, Instant now) {
    return openings.of(number, "account:" + number) instanceof Opening.Account opening
            && opening.onward() != null
        ? List.of(
            new Entry(
                opening.onward().amount(),
                false,
                now,
                null,
                null,
                IsoAccount.of(opening.onward().number())))
        : List.of();
  }
}
