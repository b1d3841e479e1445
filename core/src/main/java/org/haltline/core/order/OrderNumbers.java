package org.haltline.core.order;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/// The order numbers that one command may use: drawn from its instant and its seed alone, so that
/// deciding the same command again gives the same numbers. Not thread-safe; made anew for each
/// decision.
public final class OrderNumbers {
  private final Instant at;
  private final SplittableRandom random;
  private final Set<Long> given = new HashSet<>();

  public OrderNumbers(Instant at, long seed) {
    this.at = at;
    this.random = new SplittableRandom(seed);
  }

  public OrderId next() {
    long drawn = random.nextLong(OrderId.RANDOM_BOUND);
    while (!given.add(drawn)) {
      drawn = random.nextLong(OrderId.RANDOM_BOUND);
    }
    return OrderId.of(at, drawn);
  }
}
