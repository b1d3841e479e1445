package org.haltline.core.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A list that somebody brought in.
///
/// @param listId the SHA-256 of its file: the same file is the same list
/// @param name for people
/// @param rows read so far
/// @param entries that they name
/// @param share of its file that was read, from 0 to 1; 0 where that is not known
/// @param faults rows of which nothing was taken
/// @param state whether it is looked into
/// @param trouble why it could not be read; null while all is well
public record KnownList(
    String listId,
    String name,
    String by,
    Instant at,
    long rows,
    long entries,
    long faults,
    double share,
    State state,
    @Nullable String trouble) {

  /// Where a list stands.
  public enum State {
    READING,
    READY,
    REFUSED
  }
}
