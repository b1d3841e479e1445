package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderKind.Nature;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Role;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.PhoneNumber;
import org.jspecify.annotations.Nullable;

/// What comes of an answer: the first valid one stands, a repeat changes nothing, a contradiction
/// is kept and shown.
final class ReceiptDecider {
  private final Rules rules;
  private final HoldRules holds;
  private final Drafting drafting;

  ReceiptDecider(Rules rules) {
    this.rules = rules;
    this.holds = new HoldRules(rules);
    this.drafting = new Drafting(rules);
  }

  Decision record(CaseState state, RecordReceipt command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    Actor by = asked.by();
    if (by.institution() != null && !by.belongsTo(file.order().institution())) {
      return refused(Refusal.NOT_YOUR_ORDER, command.orderId().digits());
    }
    Decision inOtherHands = DeskDecider.inOtherHands(file, by);
    if (inOtherHands != null) {
      return inOtherHands;
    }
    Decision decided =
        switch (file.state()) {
          case REQUESTED, DECLINED, NOT_ISSUED ->
              refused(Refusal.ORDER_NOT_WAITING, command.orderId().digits());
          case ISSUED, TAKEN, UNKNOWN, ON_DESK -> onOpen(state, file, command.receipt(), asked);
          case DONE, REFUSED, WITHDRAWN -> onEnded(state, file, command.receipt(), asked);
        };
    return signed(decided, file, command.signature());
  }

  /// The evidence goes with the first fact that comes of the word, unless it is in the books.
  private static Decision signed(
      Decision decided, OrderFile file, @Nullable OrderSignature signature) {
    if (signature == null
        || signature.equals(file.signature())
        || !(decided instanceof Decision.Accepted(List<CaseEvent> events))
        || !(events.getFirst() instanceof Heard heard)) {
      return decided;
    }
    var kept = new ArrayList<>(events);
    kept.set(0, heard.signed(signature));
    return accepted(kept);
  }

  private Decision onOpen(CaseState state, OrderFile file, Receipt receipt, Asked asked) {
    var caseId = state.caseId();
    var id = file.order().id();
    boolean withMachine = file.state() != OrderState.ON_DESK;
    return switch (receipt) {
      case Receipt.Taken taken ->
          withMachine && (isTakenAnew(file, taken) || tellsMore(file, taken))
              ? accepted(new OrderTaken(caseId, id, taken.at(), taken.remark()))
              : NOTHING_NEW;
      case Receipt.Unknown unknown ->
          withMachine && file.state() != OrderState.UNKNOWN && isLater(file, unknown.at())
              ? accepted(new OrderUnknown(caseId, id, unknown.why(), unknown.at()))
              : NOTHING_NEW;
      case Receipt.Exhausted spent ->
          withMachine ? accepted(new OrderPutOnDesk(caseId, id, exhausted(spent))) : NOTHING_NEW;
      case Receipt.NeedsPerson needs ->
          withMachine ? accepted(new OrderPutOnDesk(caseId, id, needs.why())) : NOTHING_NEW;
      case Receipt.Refused no when wasKept(file, no, asked) -> NOTHING_NEW;
      case Receipt.Refused no when isUnknownThere(state, file, no, asked) ->
          withMachine
              ? accepted(
                  new FeedbackContradicted(caseId, id, no, null),
                  new OrderPutOnDesk(
                      caseId,
                      id,
                      "对方的机器不认得原指令，而控制仍在 / their machine does not know the original order, and its"
                          + " hold stands"))
              : NOTHING_NEW;
      case Receipt.Refused no -> accepted(notCarriedOut(state, file, no, asked));
      case Receipt.Done done -> done(state, file, done, asked);
    };
  }

  private static boolean isTakenAnew(OrderFile file, Receipt.Taken taken) {
    return file.state() != OrderState.TAKEN && isLater(file, taken.at());
  }

  private static boolean tellsMore(OrderFile file, Receipt.Taken taken) {
    return file.state() == OrderState.TAKEN
        && taken.remark() != null
        && !taken.remark().equals(file.remark());
  }

  /// A machine's refusal that a person was asked about already.
  private static boolean wasKept(OrderFile file, Receipt.Refused no, Asked asked) {
    return asked.by().has(Role.MACHINE)
        && file.contradictions().stream().anyMatch(known -> saysTheSame(file, known, no));
  }

