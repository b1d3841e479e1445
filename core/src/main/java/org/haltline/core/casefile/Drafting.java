package org.haltline.core.casefile;

import java.time.Instant;
import java.util.List;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.order.Term;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Draws up orders: fills in times and authority by the rulebook.
final class Drafting {
  private final Rules rules;

  Drafting(Rules rules) {
    this.rules = rules;
  }

  Order order(
      OrderId id,
      OrderKind kind,
      String institution,
      Subject target,
      @Nullable Money amount,
      String reason,
      @Nullable OrderFile original,
      List<OrderId> withdraws,
      boolean major,
      Asked asked) {
    KindRule rule = rules.book().rule(kind);
    return new Order(
        id,
        kind,
        institution,
        target,
        amount,
        reason,
        authority(asked.by()),
        asked.at(),
        asked.at().plus(rule.answerWithin()),
        termEnd(kind, rule, original, major, asked.at()),
        original == null ? null : original.order().id(),
        withdraws);
  }

  /// The order that ends what `file` left standing; pending orders on the target are withdrawn by
  /// it.
  Order lettingGo(
      OrderId id,
      OrderKind kind,
      OrderFile file,
      String reason,
      String authority,
      List<OrderId> withdraws,
      Instant at) {
    Order held = file.order();
    return new Order(
        id,
        kind,
        held.institution(),
        held.target(),
        null,
        reason,
        authority,
        at,
        at.plus(rules.book().rule(kind).answerWithin()),
        null,
        held.id(),
        withdraws);
  }

  /// An order that waited, as the second person lets it leave: its clocks start now, and both
  /// persons stand behind it.
  Order leaving(Order waited, @Nullable OrderFile original, boolean major, Asked approved) {
    KindRule rule = rules.book().rule(waited.kind());
    Instant at = approved.at();
    return new Order(
        waited.id(),
        waited.kind(),
        waited.institution(),
        waited.target(),
        waited.amount(),
        waited.reason(),
        Order.approved(waited.authority(), authority(approved.by())),
        at,
        at.plus(rule.answerWithin()),
        termEnd(waited.kind(), rule, original, major, at),
        waited.original(),
        waited.withdraws(),
        waited.covers());
  }

  /// The same order to the institution that serves the target by now, by the same person's word.
  Order sentOn(OrderId id, Order refused, String institution, Instant at) {
    KindRule rule = rules.book().rule(refused.kind());
    return new Order(
        id,
        refused.kind(),
        institution,
        refused.target(),
        refused.amount(),
        refused.reason(),
        refused.authority(),
        at,
        at.plus(rule.answerWithin()),
        termEnd(refused.kind(), rule, null, false, at),
        refused.id(),
        List.of());
  }

  static boolean capReached(Order order, Asked asked) {
    return asked.deniedClaims().contains(order.id().digits());
  }

  /// What the journal had no place for, as a refusal; null where it had one.
  static @Nullable Decision denied(Order order, String about, KindRule rule, Asked asked) {
    if (asked.deniedClaims().contains(Claims.asksForSuspicion(order))) {
      return Decision.refused(Refusal.WRONG_TARGET, about, Why.SUSPECTED_ELSEWHERE);
    }
    if (!capReached(order, asked)) {
      return null;
    }
    return order.kind() == OrderKind.WARNING_MESSAGE
        ? Decision.refused(Refusal.CAP_REACHED, about, Why.AT_MOST_A_DAY, rule.mostPerDay())
        : Decision.refused(
            Refusal.CAP_REACHED, about, Why.AT_MOST_ON_ACCOUNT, rule.mostPerTarget());
  }

  /// A prolongation or renewal begins where the standing hold ends.
  private @Nullable Instant termEnd(
      OrderKind kind, KindRule rule, @Nullable OrderFile original, boolean major, Instant at) {
    Term term = major && rule.majorTerm() != null ? rule.majorTerm() : rule.term();
    if (term == null) {
      return null;
    }
    boolean carriesOn = kind == OrderKind.PROLONG || kind == OrderKind.RENEW;
    Instant start =
        carriesOn && original != null && original.hold() != null ? original.hold().endsAt() : at;
    return term.from(start, rules.book().zone());
  }

  /// By whose order: a person and the unit that the person speaks for, with the comma of what they
  /// are written in.
  static String authority(Actor by) {
    PoliceUnit unit = by.unit();
    if (unit == null) {
      return by.name();
    }
    boolean chinese = unit.name().codePoints().anyMatch(Character::isIdeographic);
    return by.name() + (chinese ? "，" : ", ") + unit.name();
  }
}
