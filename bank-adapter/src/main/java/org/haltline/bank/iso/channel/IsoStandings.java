package org.haltline.bank.iso.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Receipt;

/// How far each order is that was posted to one bank. Holds nothing that the institution's queue
/// does not hold. May be used on any thread.
final class IsoStandings {
  private static final int ORDERS_MAX = 10_000;
  private static final int DOUBLINGS_MAX = 5;

  private final Duration againAfter;
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
    record Posted(int times, Instant againAt) implements Standing {}

    record Answered(Receipt receipt) implements Standing {}
  }

  IsoStandings(Duration againAfter) {
    this.againAfter = againAfter;
  }

  synchronized Standing of(OrderId id) {
    return orders.getOrDefault(id, new Standing.Unknown());
  }

  /// The bank has taken it in.
  synchronized void posted(OrderId id, Instant now) {
    Standing was = of(id);
    int before = was instanceof Standing.Posted(int times, Instant _) ? times : 0;
    if (!(was instanceof Standing.Answered)) {
      Duration pause = againAfter.multipliedBy(1L << Math.min(before, DOUBLINGS_MAX));
      orders.put(id, new Standing.Posted(before + 1, now.plus(pause)));
    }
  }

  /// The bank has answered: the first answer stands.
  synchronized void answered(OrderId id, Receipt receipt) {
    if (!(of(id) instanceof Standing.Answered)) {
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