  /// A machine that does not know the hold which an order is about: a person at its desk may have
  /// made it, or another channel. It stands, so a person has to end or prolong it.
  private static boolean isUnknownThere(
      CaseState state, OrderFile file, Receipt.Refused no, Asked asked) {
    Order order = file.order();
    if (no.reason() != ReasonCode.ORIGINAL_MISSING
        || order.original() == null
        || !asked.by().has(Role.MACHINE)) {
      return false;
    }
    OrderFile made = Releases.carriedOnBy(state, state.known(order.original()));
    // what was cut does not come back by itself when its term is over
    boolean cut = made.order().kind().nature() == Nature.CUT;
    return made.holdStands() || (cut && Releases.mayStand(state, made));
  }

  private static String exhausted(Receipt.Exhausted spent) {
    Bilingual why = Bilingual.read(spent.why());
    return new Bilingual(
            "询问 %d 次均无答复：%s".formatted(spent.attempts(), why.zh()),
            "no answer after %d attempts: %s".formatted(spent.attempts(), why.en()))
        .both();
  }

  private List<CaseEvent> notCarriedOut(
      CaseState state, OrderFile file, Receipt.Refused no, Asked asked) {
    var events = new ArrayList<CaseEvent>();
    events.add(new OrderRefused(state.caseId(), file.order().id(), no));
    events.addAll(neverThere(state, file.order(), no));
    events.addAll(
        Releases.askedInVain(
            state,
            file,
            asked,
            new Bilingual("原指令未被执行，无可放开", "the order was refused: there is nothing to let go")
                .both()));
    String next = no.servedBy();
    if (next != null && no.reason() == ReasonCode.NOT_OURS && maySendOn(state, file, next)) {
      OrderId id = new OrderNumbers(asked.at(), asked.seed()).next();
      Order onward = drafting.sentOn(id, file.order(), next, asked.at());
      boolean denied = Drafting.denied(onward, "", rules.book().rule(onward.kind()), asked) != null;
      if (!denied) {
        events.add(new OrderIssued(state.caseId(), onward));
      }
    }
    return events;
  }

  /// An institution that does not know what it is to let go never had what was called back: that
  /// gives its place back. Should it have happened all the same, its own answer stands against
  /// this.
  private static List<CaseEvent> neverThere(CaseState state, Order order, Receipt.Refused no) {
    OrderFile original = order.original() == null ? null : state.order(order.original());
    if (original == null
        || original.state() != OrderState.WITHDRAWN
        || original.settled() != null
        || original.hold() != null
        || no.reason() != ReasonCode.ORIGINAL_MISSING
        || !order.kind().letsGo()) {
      return List.of();
    }
    String because = new Bilingual("对方不认得该指令", "this order is not known there").both();
    return List.of(
        new OrderRefused(
            state.caseId(),
            original.order().id(),
            new Receipt.Refused(no.at(), ReasonCode.ORIGINAL_MISSING, because)));
  }

  /// A number that was ported away is followed, once: the order that is sent on has an original. So
  /// that two carriers who name each other do not play with it, and nothing is cut that a person
  /// let go, or has ordered there already.
  private boolean maySendOn(CaseState state, OrderFile file, String next) {
    Order order = file.order();
    boolean follows =
        order.target() instanceof PhoneNumber
            && (order.kind().nature() == Nature.CUT || order.kind() == OrderKind.WARNING_MESSAGE);
    return follows
        && order.original() == null
        && !(order.kind() == OrderKind.WARNING_MESSAGE && Suspicion.of(state, order.target()))
        && !next.equals(order.institution())
        && state.status() != CaseStatus.CLOSED
        && rules.protectedList().reason(order.target(), null).isEmpty()
        && state.orders().values().stream()
            .map(OrderFile::order)
            .noneMatch(
                other ->
                    other.kind() == order.kind()
                        && other.institution().equals(next)
                        && other.targetKey().equals(order.targetKey()));
  }

  /// A repeated word of what went before says nothing about now.
  private static boolean isLater(OrderFile file, Instant at) {
    return file.heardAt() == null || at.isAfter(file.heardAt());
  }

