package org.haltline.core.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.haltline.core.codec.Feedback;
import org.haltline.core.dispatch.Addresses.Reported;
import org.haltline.core.dispatch.Notice.What;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.order.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers on their way to the centre, each said until it is acknowledged. One order's reports go
/// one after another; what a final answer overtakes is not said any more. Used on the verticle's
/// thread.
final class Reports {
  private static final Logger log = LoggerFactory.getLogger(Reports.class);
  private static final int TIMEOUT_MS = 10_000;

  /// Of one order; an institution that repeats itself is told to do so later.
  private static final int WAITING_MAX = 8;

  private final Vertx vertx;
  private final EventBus bus;
  private final InstitutionKey key;
  private final Backoff backoff;
  private final int inFlightMax;
  private final DispatchMeters meters;
  private final Notices notices;
  private final DeliveryOptions options = new DeliveryOptions().setSendTimeout(TIMEOUT_MS);
  private final Map<String, Line> lines = new HashMap<>();
  private final ArrayDeque<Line> ready = new ArrayDeque<>();
  private int inFlight;
  private boolean stopped;

  Reports(
      Vertx vertx,
      InstitutionKey key,
      Backoff backoff,
      int inFlightMax,
      DispatchMeters meters,
      Notices notices) {
    this.vertx = vertx;
    this.bus = Letter.bus(vertx);
    this.key = key;
    this.backoff = backoff;
    this.inFlightMax = inFlightMax;
    this.meters = meters;
    this.notices = notices;
  }

  private record Report(Feedback feedback, Promise<Void> acknowledged) {}

  /// The reports about one order; the first is on its way.
  private static final class Line {
    final String number;
    final ArrayDeque<Report> reports = new ArrayDeque<>(2);
    int failures;

    Line(String number) {
      this.number = number;
    }
  }

  /// Completes when the centre has journalled it (or knew it); fails with [FeedbackSink.Rejected],
  /// or when too much waits about this order already.
  Future<Void> report(Feedback feedback) {
    var report = new Report(feedback, Promise.promise());
    String number = feedback.orderId().digits();
    Line line = lines.get(number);
    if (line == null) {
      line = new Line(number);
      line.reports.add(report);
      lines.put(number, line);
      ready.add(line);
      pump();
    } else {
      if (isFinal(feedback.receipt())) {
        overtake(line);
      }
      if (line.reports.size() >= WAITING_MAX) {
        return Future.failedFuture("too many reports on order " + number + " wait already");
      }
      line.reports.add(report);
    }
    return report.acknowledged.future();
  }

  int waiting() {
    return lines.size();
  }

  void stop() {
    stopped = true;
  }

  private static boolean isFinal(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Done _, Receipt.Refused _, Receipt.Exhausted _, Receipt.NeedsPerson _ -> true;
      case Receipt.Taken _, Receipt.Unknown _ -> false;
    };
  }

  /// All but the one on its way, unless it is final itself.
  private static void overtake(Line line) {
    Iterator<Report> each = line.reports.iterator();
    each.next();
    while (each.hasNext()) {
      Report waiting = each.next();
      if (!isFinal(waiting.feedback.receipt())) {
        each.remove();
        waiting.acknowledged.complete();
      }
    }
  }

  private void pump() {
    while (inFlight < inFlightMax && !ready.isEmpty() && !stopped) {
      say(ready.remove());
    }
  }

  private void say(Line line) {
    Report report = line.reports.element();
    inFlight++;
    Letter<Reported> letter =
        Letter.of(
            new Reported(key.institution(), report.feedback),
            () -> Addresses.seal(key, report.feedback));
    bus.request(Addresses.FEEDBACK, letter, options)
        .onComplete(
            reply -> {
              inFlight--;
              if (reply.succeeded()) {
                line.failures = 0;
                done(line).acknowledged.complete();
              } else if (isRejection(reply.cause())) {
                String why = String.valueOf(reply.cause().getMessage());
                log.warn("the centre rejects feedback on order {}: {}", line.number, why);
                notices.tell(What.FEEDBACK_REFUSED, 1);
                line.failures = 0;
                done(line).acknowledged.fail(new FeedbackSink.Rejected(why));
              } else {
                later(line, reply.cause());
              }
              pump();
            });
  }

  private Report done(Line line) {
    Report said = line.reports.remove();
    if (line.reports.isEmpty()) {
      lines.remove(line.number);
    } else {
      ready.add(line);
    }
    return said;
  }

  private void later(Line line, Throwable why) {
    line.failures++;
    meters.reportsRetried.increment();
    if (line.failures == 1) {
      log.debug("feedback on order {} is said again: {}", line.number, why.toString());
    }
    vertx.setTimer(
        backoff.pauseMs(line.failures),
        timer -> {
          ready.add(line);
          pump();
        });
  }

  private static boolean isRejection(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
        && reply.failureCode() == FeedbackInlet.REJECTED;
  }
}
