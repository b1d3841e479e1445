package org.haltline.telecom.rpz;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.FeedbackSink;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Link;
import org.haltline.telecom.guard.Guard;
import org.haltline.telecom.rpz.RpzZone.Changed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Domains blocked and let go again in a response policy zone. The zone itself keeps which order
/// blocks which name and until when, so a name stays blocked as long as any order blocks it, the
/// same order sent twice changes nothing, and a channel that starts anew knows everything. Name
/// servers know no terms: this channel takes out what is over.
public final class RpzChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(RpzChannel.class);

  /// How long it is remembered that an order was called back, should it still arrive, or that its
  /// term ended here.
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final Vertx vertx;
  private final String institution;
  private final RpzReach reach;
  private final Guard guard;
  private final RpzZone zone;
  private final InstantSource clock;
  private long sweeper = -1;

  public RpzChannel(
      Vertx vertx,
      String institution,
      RpzReach reach,
      Supplier<ProtectedList> protectedList,
      InstantSource clock) {
    this.vertx = vertx;
    this.institution = institution;
    this.reach = reach;
    this.guard = new Guard(protectedList);
    this.zone = new RpzZone(reach);
    this.clock = clock;
  }

  @Override
  public String name() {
    return reach.name();
  }

  /// A letting-go passes whatever the lists say by now; but a page was never blocked this way.
  @Override
  public Optional<String> cannot(Order order) {
    boolean blocks = order.kind() == OrderKind.BLOCK_LINK;
    if (!(order.target() instanceof Link link) || !(blocks || order.kind() == OrderKind.LIFT)) {
      return Optional.of("该通道只封堵和解封域名 / this channel blocks names, and lets go of them");
    }
    return (blocks ? guard.againstName(link, order.hasApproval()) : Guard.notAWholeName(link))
        .or(
            () ->
                zone.fits(link.host())
                    ? Optional.empty()
                    : Optional.of("域名过长 / too long a name for the zone: " + link.host()));
  }

  /// Asks the primary server for the zone's serial, signed.
  @Override
  public Future<Void> knock() {
    return Future.fromCompletionStage(zone.serial(), vertx.getOrCreateContext()).mapEmpty();
  }

  @Override
  public Future<Answer> send(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    Instant now = clock.instant();
    return order.kind() == OrderKind.BLOCK_LINK ? block(order, now) : lift(order, now);
  }

  private Future<Answer> block(Order order, Instant now) {
    Instant termEndsAt = order.termEndsAt();
    if (termEndsAt == null || !termEndsAt.isAfter(order.orderedAt())) {
      return answer(new Receipt.Refused(now, ReasonCode.BAD_FORMAT, "缺少期限 / a block has a term"));
    }
    String digest = Mark.digest(order.id());
    var mark =
        new Mark(
            digest,
            Mark.Standing.BLOCKS,
            now.plus(Duration.between(order.orderedAt(), termEndsAt)));
    return change(
        order,
        marks -> {
          Marks rest = withdrawn(order, marks.asOf(now, REMEMBERED), now);
          return rest.of(digest).isPresent() ? rest : rest.with(mark);
        });
  }

  private Future<Answer> lift(Order order, Instant now) {
    OrderId original = order.original();
    if (original == null) {
      return answer(
          new Receipt.Refused(
              now,
              ReasonCode.ORIGINAL_MISSING,
              "未说明原指令 / which block is to be lifted is not said"));
    }
    String digest = Mark.digest(original);
    return change(
        order,
        marks -> {
          Marks rest = withdrawn(order, marks.asOf(now, REMEMBERED), now);
          return rest.of(digest).filter(Mark::blocks).isPresent()
              ? rest.with(lifted(digest, now))
              : rest;
        });
  }

  /// What is called back before it was known to have come must not come any more.
  private static Marks withdrawn(Order order, Marks marks, Instant now) {
    Marks rest = marks;
    for (OrderId pending : order.withdraws()) {
      rest = rest.with(lifted(Mark.digest(pending), now));
    }
    return rest;
  }

  private static Mark lifted(String digest, Instant now) {
    return new Mark(digest, Mark.Standing.LIFTED, now.plus(REMEMBERED));
  }

  private Future<Answer> change(Order order, UnaryOperator<Marks> to) {
    return heard(zone.change(host(order), to))
        .compose(
            changed ->
                switch (changed) {
                  case Changed.Stands stands -> standing(order, stands);
                  case Changed.OthersThere(String what) ->
                      answer(needsPerson("该域名已由他人处置 / the name is somebody else's there: " + what));
                  case Changed.Forbidden(String why) ->
                      answer(needsPerson("域名服务器拒绝更新 / the name server will not: " + why));
                });
  }

  @Override
  public Future<Answer> ask(OutgoingOrder outgoing) {
    Order order = outgoing.order();
    return heard(zone.read(host(order)))
        .compose(
            stands ->
                // marked and not there: it is to be said again
                isKnown(order, stands.marks()) && !stands.isBroken()
                    ? standing(order, stands)
                    : Future.succeededFuture(new Answer.NeverSeen()));
  }

  private static boolean isKnown(Order order, Marks marks) {
    OrderId original = order.original();
    boolean lifts = order.kind() == OrderKind.LIFT;
    OrderId about = lifts && original != null ? original : order.id();
    return marks.of(Mark.digest(about)).filter(mark -> !(lifts && mark.blocks())).isPresent();
  }

  /// Done as soon as every resolver that was named serves it.
  private Future<Answer> standing(Order order, Changed.Stands stands) {
    List<Future<Boolean>> asked = new ArrayList<>();
    for (RpzReach.Server follower : reach.followers()) {
      asked.add(heard(zone.hasCaughtUp(follower, stands.serial())));
    }
    return Future.all(asked)
        .map(
            all ->
                asked.stream().allMatch(Future::result)
                    ? new Answer.Final(receipt(order, stands))
                    : new Answer.Working());
  }

  private Receipt receipt(Order order, Changed.Stands stands) {
    Instant now = clock.instant();
    if (order.kind() == OrderKind.LIFT) {
      return isKnown(order, stands.marks())
          ? done(order, now, null, null, stands, stands.marks().block())
          : needsPerson("原封堵不是经此途径执行 / it was not blocked this way: whoever blocked it lifts it");
    }
    Mark mark = stands.marks().of(Mark.digest(order.id())).orElse(null);
    if (mark == null || !mark.blocks()) {
      return new Receipt.Refused(now, ReasonCode.OTHER, "指令到达前已撤回 / was withdrawn before it came");
    }
    Instant termEndsAt = order.termEndsAt();
    Instant startsAt =
        termEndsAt == null
            ? now
            : mark.until().minus(Duration.between(order.orderedAt(), termEndsAt));
    return done(order, now, startsAt, mark.until(), stands, false);
  }

  private static Receipt done(
      Order order,
      Instant now,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      Changed.Stands stands,
      boolean stillBlocked) {
    var remark = new StringBuilder(host(order));
    Guard.shown(host(order)).ifPresent(shown -> remark.append(" (").append(shown).append(')'));
    remark.append(", serial ").append(stands.serial());
    if (stillBlocked) {
      remark.append("；另有指令仍在执行 / another order keeps it blocked");
    }
    return new Receipt.Done(now, null, startsAt, endsAt, remark.toString());
  }

  private Receipt needsPerson(String why) {
    return new Receipt.NeedsPerson(clock.instant(), why);
  }

  private static String host(Order order) {
    return ((Link) order.target()).host();
  }

  private static Future<Answer> answer(Receipt receipt) {
    return Future.succeededFuture(new Answer.Final(receipt));
  }

  private static <T> Future<T> heard(CompletionStage<? extends T> stage) {
    return Future.fromCompletionStage(stage.thenApply(it -> it));
  }

  /// Nothing comes back by itself here; but from now on what is over is taken out.
  @Override
  public void onFeedback(FeedbackSink sink) {
    sweeper = vertx.setPeriodic(0, reach.sweepEvery().toMillis(), tick -> sweep());
  }

  /// Takes out what is over, one name after another.
  Future<Void> sweep() {
    return vertx
        .executeBlocking(zone::marked)
        .compose(
            hosts -> {
              Future<?> last = Future.succeededFuture();
              for (String host : hosts == null ? List.<String>of() : hosts) {
                last = last.compose(before -> takeOut(host));
              }
              return last;
            })
        .onFailure(
            failure ->
                log.warn(
                    "{}: blocks whose term is over stay in the zone for now: {}",
                    institution,
                    failure.getMessage()))
        .mapEmpty();
  }

  private Future<?> takeOut(String host) {
    Instant now = clock.instant();
    return heard(zone.change(host, marks -> marks.asOf(now, REMEMBERED)));
  }

  @Override
  public Future<Void> close() {
    if (sweeper >= 0) {
      vertx.cancelTimer(sweeper);
    }
    return Future.succeededFuture();
  }
}
