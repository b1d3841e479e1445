package org.haltline.core.journal.redis;

import java.time.Duration;

/// Told what happens to the child Redis. Calls come one at a time, on the thread that starts it or
/// on its watcher's; they must not block for long.
public interface EmbeddedRedisListener {
  /// Hears nothing; the log still tells.
  EmbeddedRedisListener SILENT = new EmbeddedRedisListener() {};

  /// The server reads the journal; called whenever another whole percent is done.
  default void onLoading(int percent) {}

  /// The server ended although nobody asked it to. It is started again at once.
  default void onLost(String why) {}

  /// It runs again; what was acknowledged is there.
  default void onRestored(Duration away) {}

  /// It ended too often, or cannot be started any more: nothing can be journalled until a person
  /// has acted.
  default void onGivenUp(String why) {}
}
