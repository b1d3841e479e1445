package org.haltline.core.journal.verify;

import java.util.ArrayList;
import java.util.List;

/// What was found so far. Bounded: of a journal that is damaged throughout the first faults
/// suffice, the rest is counted.
final class Findings {

  private static final int KEPT_MAX = 1_000;

  private final List<Finding> kept = new ArrayList<>();
  private long more;

  void add(Finding finding) {
    if (kept.size() < KEPT_MAX) kept.add(finding);
    else more++;
  }

  List<Finding> kept() {
    return List.copyOf(kept);
  }

  /// How many were counted only.
  long more() {
    return more;
  }
}
