package org.haltline.load.desks;

import org.haltline.core.journal.Position;

/// What came to a desk, in its order: as much of it as two desks need to be compared by.
final class Seen {
  private static final long FACTOR = 1_000_003;

  private long count;
  private long trace;

  void add(Position position) {
    count++;
    trace = (trace * FACTOR + position.millis()) * FACTOR + position.sequence();
  }

  long count() {
    return count;
  }

  /// Whether the same came to both, in the same order.
  boolean isSameAs(Seen other) {
    return count == other.count && trace == other.trace;
  }
}
