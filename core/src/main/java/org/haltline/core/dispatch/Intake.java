package org.haltline.core.dispatch;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Notice.What;
import org.haltline.core.journal.Placed;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where orders enter the adapter: from the bus at once, and from the institution's queue at start,
/// every few seconds, and whenever the bus left a gap. The queue is the truth and the bus its fast
/// copy. Used on the verticle's thread.
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /// Every so many drains the queue is read from its beginning, should a failover have lost places.
  private static final int WHOLE_EVERY = 15;

  /// An order that the bus has not brought after this long does not come that way.
  private static final long BUS_LATE_MS = 1_000;

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Context context;
  private final String institution;
  private final OrderQueue queue;
  private final DispatchBounds bounds;
  private final InstantSource clock;
  private final Courier courier;
  private final DispatchMeters meters;
  private final Notices notices;
  private final Runnable onDeaf;
  private final Turns turns = new Turns();
  private long gapTimer = NO_TIMER;
  private int drains;
  private boolean reading;
  private boolean readAgain;
  private boolean opened;
  private boolean unreadable;
  private boolean stopped;
  private boolean full;
  private long passedOver;
  private long deaf;

  /// @param onDeaf called when the queue held orders that the bus should have brought
  Intake(
      Vertx vertx,
      Context context,
      String institution,
      OrderQueue queue,
      DispatchBounds bounds,
      InstantSource clock,
      Courier courier,
      DispatchMeters meters,
      Notices notices,
      Runnable onDeaf) {
    this.vertx = vertx;
    this.context = context;
    this.institution = institution;
    this.queue = queue;
    this.bounds = bounds;
    this.clock = clock;
    this.courier = courier;
    this.meters = meters;
    this.notices = notices;
    this.onDeaf = onDeaf;
  }

  /// An order from the bus.
  void arrived(OutgoingOrder order, @Nullable Placed placed) {
    meters.byBus.increment();
    if (placed == null) {
      drain(false);
    } else if (placed.at().isAfter(turns.known())) {
      if (full || turns.waiting() >= room()) {
        passOver();
        return;
      }
      switch (turns.arrived(order, placed)) {
        case NOW -> {
          courier.admit(order, false);
          letIn();
        }
        case LATER -> awaitGap();
        case PAST -> {}
      }
    }
  }

  private void letIn() {
    for (OutgoingOrder next = turns.next(); next != null; next = turns.next()) {
      courier.admit(next, false);
    }
  }

  private void awaitGap() {
    if (gapTimer == NO_TIMER && !reading) {
      gapTimer =
          vertx.setTimer(
              bounds.gapPatience().toMillis(),
              fired -> {
                gapTimer = NO_TIMER;
                if (turns.waiting() > 0) {
                  drain(false);
                }
              });
    }
  }

  private int room() {
    return bounds.waitingMax() - courier.size();
  }

  /// The copy is dropped; the order stands in the queue.
  private void passOver() {
    meters.dropped.increment();
    passedOver++;
    isFull();
  }

  private void isFull() {
    if (!full) {
      full = true;
      log.warn(
          "{}: {} orders are held, more wait in the journal's queue until there is room",
          institution,
          bounds.waitingMax());
      notices.tell(What.QUEUE_FULL, bounds.waitingMax());
    }
  }

  /// Called when an order has come to its end: reads on once half of the room is free again.
  void orderEnded() {
    if (full && !reading && room() * 2 >= bounds.waitingMax()) {
      drain(false);
    }
  }

  private void hasRoom() {
    if (full) {
      full = false;
      log.info("{}: room again; {} fast copies were passed over", institution, passedOver);
      notices.tell(What.QUEUE_ROOM, passedOver);
      passedOver = 0;
    }
  }

  /// One round of reading, on the clock.
  void drainInTurn() {
    drain(drains++ % WHOLE_EVERY == 0);
  }

  private void drain(boolean whole) {
    if (stopped) {
      return;
    }
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    deaf = 0;
    turns.readingBegins();
    page(whole ? Position.START : turns.known(), whole);
  }

  private void page(Position after, boolean whole) {
    int limit = Math.min(bounds.pageSize(), room());
    if (limit <= 0) {
      reading = false;
      isFull();
      return;
    }
    queue
        .queued(after, limit)
        .whenComplete(
            (page, failure) ->
                context.runOnContext(
                    nothing -> {
                      if (stopped) {
                        return;
                      }
                      if (failure != null) {
                        failed(failure);
                      } else {
                        read(page, limit, whole);
                      }
                    }));
  }

  private void failed(Throwable failure) {
    reading = false;
    if (!unreadable) {
      unreadable = true;
      log.warn("{}: its queue cannot be read: {}", institution, failure.toString());
      notices.tell(What.QUEUE_UNREADABLE, courier.size());
    }
  }

  private void read(List<Queued> page, int limit, boolean whole) {
    unreadable = false;
    long lateBefore = clock.millis() - BUS_LATE_MS;
    for (Queued queued : page) {
      boolean isNew = turns.met(queued.at());
      if ((isNew || whole) && !courier.knows(queued.orderId())) {
        meters.byQueue.increment();
        if (opened && !full && queued.at().millis() < lateBefore) {
          deaf++;
        }
        courier.admit(OutgoingOrder.fromBytes(queued.payload()), !opened);
      }
    }
    if (page.size() == limit) {
      page(page.getLast().at(), whole);
    } else {
      ended();
    }
  }

  private void ended() {
    turns.readingEnds();
    opened = true;
    reading = false;
    letIn();
    hasRoom();
    if (deaf > 0) {
      log.warn("{}: the bus did not bring {} orders, the queue did", institution, deaf);
      notices.tell(What.BUS_DEAF, deaf);
      onDeaf.run();
    }
    if (readAgain) {
      readAgain = false;
      drain(false);
    }
  }

  /// How many orders wait for their turn.
  int waiting() {
    return turns.waiting();
  }

  void stop() {
    stopped = true;
  }
}
