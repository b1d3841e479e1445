package org.haltline.core.dispatch;

import java.time.Duration;

/// The bounds of one institution's dispatch. Reaching one is logged, counted and told; none loses
/// an order.
///
/// @param inFlightMax calls to the institution at one moment
/// @param waitingMax orders held in memory; beyond it they wait in the journal's queue
/// @param attemptsMin times without an answer, and
/// @param deskAfter a time without one, before the order goes to the desk: both, for a few quick
///   failures say more about a moment than about the institution
/// @param backoffMin pause after the first of them; doubles each time
/// @param backoffMax and grows to this
/// @param askMin pause before an order that the institution is working on is asked about; doubles
/// @param askMax and grows to this
/// @param takenAfter an order with the institution for this long without a final answer is reported
///   taken
/// @param callMax a call that a channel forgot counts as unanswered after this
/// @param drainEvery how often the queue is read for what the bus did not bring
/// @param pageSize orders read from it at once
/// @param gapPatience how long an order from the bus waits for one before it that is late
/// @param breakerFailures calls in a row without an answer that open the circuit breaker
/// @param breakerPause how long it stays open before one call tries again
/// @param feedbackInFlightMax reports to the centre at one moment
public record DispatchBounds(
    int inFlightMax,
    int waitingMax,
    int attemptsMin,
    Duration deskAfter,
    Duration backoffMin,
    Duration backoffMax,
    Duration askMin,
    Duration askMax,
    Duration takenAfter,
    Duration callMax,
    Duration drainEvery,
    int pageSize,
    Duration gapPatience,
    int breakerFailures,
    Duration breakerPause,
    int feedbackInFlightMax) {

  public DispatchBounds {
    require("inFlightMax", inFlightMax);
    require("waitingMax", waitingMax);
    require("attemptsMin", attemptsMin);
    require("pageSize", pageSize);
    require("breakerFailures", breakerFailures);
    require("feedbackInFlightMax", feedbackInFlightMax);
    require("backoffMin", backoffMin.toMillis());
    require("backoffMax", backoffMax.toMillis());
    require("askMin", askMin.toMillis());
    require("askMax", askMax.toMillis());
    require("callMax", callMax.toMillis());
    require("drainEvery", drainEvery.toMillis());
    require("gapPatience", gapPatience.toMillis());
    require("breakerPause", breakerPause.toMillis());
  }

  private static void require(String name, long atLeastOne) {
    if (atLeastOne < 1) {
      throw new IllegalArgumentException(name + " is at least 1, not " + atLeastOne);
    }
  }

  /// A minute of silence before a person is asked: an institution that restarts, or a machine that
  /// has too much to do, is heard again within seconds, and a desk that fills for nothing costs
  /// more than the wait, which everybody sees (`unknown`) from its first second. In that time an
  /// order is tried about a dozen times.
  public static DispatchBounds defaults() {
    return new DispatchBounds(
        64,
        10_000,
        4,
        Duration.ofMinutes(1),
        Duration.ofMillis(250),
        Duration.ofSeconds(8),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofMillis(250),
        Duration.ofMinutes(2),
        Duration.ofSeconds(2),
        200,
        Duration.ofMillis(10),
        5,
        Duration.ofSeconds(2),
        512);
  }

  public DispatchBounds withAttempts(int min, Duration first, Duration longest) {
    return new DispatchBounds(
        inFlightMax,
        waitingMax,
        min,
        deskAfter,
        first,
        longest,
        askMin,
        askMax,
        takenAfter,
        callMax,
        drainEvery,
        pageSize,
        gapPatience,
        breakerFailures,
        breakerPause,
        feedbackInFlightMax);
  }

  public DispatchBounds withAsking(Duration first, Duration longest) {
    return new DispatchBounds(
        inFlightMax,
        waitingMax,
        attemptsMin,
        deskAfter,
        backoffMin,
        backoffMax,
        first,
        longest,
        takenAfter,
        callMax,
        drainEvery,
        pageSize,
        gapPatience,
        breakerFailures,
        breakerPause,
        feedbackInFlightMax);
  }

  public DispatchBounds withQueues(int inFlight, int waiting) {
    return new DispatchBounds(
        inFlight,
        waiting,
        attemptsMin,
        deskAfter,
        backoffMin,
        backoffMax,
        askMin,
        askMax,
        takenAfter,
        callMax,
        drainEvery,
        pageSize,
        gapPatience,
        breakerFailures,
        breakerPause,
        feedbackInFlightMax);
  }

  public DispatchBounds drainedEvery(Duration pause) {
    return new DispatchBounds(
        inFlightMax,
        waitingMax,
        attemptsMin,
        deskAfter,
        backoffMin,
        backoffMax,
        askMin,
        askMax,
        takenAfter,
        callMax,
        pause,
        pageSize,
        gapPatience,
        breakerFailures,
        breakerPause,
        feedbackInFlightMax);
  }

  public DispatchBounds withBreaker(int failures, Duration pause) {
    return new DispatchBounds(
        inFlightMax,
        waitingMax,
        attemptsMin,
        deskAfter,
        backoffMin,
        backoffMax,
        askMin,
        askMax,
        takenAfter,
        callMax,
        drainEvery,
        pageSize,
        gapPatience,
        failures,
        pause,
        feedbackInFlightMax);
  }

  public DispatchBounds takenAfter(Duration pause) {
    return new DispatchBounds(
        inFlightMax,
        waitingMax,
        attemptsMin,
        deskAfter,
        backoffMin,
        backoffMax,
        askMin,
        askMax,
        pause,
        callMax,
        drainEvery,
        pageSize,
        gapPatience,
        breakerFailures,
        breakerPause,
        feedbackInFlightMax);
  }

  public DispatchBounds deskAfter(Duration silence) {
    return new DispatchBounds(
        inFlightMax,
        waitingMax,
        attemptsMin,
        silence,
        backoffMin,
        backoffMax,
        askMin,
        askMax,
        takenAfter,
        callMax,
        drainEvery,
        pageSize,
        gapPatience,
        breakerFailures,
        breakerPause,
        feedbackInFlightMax);
  }
}
