package org.haltline.core.journal;

import java.util.List;
import org.haltline.core.order.CaseId;

/// What became of a write. Everything but [Appended] left the journal untouched.
public sealed interface WriteOutcome {

  /// Written and on disk: the case now has this version, its last fact this hash.
  ///
  /// @param positions of the facts written, in their order
  /// @param placed the orders that this write put into outgoing queues, in their order
  @SuppressWarnings("ArrayRecordComponent") // chained to, never compared
  record Appended(long version, List<Position> positions, List<Placed> placed, byte[] lastHash)
      implements WriteOutcome {}

  /// Someone else wrote to the case first: reload and decide again.
  record Stale(long actualVersion) implements WriteOutcome {}

  /// These claims have no free place: decide again without what needs them.
  record ClaimsRefused(List<Claim> refused) implements WriteOutcome {}

  /// The idempotency key was used before. A repetition of the same request is answered with the
  /// case it opened; a different request under the same key is the client's mistake.
  ///
  /// @param version the case's version just after that earlier write
  record AlreadyDone(CaseId caseId, boolean sameRequest, long version) implements WriteOutcome {}
}
