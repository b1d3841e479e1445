package org.haltline.core.journal;

import java.time.Duration;

/// What may be chosen about a journal.
///
/// @param idempotencyKept how long a client's idempotency key is remembered
/// @param caseKeysCached how many unwrapped case keys are kept in memory, about 200 bytes each
/// @param appendsUnderWayMax how many appends may wait for their answer; more are refused at once
public record JournalOptions(Duration idempotencyKept, int caseKeysCached, int appendsUnderWayMax) {

  public static final JournalOptions DEFAULT =
      new JournalOptions(Duration.ofDays(30), 50_000, 20_000);

  public JournalOptions {
    if (idempotencyKept.toMillis() < 1) {
      throw new IllegalArgumentException("idempotency keys must be kept for a while");
    }
    if (caseKeysCached < 0) throw new IllegalArgumentException("caseKeysCached is 0 or more");
    if (appendsUnderWayMax < 1) throw new IllegalArgumentException("one append must be possible");
  }

  public JournalOptions withIdempotencyKept(Duration duration) {
    return new JournalOptions(duration, caseKeysCached, appendsUnderWayMax);
  }

  public JournalOptions withAppendsUnderWayMax(int count) {
    return new JournalOptions(idempotencyKept, caseKeysCached, count);
  }
}
