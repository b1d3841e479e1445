package org.haltline.load.crash;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;

/// Operators who do not give up: each report is sent again, the same bytes under the same key,
/// until it is acknowledged. They remember everything they were told.
final class PersistentCallers {
  private static final int PAUSE_MS_MIN = 50;
  private static final int PAUSE_MS_MAX = 1_000;
  private static final int TICK_MS = 5;

  private final Vertx vertx;
  private final ReportClient client;
  private final Reports reports;
  private final InstantSource clock;
  private final String keyPrefix;

  // All of these change on the client's loop alone.
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Map<Integer, Long> refusals = new TreeMap<>();
  private long next;
  private long waiting;
  private boolean calling;
  private long firstDueNanos;
  private double gapNanos;

  /// Sent at or after this, and the first of those to be acknowledged: when, by `System.nanoTime`.
  private long watchedFromNanos = Long.MAX_VALUE;

  private volatile long servedAtNanos;

  PersistentCallers(
      Vertx vertx, ReportClient client, Reports reports, InstantSource clock, String keyPrefix) {
    this.vertx = vertx;
    this.client = client;
    this.reports = reports;
    this.clock = clock;
    this.keyPrefix = keyPrefix;
  }

  /// From now on calls come at this rate, whatever becomes of them.
  void start(double perSecond) {
    client.runOnLoop(
        () -> {
          calling = true;
          gapNanos = 1e9 / perSecond;
          firstDueNanos = System.nanoTime();
          vertx.setPeriodic(
              TICK_MS,
              timer -> {
                if (!calling) {
                  vertx.cancelTimer(timer);
                  return;
                }
                while (System.nanoTime() - firstDueNanos >= next * gapNanos) {
                  call(next++);
                }
              });
        });
  }

  /// No new calls; those that wait go on asking.
  void stopCalling() throws InterruptedException {
    onLoop(() -> calling = false);
  }

  /// Watches for the house to serve again: for the first report acknowledged that was sent from now
  /// on.
  void watch() throws InterruptedException {
    onLoop(
        () -> {
          watchedFromNanos = System.nanoTime();
          servedAtNanos = 0;
        });
  }

  /// When that was, by `System.nanoTime`; 0 while it is not yet.
  long servedAtNanos() {
    return servedAtNanos;
  }

  /// Waits until everyone was acknowledged.
  ///
  /// @return how many were not
  long awaitEveryone(int seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (stillWaiting() > 0 && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    return stillWaiting();
  }

  private long stillWaiting() throws InterruptedException {
    long[] count = new long[1];
    onLoop(() -> count[0] = waiting);
    return count[0];
  }

  List<Acknowledged> acknowledged() throws InterruptedException {
    var copy = new ArrayList<Acknowledged>();
    onLoop(() -> copy.addAll(acknowledged));
    return copy;
  }

  /// Answers that no waiting would change (4xx), by status: none in a run that is sound.
  Map<Integer, Long> refusals() throws InterruptedException {
    var copy = new TreeMap<Integer, Long>();
    onLoop(() -> copy.putAll(refusals));
    return copy;
  }

  private void onLoop(Runnable what) throws InterruptedException {
    var done = new CountDownLatch(1);
    client.runOnLoop(
        () -> {
          what.run();
          done.countDown();
        });
    done.await();
  }

  private void call(long number) {
    waiting++;
    attempt(number, reports.body(number, clock.instant()), 1);
  }

  private void attempt(long number, byte[] body, int attempt) {
    long sentAt = System.nanoTime();
    client
        .file(keyPrefix + number, body)
        .onComplete(
            answer -> {
              int status = answer.succeeded() ? answer.result().status() : 0;
              if (status == 201) {
                waiting--;
                acknowledged.add(read(number, answer.result(), attempt));
                if (sentAt >= watchedFromNanos) {
                  servedAtNanos = System.nanoTime();
                  watchedFromNanos = Long.MAX_VALUE;
                }
              } else if (status >= 400 && status < 500 && status != 429) {
                waiting--;
                refusals.merge(status, 1L, Long::sum);
              } else {
                int pause = Math.min(PAUSE_MS_MAX, PAUSE_MS_MIN << Math.min(attempt - 1, 5));
                vertx.setTimer(pause, timer -> attempt(number, body, attempt + 1));
              }
            });
  }

  private static Acknowledged read(long number, ReportClient.Answer answer, int attempt) {
    JsonObject outcome = answer.body().toJsonObject();
    JsonArray orders = outcome.getJsonArray("orders", new JsonArray());
    var numbers = new ArrayList<String>();
    for (int i = 0; i < orders.size(); i++) {
      numbers.add(orders.getJsonObject(i).getString("number"));
    }
    return new Acknowledged(
        number, outcome.getString("caseId"), outcome.getLong("version"), numbers, attempt);
  }
}
