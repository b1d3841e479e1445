package org.haltline.core.journal;

import java.time.Duration;

/// What may be chosen about a journal.
///
/// @param idempotencyKept how long a client's idempotency key is remembered
/// @param replicas how many replicas must have a write before it is acknowledged; 0: none
/// @param replicaTimeout how long to wait for them; beyond it the outcome is unknown. Below the
///   connection's command timeout, for the wait holds up what is sent after it
/// @param caseKeysCached how many unwrapped case keys are kept in memory, about 200 bytes each
public record JournalOptions(
    Duration idempotencyKept, int replicas, Duration replicaTimeout, int caseKeysCached) {

  public static final JournalOptions DEFAULT =
      new JournalOptions(Duration.ofDays(30), 0, Duration.ofSeconds(1), 50_000);

  public JournalOptions {
    if (idempotencyKept.toMillis() < 1) {
      throw new IllegalArgumentException("idempotency keys must be kept for a while");
    }
    if (replicas < 0 || caseKeysCached < 0) {
      throw new IllegalArgumentException("replicas and caseKeysCached are 0 or more");
    }
    if (replicaTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a replica needs at least 1 ms: 0 would wait for ever");
    }
  }

  /// Acknowledge only what so many replicas have.
  public JournalOptions withReplicas(int count, Duration timeout) {
    return new JournalOptions(idempotencyKept, count, timeout, caseKeysCached);
  }

  public JournalOptions withIdempotencyKept(Duration duration) {
    return new JournalOptions(duration, replicas, replicaTimeout, caseKeysCached);
  }
}
