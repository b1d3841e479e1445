package org.haltline.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Who did and read what: lines that are only ever added, sealed as the journal's bodies are, one
/// stream a month. Kept [#KEPT_DAYS] days, and of one month the last [#LINES_A_MONTH_MAX] lines at
/// least. Nothing blocks, and an outage fails a stage as the journal's do.
public interface Diary {

  int KEPT_DAYS = 215;
  int LINES_A_MONTH_MAX = 500_000;

  /// Lines that are found by what they are about: the newest so many.
  int ABOUT_MAX = 2_000;

  /// What was written.
  ///
  /// @param at its place, whose milliseconds are those of its instant or, where clocks differ,
  ///   shortly after
  @SuppressWarnings("ArrayRecordComponent") // stored bytes, read at once
  record Line(Position at, byte[] text) {}

  /// Adds a line; completes when it is on disk.
  ///
  /// @param about what it can be found by, the number of a case; null for nothing
  CompletionStage<Void> write(Instant at, byte[] text, @Nullable String about);

  /// Lines before a place and not before an instant, the newest first.
  CompletionStage<List<Line>> before(Position place, Instant from, int limit);

  /// Lines about this, the newest first.
  CompletionStage<List<Line>> about(String about, int limit);
}
