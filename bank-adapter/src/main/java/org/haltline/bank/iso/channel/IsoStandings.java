package org.haltline.bank.iso.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haltline.bank.line.AnswerTimes;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Receipt;

/// How far each order is that was posted to one bank. Holds nothing that the institution's queue
/// does not hold. May be used on any thread.
final class IsoStandings {
  private static final int ORDERS_MAX = 10_000;

  private final AnswerTimes times;
  private final Map<OrderId, Standing> orders =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, Standing> eldest) {
          return size() > ORDERS_MAX;
        }
      };

  /// How far an order is.
  sealed interface Standing {
    /// It was not posted from here.
    record Unknown() implements Standing {}

    /// The bank has it.
    ///
    /// @param times how often it was posted
    /// @param firstAt when it was posted first
    record Posted(int times, Instant firstAt, Instant againAt) implements Standing {}

    record Answered(Receipt receipt) implements Standing {}
  }

  IsoStandings(Duration againAfter) {
    this.times = new AnswerTimes(againAfter);
  }

  synchronized Standing of(OrderId id) {
    return orders.getOrDefault(id, new Standing.Unknown());
  }

  /// The bank has taken it in.
  synchronized void posted(OrderId id, Instant now) {
    Standing was = of(id);
    if (was instanceof Standing.Answered) {
      return;
    }
    int posted = 1;
    Instant firstAt = now;
    if (was instanceof Standing.Posted before) {
      posted = before.times + 1;
      firstAt = before.firstAt;
    }
    orders.put(id, new Standing.Posted(posted, firstAt, now.plus(times.pause(posted))));
  }

  /// The bank has answered: the first answer stands.
  synchronized void answered(OrderId id, Receipt receipt, Instant now) {
    Standing was = of(id);
    if (was instanceof Standing.Posted posted) {
      times.took(Duration.between(posted.firstAt, now));
    }
    if (!(was instanceof Standing.Answered)) {
      orders.put(id, new Standing.Answered(receipt));
    }
  }

  /// It is not posted again.
  synchronized void over(OrderId id) {
    if (of(id) instanceof Standing.Posted) {
      orders.remove(id);
    }
  }
}
