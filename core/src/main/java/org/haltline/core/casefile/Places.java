package org.haltline.core.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.order.Rulebook.Paper;
import org.jspecify.annotations.Nullable;

/// Where an order stands outside its case: in which queue, which clocks run for it, and whether it
/// takes one of the shared places. Pure, and derived from the case alone, so that all of it can be
/// rebuilt from the facts.
public final class Places {
  private Places() {}

  /// Where the order waits to be answered.
  public enum Queue {
    NOWHERE,
    /// The institution's own stream: its adapter sends it.
    STREAM,
    DESK
  }

  public static Queue queue(@Nullable OrderFile file) {
    if (file == null) {
      return Queue.NOWHERE;
    }
    return switch (file.state()) {
      case ISSUED, TAKEN, UNKNOWN -> Queue.STREAM;
      case ON_DESK -> Queue.DESK;
      case REQUESTED, DONE, REFUSED, WITHDRAWN, DECLINED, NOT_ISSUED -> Queue.NOWHERE;
    };
  }

  /// Whether the order takes a place under the cap of stops: an unknown one keeps it, a refused one
  /// gives it back; a withdrawn one keeps it until the institution says that nothing happened.
  public static boolean takesStopPlace(@Nullable OrderFile file) {
    if (file == null || !file.order().kind().countsAsStop()) {
      return false;
    }
    boolean mayHaveHeld =
        file.state() == OrderState.WITHDRAWN
            && (file.hold() != null || !(file.settled() instanceof Receipt.Refused));
    return file.isOpen() || file.state() == OrderState.DONE || mayHaveHeld;
  }

  /// The clocks that run for the order, each with the instant at which it must be looked at again.
  public static Map<Deadline, Instant> clocks(@Nullable OrderFile file, Rulebook book) {
    var clocks = new EnumMap<Deadline, Instant>(Deadline.class);
    if (file == null) {
      return clocks;
    }
    if (file.isOpen() && !file.overdue()) {
      clocks.put(Deadline.ANSWER, file.order().answerDueAt());
    }
    KindRule rule = book.rule(file.order().kind());
    Hold hold = file.hold();
    if (hold != null && hold.stands()) {
      clocks.put(Deadline.HOLD, nextLook(hold, rule, file.warnedBefore()));
    }
    rule.papers().stream()
        .filter(paper -> isAwaited(paper, file))
        .map(paper -> paperDueAt(paper, file))
        .min(Instant::compareTo)
        .ifPresent(due -> clocks.put(Deadline.PAPER, due));
    if (file.awaitsLettingGo()) {
      clocks.put(Deadline.LETTING_GO, Objects.requireNonNull(file.unrelated()).letGoBy());
    }
    return clocks;
  }

  /// Whether a document still has to follow the order. What was refused or never left needs none.
  static boolean isAwaited(Paper paper, OrderFile file) {
    return (file.isOpen() || file.state() == OrderState.DONE)
        && paper.dueWithin() != null
        && !file.hasPaper(paper.name())
        && !file.papersOverdue().contains(paper.name());
  }

  static Instant paperDueAt(Paper paper, OrderFile file) {
    Duration within = paper.dueWithin();
    return file.order().orderedAt().plus(within == null ? Duration.ZERO : within);
  }

  /// The next warning that was not given yet, or the end.
  private static Instant nextLook(Hold hold, KindRule rule, @Nullable Duration warned) {
    return rule.warnBefore().stream()
        .filter(before -> warned == null || before.compareTo(warned) < 0)
        .map(before -> hold.endsAt().minus(before))
        .min(Instant::compareTo)
        .orElse(hold.endsAt());
  }
}