  private Decision done(CaseState state, OrderFile file, Receipt.Done done, Asked asked) {
    Order order = file.order();
    Impossible impossible = impossible(order, done);
    if (impossible != null) {
      return asked.by().has(Role.MACHINE)
          ? accepted(toAPerson(state, file, done, impossible))
          : refused(impossible.code, "held", impossible.because);
    }
    Decision dropped = asked.by().has(Role.MACHINE) ? null : saidInVain(file, done, asked);
    if (dropped != null) {
      return dropped;
    }
    Hold hold =
        order.kind().leavesStanding() ? holds.left(file, done, done.held(), asked.at()) : null;
    var events = new ArrayList<CaseEvent>();
    events.add(new OrderDone(state.caseId(), order.id(), done, hold));
    if (order.original() != null) {
      events.addAll(endOfOriginal(state, order, state.known(order.original())));
    }
    if (hold != null) {
      events.addAll(frozenBefore(state, order));
    }
    return accepted(events);
  }

  /// What a person says and the law or the kind of order has no place for. Of a machine's answer
  /// the rest counts.
  private @Nullable Decision saidInVain(OrderFile file, Receipt.Done done, Asked asked) {
    OrderKind kind = file.order().kind();
    if (done.held() != null && !kind.holdsMoney() && !kind.letsGo()) {
      return refused(Refusal.AMOUNT_NOT_WANTED, "held");
    }
    if (done.endsAt() == null || !kind.leavesStanding()) {
      return null;
    }
    Instant latest = holds.latestEnd(file, done, asked.at());
    return done.endsAt().isAfter(latest.plus(CaseDecider.CLOCK_TOLERANCE))
        ? refused(Refusal.TIME_OUT_OF_RANGE, "endsAt", Why.LAW_ALLOWS_UNTIL, latest)
        : null;
  }

  /// What a machine answered cannot be: the answer is kept, and a person has to find out.
  private static List<CaseEvent> toAPerson(
      CaseState state, OrderFile file, Receipt.Done done, Impossible impossible) {
    var events = new ArrayList<CaseEvent>();
    if (file.contradictions().stream().noneMatch(known -> saysTheSame(file, known, done))) {
      events.add(new FeedbackContradicted(state.caseId(), file.order().id(), done, null));
    }
    if (file.state() != OrderState.ON_DESK) {
      events.add(new OrderPutOnDesk(state.caseId(), file.order().id(), impossible.says));
    }
    return events;
  }

  private static List<CaseEvent> endOfOriginal(CaseState state, Order order, OrderFile original) {
    // While this order was on its way another may have taken the hold over.
    OrderFile holder =
        CarryingOn.carriesOn(order.kind()) ? Releases.carriedOnBy(state, original) : original;
    if (!holder.holdStands()) {
      return List.of();
    }
    var caseId = state.caseId();
    var ended = holder.order().id();
    return switch (order.kind()) {
      case PROLONG, RENEW -> List.of(new HoldRenewed(caseId, ended, order.id()));
      case FREEZE -> List.of(new HoldFrozen(caseId, ended, order.id()));
      case RELEASE, UNFREEZE, RESTORE_NUMBER, LIFT ->
          List.of(new HoldReleased(caseId, ended, order.id()));
      // an extension leaves the first account's hold as it is
      case STOP_PAYMENT,
          HOLDER_QUERY,
          TRANSACTION_QUERY,
          WATCH,
          RECALL,
          SUSPEND_NUMBER,
          INTERCEPT_CALLS,
          BLOCK_LINK,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          List.of();
    };
  }

  /// A freeze that was answered before the stop it follows: the money is held once, by the freeze.
  private static List<CaseEvent> frozenBefore(CaseState state, Order stop) {
    return state.orders().values().stream()
        .filter(later -> later.order().kind() == OrderKind.FREEZE && later.holdStands())
        .filter(later -> stop.id().equals(later.order().original()))
        .<CaseEvent>map(freeze -> new HoldFrozen(state.caseId(), stop.id(), freeze.order().id()))
        .limit(1)
        .toList();
  }

  private Decision onEnded(CaseState state, OrderFile file, Receipt receipt, Asked asked) {
    if (!(receipt instanceof Receipt.Done) && !(receipt instanceof Receipt.Refused)) {
      return NOTHING_NEW;
    }
    Order order = file.order();
    Receipt settled = file.settled();
    boolean known =
        (settled != null && saysTheSame(file, settled, receipt))
            || file.contradictions().stream().anyMatch(c -> saysTheSame(file, c, receipt));
    if (known) {
      return NOTHING_NEW;
    }
    if (file.state() != OrderState.WITHDRAWN) {
      return accepted(new FeedbackContradicted(state.caseId(), order.id(), receipt, null));
    }
    return switch (receipt) {
      case Receipt.Refused no when settled == null && file.hold() == null ->
          accepted(new OrderRefused(state.caseId(), order.id(), no));
      case Receipt.Done done when order.kind().leavesStanding() ->
          accepted(doneAllTheSame(state, file, done, asked));
      default -> accepted(new FeedbackContradicted(state.caseId(), order.id(), receipt, null));
    };
  }

