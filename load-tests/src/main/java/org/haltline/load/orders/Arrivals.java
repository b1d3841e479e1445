package org.haltline.load.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.order.OrderKind;
import org.haltline.load.world.ExactClock;
import org.haltline.load.world.OpenLoad;
import org.haltline.load.world.World;

/// When each accepted report was due to arrive, to be held against when its first stop-payment was
/// at a bank. Both are readings of one clock.
final class Arrivals implements OpenLoad.Accepted {
  private static final int PAGE = 1_000;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private final ExactClock clock;
  private final Map<String, Instant> arrivedAt = new ConcurrentHashMap<>();

  /// From arrival to the first order at a bank, in microseconds.
  ///
  /// @param missing accepted reports of which no stop-payment has reached a bank
  record AtTheBank(Histogram micros, long missing) {}

  Arrivals(ExactClock clock) {
    this.clock = clock;
  }

  @Override
  public void accepted(long number, String caseId, long arrivedAtNanos) {
    arrivedAt.put(caseId, clock.at(arrivedAtNanos));
  }

  AtTheBank atTheBank(World world) {
    var first = new HashMap<String, Instant>();
    for (Book book : world.books().values()) {
      for (int from = 0; from < book.size(); from += PAGE) {
        for (Book.Entry entry : book.entries(from, PAGE)) {
          if (entry.kind() == OrderKind.STOP_PAYMENT && arrivedAt.containsKey(entry.caseId())) {
            first.merge(entry.caseId(), entry.receivedAt(), (a, b) -> a.isBefore(b) ? a : b);
          }
        }
      }
    }
    var micros = new Histogram(LONGEST_MICROS, 3);
    first.forEach(
        (caseId, received) -> {
          Instant arrived = arrivedAt.get(caseId);
          if (arrived != null) {
            long took = Duration.between(arrived, received).toNanos() / 1_000;
            micros.recordValue(Math.clamp(took, 0, LONGEST_MICROS));
          }
        });
    return new AtTheBank(micros, arrivedAt.size() - (long) first.size());
  }
}
