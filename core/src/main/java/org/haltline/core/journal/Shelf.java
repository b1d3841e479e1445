package org.haltline.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What people keep at the centre for a while, and what is no fact: half-written forms, a word for
/// the next shift. Everything belongs to an owner, whose alone it is, and is thrown away after a
/// time. Fails with [JournalUnavailable] or [OutcomeUnknown], as the journal does.
public interface Shelf {

  /// One thing that is kept.
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  record Kept(String name, Instant savedAt, byte[] bytes) {}

  /// Keeps this under the name, in place of what was there. Completes when it is on disk. Whoever
  /// keeps more than the shelf has room for loses what they touched longest ago.
  CompletionStage<Kept> put(String owner, String name, byte[] bytes);

  CompletionStage<Optional<Kept>> get(String owner, String name);

  /// All that an owner keeps, what was saved last first.
  CompletionStage<List<Kept>> all(String owner);

  /// Whether it was there.
  CompletionStage<Boolean> remove(String owner, String name);
}
