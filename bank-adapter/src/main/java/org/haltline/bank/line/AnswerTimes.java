package org.haltline.bank.line;

import java.time.Duration;

/// How long it takes until a bank's answer is journalled, estimated as TCP estimates a round trip
/// (RFC 6298), so that nothing is said again before its answer can be expected: whoever is behind
/// would be put further behind by every message that comes twice. What was said twice counts from
/// the first time, which may take a bank for slower than it is, never for faster. May be used on
/// any thread.
public final class AnswerTimes {
  private static final int DOUBLINGS_MAX = 5;

  /// However slow a bank is, a lost answer of a stop is to be asked for within the law's minute.
  private static final int FIRST_PAUSE_MAX = 3;

  private static final double SMOOTHING = 1.0 / 8;
  private static final double VARIATION_SMOOTHING = 1.0 / 4;
  private static final int VARIATIONS = 4;

  private final Duration atLeast;
  private double smoothedMs;
  private double variationMs = -1;

  /// @param atLeast nothing is said again sooner, however fast the bank is
  public AnswerTimes(Duration atLeast) {
    this.atLeast = atLeast;
  }

  /// An answer was journalled so long after its message was first said.
  public synchronized void took(Duration time) {
    double ms = Math.max(0, time.toMillis());
    if (variationMs < 0) {
      smoothedMs = ms;
      variationMs = ms / 2;
      return;
    }
    variationMs += VARIATION_SMOOTHING * (Math.abs(smoothedMs - ms) - variationMs);
    smoothedMs += SMOOTHING * (ms - smoothedMs);
  }

  /// How long to wait for an answer before the message is said again: at first at most three times
  /// what is configured; doubles each time, up to what it would be for a bank that is fast.
  ///
  /// @param times how often it was said, the last time included
  public synchronized Duration pause(int times) {
    long expectedMs = Math.round(smoothedMs + VARIATIONS * Math.max(0, variationMs));
    long leastMs = atLeast.toMillis();
    long firstMs = Math.clamp(expectedMs, leastMs, leastMs * FIRST_PAUSE_MAX);
    long longestMs = leastMs << DOUBLINGS_MAX;
    return Duration.ofMillis(Math.min(firstMs << Math.min(times - 1, DOUBLINGS_MAX), longestMs));
  }
}
