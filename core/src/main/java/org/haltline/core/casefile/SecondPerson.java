package org.haltline.core.casefile;

import java.util.List;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.order.Rulebook.Paper;
import org.haltline.core.subject.Link;
import org.jspecify.annotations.Nullable;

/// Who may be the second person of an order: a role, and the lowest level of the unit.
public record SecondPerson(Role role, PoliceUnit.Level level) {

  static SecondPerson of(Approval approval, boolean major) {
    return new SecondPerson(approval.role(), major ? approval.majorLevel() : approval.level());
  }

  /// Of an order that waits; null where nobody has to agree. Whether the target was protected
  /// stands in the file since it was asked for.
  public static @Nullable SecondPerson of(Rulebook book, OrderFile waiting) {
    KindRule rule = book.rule(waiting.order().kind());
    Approval second = waiting.order().target() instanceof Link ? rule.ifProtected() : null;
    boolean guarded = waiting.remark() != null || rule.approval() == null;
    Approval wanted = second != null && guarded ? second : rule.approval();
    return wanted == null ? null : of(wanted, waiting.major());
  }

  /// The documents that must be there before it may leave, and are not.
  public static List<String> papersMissing(Rulebook book, OrderFile waiting) {
    return book.rule(waiting.order().kind()).papers().stream()
        .filter(paper -> paper.isNeededBefore() && !waiting.hasPaper(paper.name()))
        .map(Paper::name)
        .toList();
  }

  /// Whether this one has the standing; nobody approves an own request.
  public boolean is(Actor actor) {
    PoliceUnit unit = actor.unit();
    return actor.has(role) && unit != null && unit.level().compareTo(level) >= 0;
  }
}
