package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.redis.RedisConnectionsTest.bytes;
import static org.haltline.core.journal.redis.RedisConnectionsTest.done;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A write counts once a replica has it, and only then.
class ReplicaWaitsTest {
  private static final byte[] KEY = bytes("{a}:key");
  private static final Pattern WAIT_CALLS = Pattern.compile("cmdstat_wait:calls=(\\d+)");

  @TempDir Path data;
  private TestServer primary;
  private TestServer replica;
  private RedisTalk talk;

  @BeforeEach
  void startPair() throws Exception {
    primary = TestServer.start(data);
    replica = TestServer.start(data, "replicaof 127.0.0.1 " + primary.port());
    talk = new RedisTalk(primary.uri());
    Await.until(
        "replica in sync", () -> talk.commands().info("replication").contains("state=online"));
  }

  @AfterEach
  void stopPair() {
    talk.close();
    replica.close();
    primary.close();
  }

  @Test
  void aWriteCompletesOnceTheReplicaHasIt() {
    try (RedisConnections connections = open(Duration.ofSeconds(20));
        RedisTalk atReplica = new RedisTalk(replica.uri())) {
      done(connections.durably(KEY, c -> c.set(KEY, bytes("kept"))));
      assertThat(atReplica.commands().get("{a}:key")).isEqualTo("kept");
    }
  }

  @Test
  void writesThatArriveTogetherShareTheirConfirmations() {
    try (RedisConnections connections = open(Duration.ofSeconds(20))) {
      List<CompletionStage<Long>> writes = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) writes.add(connections.durably(KEY, c -> c.incr(KEY)));
      writes.forEach(RedisConnectionsTest::done);
      Matcher waits = WAIT_CALLS.matcher(talk.commands().info("commandstats"));
      assertThat(waits.find()).isTrue();
      assertThat(Integer.parseInt(waits.group(1))).isBetween(1, 500);
    }
  }

  @Test
  void aReplicaThatDoesNotConfirmLeavesTheWriteUnknown() throws Exception {
    try (RedisConnections connections = open(Duration.ofMillis(300))) {
      replica.signal("STOP");
      assertThatThrownBy(() -> done(connections.durably(KEY, c -> c.set(KEY, KEY))))
          .hasCauseInstanceOf(ReplicasBehind.class)
          .hasMessageContaining("0 of 1 replicas confirmed")
          .satisfies(e -> assertThat(RedisFailure.of(e)).isEqualTo(RedisFailure.UNKNOWN));
      replica.signal("CONT");
      Await.until("replica in step again", () -> isConfirmed(connections));
    }
  }

  @Test
  void aConnectionThatBreaksBeforeTheConfirmationLeavesTheWriteUnknown() throws Exception {
    try (RedisConnections connections = open(Duration.ofSeconds(20))) {
      replica.signal("STOP");
      CompletionStage<String> write = connections.durably(KEY, c -> c.set(KEY, KEY));
      Await.until("it waits", () -> talk.commands().info("clients").contains("blocked_clients:1"));
      talk.commands().clientKill(io.lettuce.core.KillArgs.Builder.typeNormal());
      assertThatThrownBy(() -> done(write)).hasCauseInstanceOf(ReplicasBehind.class);
      assertThat(RedisConnectionsTest.failureOf(write)).isEqualTo(RedisFailure.UNKNOWN);
    }
  }

  @Test
  void aRefusedWriteIsNotWaitedFor() {
    try (RedisConnections connections = open(Duration.ofSeconds(20))) {
      done(connections.commands().set(KEY, bytes("text")));
      assertThat(RedisConnectionsTest.failureOf(connections.durably(KEY, c -> c.incr(KEY))))
          .isEqualTo(RedisFailure.REFUSED);
    }
  }

  private static boolean isConfirmed(RedisConnections connections) {
    try {
      done(connections.durably(KEY, c -> c.set(KEY, KEY)));
      return true;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private RedisConnections open(Duration replicaTimeout) {
    return RedisConnections.open(
        RedisConnectionOptions.to(primary.url())
            .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30))
            .withReplicas(1, replicaTimeout));
  }
}
