package org.haltline.core.journal.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.haltline.core.journal.redis.RedisConnections.Session;

/// A connection of one reader that blocks on the server (XREAD BLOCK), so that nobody else waits
/// behind it. Commands of one such connection are carried out one after another.
public final class BlockingReads implements AutoCloseable {
  private final Session session;

  BlockingReads(Session session) {
    this.session = session;
  }

  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return session.commands();
  }

  public boolean isConnected() {
    return session.isOpen();
  }

  /// Fails the read under way.
  @Override
  public void close() {
    session.close();
  }
}
