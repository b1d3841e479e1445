package org.haltline.load.banks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// From the arrival of a report to each of its orders at its bank. An order that never came counts
/// as the longest that can be told: nobody is fast by losing what is slow.
///
/// @param missing orders of which the bank knows nothing
record Arrived(Histogram micros, long missing) {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  /// @param due when the report of each target was to arrive
  /// @param received when each target's order came to its bank
  static Arrived of(Map<String, Instant> due, Map<String, Instant> received) {
    var micros = new Histogram(LONGEST_MICROS, 3);
    long missing = 0;
    for (Map.Entry<String, Instant> each : due.entrySet()) {
      Instant at = received.get(each.getKey());
      if (at == null) {
        missing++;
        micros.recordValue(LONGEST_MICROS);
      } else {
        long took = Duration.between(each.getValue(), at).toNanos() / 1_000;
        micros.recordValue(Math.clamp(took, 0, LONGEST_MICROS));
      }
    }
    return new Arrived(micros, missing);
  }

  double p99Ms() {
    return micros.getValueAtPercentile(99) / 1e3;
  }
}
