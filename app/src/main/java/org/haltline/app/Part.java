package org.haltline.app;

import java.util.EnumSet;
import java.util.Set;

/// What one process runs of the house. Together they are the default; apart they are joined by
/// Hazelcast and share one Redis.
public enum Part {
  /// Answers, clocks and seals.
  CORE,
  /// The verticles of the institutions.
  ADAPTER,
  /// The HTTP API.
  CONSOLE;

  public static Set<Part> all() {
    return EnumSet.allOf(Part.class);
  }
}
