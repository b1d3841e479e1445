package org.haltline.core.casefile;

import java.time.Instant;
import java.util.List;

/// A word about a case, for whoever works on it.
///
/// @param by id of whoever wrote it
/// @param mentions ids of those whom it calls
public record CaseNote(String by, String name, Instant at, String text, List<String> mentions) {
  public CaseNote {
    mentions = List.copyOf(mentions);
  }

  /// Whether the same person says the same again.
  boolean repeats(CaseNote other) {
    return by.equals(other.by) && text.equals(other.text) && mentions.equals(other.mentions);
  }
}
