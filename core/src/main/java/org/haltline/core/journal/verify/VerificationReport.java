package org.haltline.core.journal.verify;

import java.time.Duration;
import java.util.List;
import org.haltline.core.journal.Position;

/// What a verification came to.
///
/// @param facts looked at
/// @param cases whose chains were followed
/// @param seals looked at
/// @param sealedFacts covered by seals
/// @param sealedThrough end of the last seal; nothing up to it can have changed unseen
/// @param findings faults and notes, the first thousand
/// @param findingsMore found beyond those
public record VerificationReport(
    String centre,
    long facts,
    long cases,
    long seals,
    long sealedFacts,
    Position sealedThrough,
    List<Finding> findings,
    long findingsMore,
    Duration took) {

  /// Whether the journal is what was written.
  public boolean holds() {
    return findings.stream().noneMatch(Finding::isFault);
  }

  public List<Finding> faults() {
    return findings.stream().filter(Finding::isFault).toList();
  }
}
