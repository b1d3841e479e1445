package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import org.haltline.core.casefile.CaseCommand.RecordReceipt;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Role;
import org.haltline.core.order.Term;
import org.jspecify.annotations.Nullable;

/// What comes of an answer: the first valid one stands, a repeat changes nothing, a contradiction
/// is kept and shown.
final class ReceiptDecider {
  private final Rules rules;
  private final Drafting drafting;

  ReceiptDecider(Rules rules) {
    this.rules = rules;
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
    return switch (file.state()) {
      case REQUESTED, DECLINED, NOT_ISSUED ->
          refused(Refusal.ORDER_NOT_WAITING, command.orderId().digits());
      case ISSUED, TAKEN, UNKNOWN, ON_DESK -> onOpen(state, file, command.receipt(), asked);
      case DONE, REFUSED, WITHDRAWN -> onEnded(state, file, command.receipt(), asked);
    };
  }

  private Decision onOpen(CaseState state, OrderFile file, Receipt receipt, Asked asked) {
    var caseId = state.caseId();
    var id = file.order().id();
    boolean withMachine = file.state() != OrderState.ON_DESK;
    return switch (receipt) {
      case Receipt.Taken taken ->
          withMachine && file.state() != OrderState.TAKEN
              ? accepted(new OrderTaken(caseId, id, taken.at()))
              : NOTHING_NEW;
      case Receipt.Unknown unknown ->
          withMachine && file.state() != OrderState.UNKNOWN
              ? accepted(new OrderUnknown(caseId, id, unknown.why()))
              : NOTHING_NEW;
      case Receipt.Exhausted spent ->
          withMachine
              ? accepted(
                  new OrderPutOnDesk(
                      caseId,
                      id,
                      "no answer after " + spent.attempts() + " attempts: " + spent.why()))
              : NOTHING_NEW;
      case Receipt.NeedsPerson needs ->
          withMachine ? accepted(new OrderPutOnDesk(caseId, id, needs.why())) : NOTHING_NEW;
      case Receipt.Refused no -> accepted(new OrderRefused(caseId, id, no));
      case Receipt.Done done -> done(state, file, done, asked);
    };
  }

  private Decision done(CaseState state, OrderFile file, Receipt.Done done, Asked asked) {
    Order order = file.order();
    Impossible impossible = impossible(order, done);
    if (impossible != null) {
      return asked.by().has(Role.MACHINE) && file.state() != OrderState.ON_DESK
          ? accepted(new OrderPutOnDesk(state.caseId(), order.id(), impossible.says))
          : asked.by().has(Role.MACHINE)
              ? NOTHING_NEW
              : refused(impossible.code, order.id().digits(), impossible.says);
    }
    Hold hold = order.kind().leavesStanding() ? hold(file, done) : null;
    var events = new ArrayList<CaseEvent>();
    events.add(new OrderDone(state.caseId(), order.id(), done, hold));
    OrderFile original = order.original() == null ? null : state.order(order.original());
    if (original != null && original.holdStands()) {
      var ended = original.order().id();
      switch (order.kind()) {
        case PROLONG, RENEW -> events.add(new HoldRenewed(state.caseId(), ended, order.id()));
        case FREEZE -> events.add(new HoldFrozen(state.caseId(), ended, order.id()));
        case RELEASE, UNFREEZE, RESTORE_NUMBER, LIFT ->
            events.add(new HoldReleased(state.caseId(), ended, order.id()));
        case STOP_PAYMENT,
            HOLDER_QUERY,
            TRANSACTION_QUERY,
            WATCH,
            RECALL,
            SUSPEND_NUMBER,
            INTERCEPT_CALLS,
            BLOCK_LINK,
            WARNING_MESSAGE,
            REPORT_TO_PLATFORM -> {
          // an extension leaves the first account's hold as it is
        }
      }
    }
    return accepted(events);
  }

  private Decision onEnded(CaseState state, OrderFile file, Receipt receipt, Asked asked) {
    if (!(receipt instanceof Receipt.Done) && !(receipt instanceof Receipt.Refused)) {
      return NOTHING_NEW;
    }
    boolean withdrawn = file.state() == OrderState.WITHDRAWN;
    boolean expected =
        withdrawn
            ? receipt instanceof Receipt.Refused
            : saysTheSame(Objects.requireNonNull(file.settled()), receipt);
    if (expected || file.contradictions().stream().anyMatch(c -> saysTheSame(c, receipt))) {
      return NOTHING_NEW;
    }
    // A stop that was withdrawn and happened all the same holds money: it counts as standing and is
    // released at once.
    Hold revealed =
        withdrawn
                && receipt instanceof Receipt.Done done
                && file.order().kind().leavesStanding()
                && impossible(file.order(), done) == null
            ? hold(file, done)
            : null;
    var events = new ArrayList<CaseEvent>();
    events.add(new FeedbackContradicted(state.caseId(), file.order().id(), receipt, revealed));
    if (revealed != null && Releases.openFor(state, file) == null) {
      OrderFile now = file.contradicted(receipt, revealed);
      events.addAll(
          Releases.of(
              state.with(now),
              now,
              "withdrawn order was carried out all the same",
              drafting,
              new OrderNumbers(asked.at(), asked.seed()),
              asked));
    }
    return accepted(events);
  }

  private static boolean saysTheSame(Receipt first, Receipt later) {
    return switch (first) {
      case Receipt.Done a -> later instanceof Receipt.Done b && Objects.equals(a.held(), b.held());
      case Receipt.Refused a -> later instanceof Receipt.Refused b && a.reason() == b.reason();
      case Receipt.Taken _, Receipt.Unknown _, Receipt.Exhausted _, Receipt.NeedsPerson _ -> false;
    };
  }

  private record Impossible(Refusal code, String says) {}

  /// An answer that cannot be true as it stands: a person has to look.
  private static @Nullable Impossible impossible(Order order, Receipt.Done done) {
    Money held = done.held();
    if (order.kind().letsGo()) {
      return held == null || held.isZero()
          ? null
          : new Impossible(Refusal.HOLD_STANDS, "answered done, yet " + held + " is still held");
    }
    if (!order.kind().holdsMoney()) {
      return null;
    }
    Money ordered = Objects.requireNonNull(order.amount(), "a hold names a sum");
    if (held == null) {
      return new Impossible(Refusal.AMOUNT_MISSING, "answered done without the amount held");
    }
    if (!held.currency().equals(ordered.currency()) || held.minor() > ordered.minor()) {
      return new Impossible(
          Refusal.HELD_ABOVE_ORDERED,
          "answered " + held + " held where " + ordered + " was ordered");
    }
    return null;
  }

  /// Never longer than the law allows, whatever the institution says.
  private Hold hold(OrderFile file, Receipt.Done done) {
    Order order = file.order();
    Instant start = done.startsAt() == null ? done.at() : done.startsAt();
    var rule = rules.book().rule(order.kind());
    Term term = file.major() && rule.majorTerm() != null ? rule.majorTerm() : rule.term();
    boolean carriesOn = order.kind() == OrderKind.PROLONG || order.kind() == OrderKind.RENEW;
    Instant legalEnd =
        carriesOn && order.termEndsAt() != null
            ? order.termEndsAt()
            : Objects.requireNonNull(term, "what stands has a term")
                .from(start, rules.book().zone());
    Instant said = done.endsAt();
    Instant end = said == null || said.isAfter(legalEnd) ? legalEnd : said;
    return new Hold(order.id(), done.held(), start, end, null, null);
  }
}
