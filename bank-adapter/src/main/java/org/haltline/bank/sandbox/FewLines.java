package org.haltline.bank.sandbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/// How a bank's front end tells the house what it has to tell: over a few lines, first come first
/// served. What is not settled is told again in growing pauses, and its line waits with it: a bank
/// that came with everything at once, or with the next when the house had said "not now", would
/// keep a house that is behind from ever catching up.
public final class FewLines {
  private static final int LINES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final Semaphore lines = new Semaphore(LINES, true);

  /// One attempt to tell something.
  @FunctionalInterface
  public interface Attempt {
    /// Whether it need not be told again.
    boolean isSettled() throws InterruptedException;
  }

  /// Tells until it is settled.
  public void tell(Attempt attempt) throws InterruptedException {
    lines.acquire();
    try {
      long pauseMs = FIRST_PAUSE.toMillis();
      while (!attempt.isSettled()) {
        Thread.sleep(pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2 + 1));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE.toMillis());
      }
    } finally {
      lines.release();
    }
  }
}
