package org.haltline.core.casefile;

import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Whose second word an order needs, and what no second person can have. A protected domain can be
/// imitated below itself, taken over or lost, so two persons may want it dark; a protected number,
/// account or name is never ordered on.
final class Protection {
  private Protection() {}

  /// The second person by whom a protected target may be ordered on; null where nobody can.
  static @Nullable Approval secondPerson(Rules rules, OrderKind kind, Subject target) {
    return target instanceof Link ? rules.book().rule(kind).ifProtected() : null;
  }

  /// Who may let an order leave that waits. One that waited for being protected goes on waiting for
  /// the same person when the list has changed.
  static @Nullable Approval approval(Rules rules, Order waiting) {
    KindRule rule = rules.book().rule(waiting.kind());
    Approval second = secondPerson(rules, waiting.kind(), waiting.target());
    boolean guarded = rules.protectedList().reason(waiting.target(), null).isPresent();
    return second != null && (guarded || rule.approval() == null) ? second : rule.approval();
  }
}
