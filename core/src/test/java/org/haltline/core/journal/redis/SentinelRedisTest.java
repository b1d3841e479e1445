package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.redis.RedisConnectionsTest.bytes;
import static org.haltline.core.journal.redis.RedisConnectionsTest.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.haltline.core.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A primary and its replica under the eyes of a sentinel: after a failover the connections find
/// the new primary.
class SentinelRedisTest {
  private static final byte[] KEY = bytes("{a}:key");

  @TempDir Path temp;

  @Test
  void afterTheKilledPrimarysReplicaTookOverWritesGoThere() throws Exception {
    try (TestServer primary = TestServer.start(temp);
        TestServer replica = TestServer.start(temp, "replicaof 127.0.0.1 " + primary.port());
        RedisTalk atReplica = new RedisTalk(replica.uri())) {
      Await.until(
          "replica in sync",
          () -> atReplica.commands().info("replication").contains("master_link_status:up"));
      int sentinelPort = Ports.free();
      Process sentinel = startSentinel(sentinelPort, primary.port());
      try {
        Await.until("sentinel", () -> knowsReplica(sentinelPort));
        String url =
            "redis-sentinel://:%s@127.0.0.1:%d#desk".formatted(TestServer.PASSWORD, sentinelPort);
        try (RedisConnections connections =
            RedisConnections.open(
                RedisConnectionOptions.to(url)
                    .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20))
                    .withReplicas(1, Duration.ofSeconds(10)))) {
          done(connections.durably(KEY, c -> c.set(KEY, bytes("before"))));
          primary.signal("KILL");
          Await.until("failover", () -> takesWrites(connections));
          assertThat(atReplica.commands().info("replication")).contains("role:master");
          assertThat(atReplica.commands().get("{a}:key")).isEqualTo("after");
        }
      } finally {
        sentinel.destroyForcibly().waitFor();
      }
    }
  }

  private static boolean takesWrites(RedisConnections connections) {
    try {
      done(connections.commands().set(KEY, bytes("after")));
      return true;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private static boolean knowsReplica(int port) {
    try (RedisTalk talk =
        new RedisTalk(io.lettuce.core.RedisURI.create("redis://127.0.0.1:" + port))) {
      return talk.commands().info("sentinel").contains("slaves=1");
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private Process startSentinel(int port, int primaryPort) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("sentinel"));
    // Unlike a server a sentinel rewrites its own file, so that it cannot read its standard input.
    Path config =
        Files.writeString(
            folder.resolve("sentinel.conf"),
            """
            bind 127.0.0.1
            port %d
            dir %s
            sentinel monitor desk 127.0.0.1 %d 1
            sentinel auth-pass desk %s
            sentinel down-after-milliseconds desk 1000
            sentinel failover-timeout desk 5000
            """
                .formatted(port, RedisConfig.quoted(folder), primaryPort, TestServer.PASSWORD));
    return new ProcessBuilder(
            RedisBinary.extractTo(folder).toString(), config.toString(), "--sentinel")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sentinel.log").toFile())
        .start();
  }
}
