package org.haltline.core.journal.verify;

import java.nio.file.Path;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;

/// The journal in a data folder that no process works on. Its Redis runs for as long as this is
/// open and refuses every write; only a last write that a crash cut off is dropped, as at any
/// start.
public final class OfflineJournal implements AutoCloseable {

  private final EmbeddedRedis redis;
  private final RedisConnections connections;
  private final RedisImage image;

  private OfflineJournal(EmbeddedRedis redis, RedisConnections connections, RedisImage image) {
    this.redis = redis;
    this.connections = connections;
    this.image = image;
  }

  /// Starts the folder's Redis for reading.
  ///
  /// @throws org.haltline.core.journal.redis.RedisStartException when the folder is in use, or its
  ///   file cannot be read
  public static OfflineJournal open(String centre, Path dataFolder) {
    EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(dataFolder).forReading());
    try {
      RedisConnections connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
      return new OfflineJournal(redis, connections, new RedisImage(centre, connections));
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  public JournalImage image() {
    return image;
  }

  RedisConnections connections() {
    return connections;
  }

  @Override
  public void close() {
    connections.close();
    redis.close();
  }
}
