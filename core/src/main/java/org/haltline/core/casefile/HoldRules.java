package org.haltline.core.casefile;

import java.time.Instant;
import java.util.Objects;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Term;
import org.jspecify.annotations.Nullable;

/// What an answer "done" left standing: never more than was ordered, never longer than the law
/// allows, whatever the institution says.
final class HoldRules {
  private final Rules rules;

  HoldRules(Rules rules) {
    this.rules = rules;
  }

  /// @param held what is held; ignored for a cut
  /// @param now no hold began later than that, and none before its order left
  Hold left(OrderFile file, Receipt.Done done, @Nullable Money held, Instant now) {
    Order order = file.order();
    Instant start = start(file, done, now);
    Instant legalEnd = legalEnd(file, start);
    // a prolongation answered after its own term is over from the beginning
    start = earlier(start, legalEnd);
    Instant end =
        done.endsAt() == null || !done.endsAt().isAfter(start)
            ? legalEnd
            : earlier(done.endsAt(), legalEnd);
    return Hold.standing(order.id(), order.kind().holdsMoney() ? held : null, start, end);
  }

  /// When it ends at the latest, whatever the institution says.
  Instant latestEnd(OrderFile file, Receipt.Done done, Instant now) {
    return legalEnd(file, start(file, done, now));
  }

  private static Instant start(OrderFile file, Receipt.Done done, Instant now) {
    Instant said = done.startsAt() == null ? done.at() : done.startsAt();
    Instant start = earlier(said, now);
    Instant ordered = file.order().orderedAt();
    return start.isBefore(ordered) ? ordered : start;
  }

  /// How much is held after an answer that cannot be right as it stands: at most what was ordered.
  static @Nullable Money believable(Order order, Receipt.Done done) {
    Money held = done.held();
    Money ordered = order.amount();
    return ordered == null || (held != null && fits(held, ordered)) ? held : ordered;
  }

  static boolean fits(Money held, Money ordered) {
    return held.currency().equals(ordered.currency()) && held.minor() <= ordered.minor();
  }

  /// A prolongation or renewal was counted from the end of the hold it carries on when it left;
  /// everything else counts from its own beginning.
  private Instant legalEnd(OrderFile file, Instant start) {
    Order order = file.order();
    boolean carriesOn = order.kind() == OrderKind.PROLONG || order.kind() == OrderKind.RENEW;
    if (carriesOn && order.termEndsAt() != null) {
      return order.termEndsAt();
    }
    var rule = rules.book().rule(order.kind());
    Term term = file.major() && rule.majorTerm() != null ? rule.majorTerm() : rule.term();
    return Objects.requireNonNull(term, "what stands has a term").from(start, rules.book().zone());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
