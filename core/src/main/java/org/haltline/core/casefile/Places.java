package org.haltline.core.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderKind.Nature;
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

  /// Whether the order keeps its target cut now.
  public static boolean keepsCut(@Nullable OrderFile file) {
    return file != null && file.order().kind().nature() == Nature.CUT && file.holdStands();
  }

  /// Whether the order takes one of the places that the day leaves for warnings to its number: what
  /// may have gone out keeps it, a refused one gives it back.
  public static boolean takesWarningPlace(@Nullable OrderFile file) {
    return file != null
        && file.order().kind() == OrderKind.WARNING_MESSAGE
        && (file.isOpen() || file.state() == OrderState.DONE);
  }

  /// Whether the order brings back what was cut because its term ended in this very step: only then
  /// it waits for others who keep the same cut. What people let go is let go.
  public static boolean comesBackByTerm(
      CaseState before, CaseState after, @Nullable OrderFile was, OrderFile is) {
    OrderId original = is.order().original();
    return was == null
        && is.isOpen()
        && is.order().kind().letsGo()
        && original != null
        && keepsCut(before.order(original))
        && isLapsed(after.order(original));
  }

  /// Whether the order's cut ended by its term in this very step and nothing brings it back,
  /// because another keeps the same cut: that one must still be there when this is written, or two
  /// that end at the same moment would each leave it to the other.
  public static boolean isLeftToAnother(CaseState after, @Nullable OrderFile was, OrderFile is) {
    return keepsCut(was) && isLapsed(is) && Releases.openFor(after, is) == null;
  }

  private static boolean isLapsed(@Nullable OrderFile file) {
    Hold hold = file == null ? null : file.hold();
    return hold != null && hold.end() == Hold.End.LAPSED;
  }

  /// The numbers that this case holds for a fraudster's, as other cases see them.
  public static Set<String> suspectedNumbers(CaseState state) {
    return Suspicion.numbers(state);
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
