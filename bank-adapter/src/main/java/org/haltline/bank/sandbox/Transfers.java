package org.haltline.bank.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What is to leave accounts of one bank, and when: in order of time, and of planning where that is
/// the same.
final class Transfers {
  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparingLong(Planned::sequence));
  private long sequence;

  /// @param hops how often this money was sent on before, within this bank
  record Planned(Instant at, long sequence, Account from, long minor, int hops) {}

  void plan(Instant at, Account from, long minor, int hops) {
    planned.add(new Planned(at, sequence++, from, minor, hops));
  }

  /// Takes out the next that is due by then; null when none is.
  @Nullable Planned due(Instant now) {
    Planned next = planned.peek();
    return next == null || next.at().isAfter(now) ? null : planned.poll();
  }

  /// What waits for a hold to end need wait no longer than this.
  void noLaterThan(Instant at, Account from) {
    List<Planned> later = new ArrayList<>();
    for (Planned each : planned) {
      if (each.from() == from && each.at().isAfter(at)) {
        later.add(each);
      }
    }
    for (Planned each : later) {
      planned.remove(each);
      plan(at, from, each.minor(), each.hops());
    }
  }
}
