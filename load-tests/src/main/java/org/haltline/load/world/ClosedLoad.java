package org.haltline.load.world;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A closed-loop load that finds how much a server can take without falling behind: as many reports
/// are under way as the bounds allow, a new one is sent when an old one has ended, and the clock
/// stops when the last of them has ended, not when it was accepted.
public final class ClosedLoad {
  private static final int LAST_SECONDS = 120;
  private static final int LOOK_MS = 5;

  /// A server that refuses so many is no longer measured.
  private static final int ERRORS_MAX = 1_000;

  private final ReportClient client;
  private final String keyPrefix;

  /// How much may be under way.
  ///
  /// @param inFlightMax reports not answered yet
  /// @param unfinishedMax reports of which not all orders are at their institutions yet
  public record Bounds(int inFlightMax, int unfinishedMax) {}

  /// The end of what a report sets off.
  ///
  /// @param reportsCarriedOut how many reports have all of their orders at the institutions
  /// @param isQuiet whether nothing accepted is unfinished any more; asked now and then at the end
  public record Ends(LongSupplier reportsCarriedOut, BooleanSupplier isQuiet) {}

  /// What became of a run.
  public record Outcome(long accepted, long errors, double seconds, boolean drained) {
    public double perSecond() {
      return accepted / seconds;
    }
  }

  /// A load on one server.
  ///
  /// @param keyPrefix of its idempotency keys, unlike that of any other load on the server
  public ClosedLoad(ReportClient client, String keyPrefix) {
    this.client = client;
    this.keyPrefix = keyPrefix;
  }

  /// Sends for so many seconds, then waits for the end.
  ///
  /// @param ends null when a report ends with its answer
  public Outcome run(
      double seconds, long first, Bounds bounds, OpenLoad.Bodies bodies, @Nullable Ends ends)
      throws InterruptedException {
    long start = System.nanoTime();
    var run = new Run(start + (long) (seconds * 1e9), first, bounds, bodies, ends);
    client.runOnLoop(run::pump);
    while (!run.answered.await(1, TimeUnit.MILLISECONDS)) {
      client.runOnLoop(run::pump);
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LAST_SECONDS) + seconds * 1e9) {
        break;
      }
    }
    boolean drained = ends == null || awaitQuiet(ends.isQuiet());
    return new Outcome(run.accepted, run.errors, (System.nanoTime() - start) / 1e9, drained);
  }

  private static boolean awaitQuiet(BooleanSupplier isQuiet) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
    while (!isQuiet.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(LOOK_MS);
    }
    return true;
  }

  /// One run. Its counts change on the client's loop alone, and are read when it is over.
  private final class Run {
    private final long until;
    private final Bounds bounds;
    private final OpenLoad.Bodies bodies;
    private final @Nullable Ends ends;
    private final long carriedOutBefore;
    private final CountDownLatch answered = new CountDownLatch(1);
    private long next;
    private int inFlight;
    private long accepted;
    private long errors;

    Run(long until, long first, Bounds bounds, OpenLoad.Bodies bodies, @Nullable Ends ends) {
      this.until = until;
      this.next = first;
      this.bounds = bounds;
      this.bodies = bodies;
      this.ends = ends;
      this.carriedOutBefore = ends == null ? 0 : ends.reportsCarriedOut().getAsLong();
    }

    void pump() {
      while (goesOn() && inFlight < bounds.inFlightMax() && hasRoom()) {
        inFlight++;
        long number = next++;
        client
            .file(keyPrefix + number, bodies.body(number))
            .onComplete(
                answer -> {
                  inFlight--;
                  if (answer.succeeded() && answer.result().isCreated()) {
                    accepted++;
                  } else {
                    errors++;
                  }
                  pump();
                });
      }
      if (!goesOn() && inFlight == 0) {
        answered.countDown();
      }
    }

    private boolean goesOn() {
      return System.nanoTime() < until && errors < ERRORS_MAX;
    }

    private boolean hasRoom() {
      if (ends == null) {
        return true;
      }
      long carriedOut = ends.reportsCarriedOut().getAsLong() - carriedOutBefore;
      return accepted + inFlight - carriedOut < bounds.unfinishedMax();
    }
  }
}
