package org.haltline.core.journal.redis;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something another process does. The limit is generous: it only ends a test that has
/// failed.
final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Await() {}

  static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline)
        throw new AssertionError("did not happen in " + LIMIT + ": " + what);
      Thread.sleep(10);
    }
  }
}
