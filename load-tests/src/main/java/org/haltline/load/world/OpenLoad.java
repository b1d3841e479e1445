package org.haltline.load.world;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// An open-loop load: arrival times are fixed beforehand and latency counts from them, so that a
/// server that stalls is charged for every request that should have come meanwhile (no coordinated
/// omission).
public final class OpenLoad {
  /// Answers outstanding beyond which arrivals are given up: the server hangs.
  private static final int IN_FLIGHT_MAX = 4_000;

  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
  private static final int LAST_ANSWERS_SECONDS = 60;

  /// Parking wakes up late by about this much; the rest is waited for awake.
  private static final long AWAKE_NANOS = 120_000;

  private final ReportClient client;
  private final String keyPrefix;

  /// What became of a run; times in microseconds from arrival to answer.
  ///
  /// @param errors answers other than 201, and none at all
  /// @param notSent arrivals given up because too many answers were outstanding
  public record Outcome(
      Histogram answerMicros, long accepted, long errors, long notSent, double seconds) {
    public double perSecond() {
      return accepted / seconds;
    }
  }

  /// Told of every accepted report, on one thread.
  @FunctionalInterface
  public interface Accepted {
    /// Hears of one.
    ///
    /// @param number of the report
    void accepted(long number, String caseId, long arrivedAtNanos);
  }

  /// A source of request bodies by running number.
  @FunctionalInterface
  public interface Bodies {
    byte[] body(long number);
  }

  /// A load on one server.
  ///
  /// @param keyPrefix of its idempotency keys, unlike that of any other load on the server
  public OpenLoad(ReportClient client, String keyPrefix) {
    this.client = client;
    this.keyPrefix = keyPrefix;
  }

  /// Lets reports arrive at a steady rate, and waits for the last answer.
  ///
  /// @param first number of the first report
  public Outcome run(double perSecond, double seconds, long first, Bodies bodies, Accepted sink)
      throws InterruptedException {
    long count = Math.round(perSecond * seconds);
    double gapNanos = 1e9 / perSecond;
    var run = new Run(sink, count);
    long start = System.nanoTime() + 1_000_000;
    for (long i = 0; i < count; i++) {
      byte[] body = bodies.body(first + i);
      long due = start + Math.round(i * gapNanos);
      awaitNanos(due);
      run.send(first + i, body, due);
    }
    return run.outcome(start);
  }

  private static void awaitNanos(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      if (wait > AWAKE_NANOS) {
        LockSupport.parkNanos(wait - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /// One run. Its counts change on the client's loop alone.
  private final class Run {
    private final Accepted sink;
    private final CountDownLatch outstanding;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Histogram answerMicros = new Histogram(LONGEST_MICROS, 3);
    private long accepted;
    private long errors;
    private long notSent;

    Run(Accepted sink, long count) {
      this.sink = sink;
      this.outstanding = new CountDownLatch(Math.toIntExact(count));
    }

    void send(long number, byte[] body, long due) {
      if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
        inFlight.decrementAndGet();
        notSent++;
        outstanding.countDown();
        return;
      }
      client.runOnLoop(
          () ->
              client
                  .file(keyPrefix + number, body)
                  .onComplete(
                      answer -> {
                        long micros = (System.nanoTime() - due) / 1_000;
                        answerMicros.recordValue(Math.min(micros, LONGEST_MICROS));
                        if (answer.succeeded() && answer.result().isCreated()) {
                          accepted++;
                          sink.accepted(number, answer.result().caseId(), due);
                        } else {
                          errors++;
                        }
                        inFlight.decrementAndGet();
                        outstanding.countDown();
                      }));
    }

    Outcome outcome(long start) throws InterruptedException {
      boolean all = outstanding.await(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Outcome(
          answerMicros, accepted, errors + (all ? 0 : outstanding.getCount()), notSent, seconds);
    }
  }
}
