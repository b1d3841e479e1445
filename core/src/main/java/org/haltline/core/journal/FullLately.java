package org.haltline.core.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether a write was refused as full a short while ago. What Redis says of its memory does not
/// tell: at the brim there is room for a question again as soon as the refused write is gone.
final class FullLately {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private volatile boolean refused;
  private volatile long refusedAt;

  /// What came of a write; one that was taken ends it.
  void see(@Nullable Throwable failure) {
    if (failure == null) {
      if (refused) {
        refused = false;
      }
    } else if (Cause.of(failure) instanceof JournalFull) {
      refusedAt = System.nanoTime();
      refused = true;
    }
  }

  Health over(Health asked) {
    return refused && asked.writable() && System.nanoTime() - refusedAt < REMEMBERED.toNanos()
        ? asked.refusing(HealthCheck.FULL)
        : asked;
  }
}
