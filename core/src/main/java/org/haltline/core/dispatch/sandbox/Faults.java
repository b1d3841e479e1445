package org.haltline.core.dispatch.sandbox;

import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// How a sandbox misbehaves. Rates are from 0 (never) to 1 (always), rolled for each order. What is
/// absent in JSON is 0 or false: `PUT /faults {}` makes the institution well again.
///
/// @param delayMsMin every answer waits at least this long
/// @param delayMsMax and at most this long, evenly spread
/// @param slowRate how many of them are slow instead
/// @param slowMs how long the slow ones take
/// @param refuseRate how many orders are refused without an effect
/// @param refuseReason why; OTHER when absent
/// @param loseReplyRate the effect is made and the connection closed without an answer
/// @param lateRate the answer is "working", the real one comes by POST or when asked
/// @param lateMs after this time
/// @param twiceRate a final answer is said again by POST
/// @param down connections are closed before anything is read
public record Faults(
    int delayMsMin,
    int delayMsMax,
    double slowRate,
    int slowMs,
    double refuseRate,
    @Nullable ReasonCode refuseReason,
    double loseReplyRate,
    double lateRate,
    int lateMs,
    double twiceRate,
    boolean down) {

  /// Prompt and honest.
  public static final Faults NONE = new Faults(0, 0, 0, 0, 0, null, 0, 0, 0, 0, false);

  private static final int MS_MAX = 3_600_000;

  public Faults {
    requireRate("slowRate", slowRate);
    requireRate("refuseRate", refuseRate);
    requireRate("loseReplyRate", loseReplyRate);
    requireRate("lateRate", lateRate);
    requireRate("twiceRate", twiceRate);
    requireMs("delayMsMin", delayMsMin);
    requireMs("delayMsMax", delayMsMax);
    requireMs("slowMs", slowMs);
    requireMs("lateMs", lateMs);
    if (delayMsMax < delayMsMin) {
      throw new IllegalArgumentException("delayMsMax is below delayMsMin");
    }
  }

  private static void requireRate(String name, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " goes from 0 to 1, not " + rate);
    }
  }

  private static void requireMs(String name, int ms) {
    if (ms < 0 || ms > MS_MAX) {
      throw new IllegalArgumentException(name + " goes from 0 to " + MS_MAX + ", not " + ms);
    }
  }

  public Faults delayed(int msMin, int msMax) {
    return new Faults(
        msMin,
        msMax,
        slowRate,
        slowMs,
        refuseRate,
        refuseReason,
        loseReplyRate,
        lateRate,
        lateMs,
        twiceRate,
        down);
  }

  public Faults slow(double rate, int ms) {
    return new Faults(
        delayMsMin,
        delayMsMax,
        rate,
        ms,
        refuseRate,
        refuseReason,
        loseReplyRate,
        lateRate,
        lateMs,
        twiceRate,
        down);
  }

  public Faults refusing(double rate, ReasonCode reason) {
    return new Faults(
        delayMsMin,
        delayMsMax,
        slowRate,
        slowMs,
        rate,
        reason,
        loseReplyRate,
        lateRate,
        lateMs,
        twiceRate,
        down);
  }

  public Faults losingReplies(double rate) {
    return new Faults(
        delayMsMin,
        delayMsMax,
        slowRate,
        slowMs,
        refuseRate,
        refuseReason,
        rate,
        lateRate,
        lateMs,
        twiceRate,
        down);
  }

  public Faults answeringLate(double rate, int afterMs) {
    return new Faults(
        delayMsMin,
        delayMsMax,
        slowRate,
        slowMs,
        refuseRate,
        refuseReason,
        loseReplyRate,
        rate,
        afterMs,
        twiceRate,
        down);
  }

  public Faults answeringTwice(double rate) {
    return new Faults(
        delayMsMin,
        delayMsMax,
        slowRate,
        slowMs,
        refuseRate,
        refuseReason,
        loseReplyRate,
        lateRate,
        lateMs,
        rate,
        down);
  }

  public Faults away(boolean isDown) {
    return new Faults(
        delayMsMin,
        delayMsMax,
        slowRate,
        slowMs,
        refuseRate,
        refuseReason,
        loseReplyRate,
        lateRate,
        lateMs,
        twiceRate,
        isDown);
  }
}
