package org.haltline.core.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses that double from the shortest to the longest, with half of each left to chance so that
/// many who wait for the same thing do not come back together.
record Backoff(Duration min, Duration max, RandomGenerator dice) {

  /// The pause after this many failures in a row.
  ///
  /// @param failures 1 or more
  long pauseMs(int failures) {
    long doubled = min.toMillis() << Math.min(failures - 1, 20);
    long whole = Math.max(1, Math.min(doubled, max.toMillis()));
    return whole - dice.nextLong(whole / 2 + 1);
  }
}
