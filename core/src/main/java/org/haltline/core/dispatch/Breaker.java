package org.haltline.core.dispatch;

/// A circuit breaker: after so many calls in a row without an answer it lets none through for a
/// while, then one, and closes when that one is answered. Told the time; used on one thread.
///
/// Of our own instead of vertx-circuit-breaker, which wraps calls: see
/// docs/decisions/0009-a-breaker-of-our-own.md.
final class Breaker {
  private final int failuresMax;
  private final long pauseMs;
  private int failures;
  private boolean open;
  private boolean probing;
  private long openUntilMs;

  Breaker(int failuresMax, long pauseMs) {
    this.failuresMax = failuresMax;
    this.pauseMs = pauseMs;
  }

  /// Whether a call may be made now; then it must be told what came of it.
  boolean lets(long nowMs) {
    if (!open) {
      return true;
    }
    if (probing || nowMs < openUntilMs) {
      return false;
    }
    probing = true;
    return true;
  }

  /// True when this answer closed it.
  boolean answered() {
    boolean closed = open;
    failures = 0;
    open = false;
    probing = false;
    return closed;
  }

  /// True when this silence opened it.
  boolean silent(long nowMs) {
    failures++;
    if (open ? probing : failures >= failuresMax) {
      boolean opened = !open;
      open = true;
      probing = false;
      openUntilMs = nowMs + pauseMs;
      return opened;
    }
    return false;
  }

  boolean isOpen() {
    return open;
  }
}