  /// A stop that was withdrawn and happened all the same holds money: it counts as standing, and is
  /// released at once under its own number. Whatever was ordered since stays as it is.
  private List<CaseEvent> doneAllTheSame(
      CaseState state, OrderFile file, Receipt.Done done, Asked asked) {
    Order order = file.order();
    Hold revealed = holds.left(file, done, HoldRules.believable(order, done), asked.at());
    var events = new ArrayList<CaseEvent>();
    events.add(new FeedbackContradicted(state.caseId(), order.id(), done, revealed));
    if (CarryingOn.carriesOn(order.kind()) && order.original() != null) {
      events.addAll(endOfOriginal(state, order, state.known(order.original())));
    }
    // a freeze ordered since stays: it holds the money now
    var frozen = frozenBefore(state, order);
    events.addAll(frozen);
    if (frozen.isEmpty() && !Releases.isOpenForItself(state, file)) {
      Order again =
          drafting.lettingGo(
              new OrderNumbers(asked.at(), asked.seed()).next(),
              order.kind().endedBy(),
              file,
              rules
                  .book()
                  .told(new Bilingual("指令撤回后仍被执行", "carried out although it had been withdrawn")),
              Releases.authorityOverWithdrawn(state, file),
              List.of(),
              asked.at());
      events.addAll(Releases.askedInVain(state, file, asked, Releases.letGoBy(again.id())));
      events.add(new OrderIssued(state.caseId(), again));
    }
    return events;
  }

  private static boolean saysTheSame(OrderFile file, Receipt first, Receipt later) {
    return switch (first) {
      case Receipt.Done a ->
          later instanceof Receipt.Done b
              && sameHeld(file.order().kind(), a.held(), b.held())
              && sameEnd(file, a.endsAt(), b.endsAt());
      case Receipt.Refused a -> later instanceof Receipt.Refused b && a.reason() == b.reason();
      case Receipt.Taken _, Receipt.Unknown _, Receipt.Exhausted _, Receipt.NeedsPerson _ -> false;
    };
  }

  private static boolean sameHeld(OrderKind kind, @Nullable Money one, @Nullable Money other) {
    if (kind.holdsMoney()) {
      return Objects.equals(one, other);
    }
    // what is still held after a letting-go: none said is none held
    return !kind.letsGo()
        || ((one == null || one.isZero()) && (other == null || other.isZero()))
        || Objects.equals(one, other);
  }

  /// Only an end before the one in our books is news: nothing may lapse unseen.
  private static boolean sameEnd(OrderFile file, @Nullable Instant first, @Nullable Instant later) {
    Hold hold = file.hold();
    return later == null
        || later.equals(first)
        || !file.order().kind().leavesStanding()
        || (hold != null && !later.isBefore(hold.endsAt()));
  }

  /// @param says the same for the desk that the order is put on
  private record Impossible(Refusal code, Because because, String says) {}

  /// An answer that cannot be true as it stands: a person has to look.
  private static @Nullable Impossible impossible(Order order, Receipt.Done done) {
    Money held = done.held();
    if (order.kind().letsGo()) {
      return held == null || held.isZero()
          ? null
          : new Impossible(
              Refusal.HOLD_STANDS,
              Because.of(Why.STILL_HELD, held),
              "答复已办，但仍控制 %1$s / answered done, yet %1$s is still held".formatted(held));
    }
    if (!order.kind().holdsMoney()) {
      return null;
    }
    Money ordered = Objects.requireNonNull(order.amount(), "a hold names a sum");
    if (held == null) {
      return new Impossible(
          Refusal.AMOUNT_MISSING,
          Because.of(Why.HELD_UNSAID),
          "答复已办，未写控制金额 / answered done without the amount held");
    }
    if (!HoldRules.fits(held, ordered)) {
      return new Impossible(
          Refusal.HELD_ABOVE_ORDERED,
          Because.of(Why.HELD_ABOVE, held, ordered),
          "指令金额 %2$s，答复控制 %1$s / answered %1$s held where %2$s was ordered"
              .formatted(held, ordered));
    }
    return null;
  }
}
