package org.haltline.load.world;

import java.time.Instant;
import java.time.InstantSource;

/// The one clock of the world outside: callers and sandboxes read the same monotonic counter, so
/// that the time between an arrival and its order at the bank is never bent by an adjustment of the
/// wall clock.
public final class ExactClock implements InstantSource {
  private final Instant base = Instant.now();
  private final long baseNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return at(System.nanoTime());
  }

  /// The instant of a reading of `System.nanoTime`.
  public Instant at(long nanos) {
    return base.plusNanos(nanos - baseNanos);
  }
}
