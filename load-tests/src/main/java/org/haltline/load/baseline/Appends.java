package org.haltline.load.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.haltline.core.journal.redis.RedisConnections;

/// The least that is durable: one Redis function that appends the bytes it is given to one stream,
/// on the same child Redis with the same fsync as the journal, over one pipelined connection.
final class Appends implements AutoCloseable {
  private static final String LIBRARY =
      """
      #!lua name=bare
      redis.register_function('bare_append', function(keys, args)
        return redis.call('XADD', keys[1], '*', 'b', args[1])
      end)
      """;

  private static final byte[][] STREAM = {"{bare}:stream".getBytes(UTF_8)};

  private final EmbeddedRedis redis;
  private final RedisConnections connections;

  Appends(Path folder) throws Exception {
    redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
    connections = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
    connections
        .commands()
        .functionLoad(LIBRARY, true)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /// Completes, on the given context, when the bytes are on disk.
  Future<Object> append(byte[] bytes, Context context) {
    return Future.fromCompletionStage(
        connections.commands().<Object>fcall("bare_append", ScriptOutputType.VALUE, STREAM, bytes),
        context);
  }

  @Override
  public void close() {
    connections.close();
    redis.close();
  }
}
