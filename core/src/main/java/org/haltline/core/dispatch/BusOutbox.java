package org.haltline.core.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haltline.core.casework.Outbox;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Addresses.Arrived;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.journal.Placed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the fast copy of an order to its institution's adapter and forgets it. That nobody listens
/// is no error: the queue in the journal has it.
public final class BusOutbox implements Outbox {
  private static final Logger log = LoggerFactory.getLogger(BusOutbox.class);

  private final EventBus bus;
  private final Map<String, InstitutionKey> keys;
  private final Counter sent;
  private final Counter withoutKey;
  private final AtomicBoolean warned = new AtomicBoolean();

  /// @param keys of every institution that orders may go to
  public BusOutbox(Vertx vertx, Map<String, InstitutionKey> keys, MeterRegistry meters) {
    this.bus = Letter.bus(vertx);
    this.keys = Map.copyOf(keys);
    this.sent = meters.counter("haltline.dispatch.published");
    this.withoutKey = meters.counter("haltline.dispatch.published.without.key");
  }

  @Override
  public void issued(OutgoingOrder order, @Nullable Placed placed) {
    String institution = order.order().institution();
    InstitutionKey key = keys.get(institution);
    if (key == null) {
      withoutKey.increment();
      if (warned.compareAndSet(false, true)) {
        log.warn("no key for {}: its orders wait in its queue", institution);
      }
      return;
    }
    bus.send(
        Addresses.orders(institution),
        Letter.of(new Arrived(order, placed), () -> Addresses.seal(key, order, placed)));
    sent.increment();
  }
}
