package org.haltline.core.journal.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;

/// A plain conversation with a Redis, for tests that ask it things directly.
final class RedisTalk implements AutoCloseable {
  private final RedisClient client;
  private final RedisCommands<String, String> commands;

  RedisTalk(RedisURI uri) {
    client = RedisClient.create(uri);
    // A Unix socket has no TCP keep-alive; Lettuce would warn of its own defaults.
    client.setOptions(
        ClientOptions.builder()
            .socketOptions(SocketOptions.builder().keepAlive(false).build())
            .build());
    commands = client.connect().sync();
  }

  RedisCommands<String, String> commands() {
    return commands;
  }

  void addFacts(int from, int count) {
    for (int i = from; i < from + count; i++)
      commands.xadd("facts", Map.of("n", Integer.toString(i)));
  }

  long facts() {
    return commands.xlen("facts");
  }

  static long factsIn(EmbeddedRedis redis) {
    try (RedisTalk talk = new RedisTalk(redis.uri())) {
      return talk.facts();
    }
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
