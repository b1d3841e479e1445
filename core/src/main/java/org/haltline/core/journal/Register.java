package org.haltline.core.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What a centre keeps beside its journal because it is no fact of a case: its people, their
/// sessions. Values are sealed with a key of the centre and bound to their place, names are hidden;
/// every process of the centre sees the same. Nothing blocks, and an outage fails a stage as the
/// journal's do.
public interface Register {

  /// Most bytes of one value.
  int VALUE_BYTES_MAX = 1 << 20;

  /// A value that stays until it is removed.
  ///
  /// @param version from 1, one more with every writing
  @SuppressWarnings("ArrayRecordComponent") // stored bytes, read at once
  record Entry(long version, byte[] value) {}

  /// How often something may be tried.
  ///
  /// @param free how many tries cost nothing
  /// @param first the pause after those, doubled with every further one
  /// @param longest the pause never grows beyond it
  /// @param forgotten when tries are forgotten that were followed by none
  record Tries(int free, Duration first, Duration longest, Duration forgotten) {}

  CompletionStage<Optional<Entry>> read(String kind, String name);

  /// All of a kind, in no order; some hundreds at most.
  CompletionStage<List<Entry>> all(String kind);

  /// Writes one; false, and nothing happens, when it is at another version than this.
  ///
  /// @param expectedVersion 0 where there must be none yet
  CompletionStage<Boolean> write(String kind, String name, long expectedVersion, byte[] value);

  /// Removes one; false, and nothing happens, when it is at another version than this.
  CompletionStage<Boolean> remove(String kind, String name, long expectedVersion);

  /// Keeps a value for a while.
  CompletionStage<Void> lend(String kind, String name, byte[] value, Duration life);

  /// Keeps another value in the place of one that is still kept; nothing happens where there is
  /// none any more.
  CompletionStage<Void> lendOn(String kind, String name, byte[] value, Duration life);

  CompletionStage<Optional<byte[]>> lent(String kind, String name);

  /// Forgets a value, or tries. Nothing happens where there is none.
  CompletionStage<Void> giveBack(String kind, String name);

  /// Asks for a further try. Counted before it is known how it ends, so that many at once are no
  /// way round; whoever succeeds [gives back][#giveBack].
  ///
  /// @return how long to wait first; zero for go ahead
  CompletionStage<Duration> tried(String kind, String name, Tries tries, Instant now);
}
