package org.haltline.core.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.haltline.core.codec.Feedback;
import org.haltline.core.dispatch.Addresses.Arrived;
import org.haltline.core.journal.InstitutionKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The adapter of one institution: takes its orders from the bus and from its queue, sends them
/// over the first channel that can carry them, and reports every answer to the centre. One per
/// institution in the whole house; what it holds in memory may be lost at any moment, for the queue
/// keeps every order until its answer is journalled.
public final class InstitutionVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(InstitutionVerticle.class);
  private static final int LOOK_EVERY_MS = 50;
  private static final int FAREWELL_STEP_MS = 20;
  private static final int FAREWELL_MAX_MS = 5_000;
  private static final Duration REPORT_PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration REPORT_PAUSE_MAX = Duration.ofSeconds(5);

  private final String institution;
  private final InstitutionKey key;
  private final List<Channel> channels;
  private final OrderQueue queue;
  private final DispatchBounds bounds;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private @Nullable Parts parts;
  private @Nullable MessageConsumer<Letter<Arrived>> consumer;
  private boolean registering;

  private record Parts(Reports reports, Courier courier, Intake intake) {}

  /// @param key the institution's own; names the institution
  /// @param channels the ways to it, the preferred first; none means that every order goes to its
  ///   desk. Closed with the verticle
  public InstitutionVerticle(
      InstitutionKey key,
      List<Channel> channels,
      OrderQueue queue,
      DispatchBounds bounds,
      InstantSource clock,
      MeterRegistry registry) {
    this.institution = key.institution();
    this.key = key;
    this.channels = List.copyOf(channels);
    this.queue = queue;
    this.bounds = bounds;
    this.clock = clock;
    this.registry = registry;
  }

  @Override
  public Future<?> start() {
    Parts made = parts();
    parts = made;
    channels.forEach(channel -> channel.onFeedback(this::late));
    ChannelTrial.offer(vertx, institution, channels);
    vertx.setPeriodic(LOOK_EVERY_MS, tick -> made.courier.look());
    vertx.setPeriodic(bounds.drainEvery().toMillis(), tick -> made.intake.drainInTurn());
    return register().onSuccess(registered -> made.intake.drainInTurn());
  }

  private Parts parts() {
    var meters = new DispatchMeters(registry, institution);
    var notices = new Notices(vertx, institution, clock);
    RandomGenerator dice = new SplittableRandom();
    var reports =
        new Reports(
            vertx,
            key,
            new Backoff(REPORT_PAUSE_MIN, REPORT_PAUSE_MAX, dice),
            bounds.feedbackInFlightMax(),
            meters,
            notices);
    var courier =
        new Courier(
            vertx,
            context,
            institution,
            channels,
            bounds,
            clock,
            dice,
            reports,
            meters,
            notices,
            this::orderEnded);
    var intake =
        new Intake(
            vertx,
            context,
            institution,
            queue,
            bounds,
            clock,
            courier,
            meters,
            notices,
            this::registerAnew);
    meters.gauge("waiting", () -> courier.size() + intake.waiting());
    meters.gauge("in.flight", courier::inFlight);
    meters.gauge("reports.waiting", reports::waiting);
    meters.gauge("breaker.open", () -> courier.isBreakerOpen() ? 1 : 0);
    return new Parts(reports, courier, intake);
  }

  private Parts running() {
    return Objects.requireNonNull(parts, "started");
  }

  private void orderEnded() {
    running().intake.orderEnded();
  }

  private Future<Void> register() {
    MessageConsumer<Letter<Arrived>> registered =
        Letter.bus(vertx).consumer(Addresses.orders(institution), this::arrived);
    consumer = registered;
    return registered.completion();
  }

  /// Clustered buses have lost registrations: enters itself again, the new one before the old one
  /// goes.
  private void registerAnew() {
    MessageConsumer<Letter<Arrived>> before = consumer;
    if (before != null && !registering) {
      registering = true;
      register().eventually(before::unregister).onComplete(registered -> registering = false);
    }
  }

  private void arrived(Message<Letter<Arrived>> message) {
    Arrived arrived;
    try {
      arrived = message.body().open(wire -> Addresses.openOrder(key, wire));
    } catch (RuntimeException unreadable) {
      log.warn("{}: a message that is no order: {}", institution, unreadable.getMessage());
      return;
    }
    running().intake.arrived(arrived.order(), arrived.placed());
  }

  private Future<Void> late(Feedback feedback) {
    Promise<Void> journalled = Promise.promise();
    context.runOnContext(nothing -> running().courier.late(feedback).onComplete(journalled));
    return journalled.future();
  }

  /// Takes nothing new, waits a little for what is under way, closes the channels. What is then
  /// still open is asked about at the next start.
  @Override
  public Future<?> stop() {
    Parts made = running();
    MessageConsumer<Letter<Arrived>> open = consumer;
    consumer = null;
    made.intake.stop();
    made.courier.stop();
    Future<Void> unregistered =
        open == null ? Future.succeededFuture() : open.unregister().otherwiseEmpty();
    return unregistered
        .compose(gone -> farewell(made, FAREWELL_MAX_MS))
        .onComplete(waited -> made.reports.stop())
        .compose(
            waited ->
                Future.join(
                    channels.stream().map(channel -> channel.close().otherwiseEmpty()).toList()));
  }

  private Future<Void> farewell(Parts made, int leftMs) {
    if (leftMs <= 0 || (made.courier.inFlight() == 0 && made.reports.waiting() == 0)) {
      return Future.succeededFuture();
    }
    return vertx
        .timer(FAREWELL_STEP_MS, TimeUnit.MILLISECONDS)
        .compose(waited -> farewell(made, leftMs - FAREWELL_STEP_MS));
  }
}
