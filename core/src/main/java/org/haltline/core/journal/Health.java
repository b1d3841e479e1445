package org.haltline.core.journal;

import java.time.Duration;

/// How the journal is, measured by asking it.
///
/// @param writable an append would be taken now and kept: not full, not a replica, last disk write
///   went well, synced before it is acknowledged
/// @param trouble what is wrong and what to do; empty when all is well
/// @param roundTrip from asking to the answer
/// @param facts in the journal
/// @param end position of the last fact
/// @param memoryBytes used by the store
/// @param memoryBytesMax 0 when no bound is set
/// @param replicas connected now
public record Health(
    boolean writable,
    String trouble,
    Duration roundTrip,
    long facts,
    Position end,
    long memoryBytes,
    long memoryBytesMax,
    int replicas) {

  /// The same, but an append would not be taken.
  Health refusing(String why) {
    return new Health(false, why, roundTrip, facts, end, memoryBytes, memoryBytesMax, replicas);
  }
}
