package org.haltline.core.casefile;

/// Where a case stands.
public enum CaseStatus {
  /// No fact of it yet.
  NONE,
  REPORTED,
  /// Opened as a criminal case.
  FILED,
  SOLVED,
  CLOSED
}
