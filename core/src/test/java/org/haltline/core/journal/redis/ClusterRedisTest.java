package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.redis.RedisConnectionsTest.bytes;
import static org.haltline.core.journal.redis.RedisConnectionsTest.done;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.Write;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of three nodes, each with a third of the slots and a replica: centres of any slot work
/// as on one server.
class ClusterRedisTest {
  private static final int PRIMARIES = 3;
  private static final int[] FIRST_SLOT = {0, 5461, 10923, 16384};
  private static final List<String> CENTRES = List.of("quay", "hill", "ford", "mill", "dale");

  @TempDir Path temp;
  private final List<TestServer> nodes = new ArrayList<>();
  private final List<RedisTalk> talks = new ArrayList<>();

  @BeforeEach
  void formCluster() throws Exception {
    for (int i = 0; i < 2 * PRIMARIES; i++) {
      TestServer node =
          TestServer.start(
              temp,
              "appendonly yes",
              "appendfsync always",
              "cluster-enabled yes",
              "cluster-node-timeout 2000",
              "cluster-require-full-coverage no");
      nodes.add(node);
      talks.add(new RedisTalk(node.uri()));
    }
    for (int i = 0; i < PRIMARIES; i++) {
      talks.get(i).commands().clusterAddSlots(slots(FIRST_SLOT[i], FIRST_SLOT[i + 1]));
    }
    for (TestServer node : nodes) talks.getFirst().commands().clusterMeet("127.0.0.1", node.port());
    for (RedisTalk talk : talks) {
      Await.until(
          "everyone known", () -> talk.commands().clusterInfo().contains("cluster_known_nodes:6"));
    }
    for (int i = 0; i < PRIMARIES; i++) {
      talks.get(PRIMARIES + i).commands().clusterReplicate(talks.get(i).commands().clusterMyId());
    }
    for (int i = 0; i < PRIMARIES; i++) {
      RedisTalk primary = talks.get(i);
      Await.until(
          "replica in sync", () -> primary.commands().info("replication").contains("state=online"));
      Await.until(
          "cluster formed", () -> primary.commands().clusterInfo().contains("cluster_state:ok"));
    }
  }

  @AfterEach
  void endCluster() {
    talks.forEach(RedisTalk::close);
    nodes.forEach(TestServer::close);
  }

  @Test
  void everyCentreIsWrittenReadWaitedForAndTailed() {
    assertThat(CENTRES.stream().map(c -> nodeOf(key(c))).distinct()).hasSizeGreaterThan(1);
    try (RedisConnections connections = open(Duration.ofSeconds(10));
        BlockingReads reads = connections.openBlockingReads()) {
      for (String centre : CENTRES) {
        byte[] stream = key(centre);
        byte[] count = bytes("{" + centre + "}:count");
        done(
            connections.durably(
                stream,
                c ->
                    c.eval(
                        "redis.call('INCR', KEYS[2]) return redis.call('XADD', KEYS[1], '*', 'n',"
                            + " ARGV[1])",
                        ScriptOutputType.VALUE,
                        new byte[][] {stream, count},
                        bytes("1"))));
        assertThat(done(connections.commands().get(count))).isEqualTo(bytes("1"));
        assertThat(done(read(reads, stream, Duration.ofSeconds(10)))).hasSize(1);
      }
    }
  }

  @Test
  void aCentreIsToldOfTheNodeThatKeepsItsJournalAndOfNoOther() {
    RedisTalk careless = talks.get(nodeOf(key(CENTRES.getFirst())));
    careless.commands().configSet("appendfsync", "no");
    try (RedisConnections connections = open(Duration.ofSeconds(10))) {
      for (String centre : CENTRES) {
        boolean there = nodeOf(key(centre)) == nodeOf(key(CENTRES.getFirst()));
        assertThat(done(RedisJournal.durability(centre, connections)).trouble())
            .isEqualTo(
                there
                    ? "this Redis can lose what it acknowledged, appendfsync is no: set"
                        + " `appendfsync always` in its redis.conf"
                    : "");
      }
    }
  }

  @Test
  void theJournalOfEveryCentreWorksOnIt() {
    try (RedisConnections connections = open(Duration.ofSeconds(10))) {
      for (String centre : CENTRES) {
        RedisJournal journal =
            done(
                RedisJournal.open(centre, CentreKey.random(), JournalOptions.DEFAULT, connections));
        assertThat(done(journal.health()).trouble()).isEmpty();
        CaseId caseId = new CaseId("CL-261121-0001");
        NewFact fact =
            new NewFact("Noted", Instant.EPOCH, "op-7", 1, "CN-1", bytes("on " + centre));
        done(journal.append(Write.of(caseId, 0, null, List.of(fact))));
        assertThat(done(journal.load(caseId)).facts())
            .singleElement()
            .satisfies(read -> assertThat(read.body()).isEqualTo(bytes("on " + centre)));
      }
    }
  }

  @Test
  void aReadMayBlockLongerThanACommandMayTake() {
    byte[] stream = key(CENTRES.getFirst());
    try (RedisConnections connections =
            RedisConnections.open(
                options().withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(2)));
        BlockingReads reads = connections.openBlockingReads()) {
      assertThat(done(read(reads, stream, Duration.ofSeconds(4)))).isEmpty();
    }
  }

  @Test
  void aWriteIsNotConfirmedByTheReplicasOfAnotherNode() throws Exception {
    String centre = CENTRES.getFirst();
    int node = nodeOf(key(centre));
    try (RedisConnections connections = open(Duration.ofMillis(500))) {
      nodes.get(PRIMARIES + node).signal("STOP");
      assertThat(
              RedisConnectionsTest.failureOf(
                  connections.durably(
                      key(centre), c -> c.xadd(key(centre), Map.of(bytes("n"), bytes("1"))))))
          .isEqualTo(RedisFailure.UNKNOWN);
    }
  }

  @Test
  void afterAFailoverWritesFindTheNewPrimary() throws Exception {
    String centre = CENTRES.getFirst();
    byte[] stream = key(centre);
    int node = nodeOf(stream);
    try (RedisConnections connections = open(Duration.ofSeconds(5))) {
      done(connections.durably(stream, c -> c.xadd(stream, Map.of(bytes("n"), bytes("1")))));
      nodes.get(node).signal("KILL");
      Await.until(
          "failover",
          () -> {
            try {
              done(connections.commands().xadd(stream, Map.of(bytes("n"), bytes("2"))));
              return true;
            } catch (RuntimeException notYet) {
              return false;
            }
          });
      assertThat(talks.get(PRIMARIES + node).commands().info("replication"))
          .contains("role:master");
      assertThat(done(connections.commands().xlen(stream))).isGreaterThanOrEqualTo(2);
    }
  }

  private RedisConnections open(Duration replicaTimeout) {
    return RedisConnections.open(
        options()
            .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20))
            .withReplicas(1, replicaTimeout));
  }

  private RedisConnectionOptions options() {
    String url =
        "redis-cluster://:%s@127.0.0.1:%d,127.0.0.1:%d"
            .formatted(TestServer.PASSWORD, nodes.get(0).port(), nodes.get(1).port());
    return RedisConnectionOptions.to(url);
  }

  @SuppressWarnings("unchecked")
  private static java.util.concurrent.CompletionStage<
          List<io.lettuce.core.StreamMessage<byte[], byte[]>>>
      read(BlockingReads reads, byte[] stream, Duration block) {
    return reads.commands().xread(XReadArgs.Builder.block(block), StreamOffset.from(stream, "0-0"));
  }

  private static byte[] key(String centre) {
    return bytes("{" + centre + "}:journal");
  }

  private static int nodeOf(byte[] key) {
    int slot = SlotHash.getSlot(key);
    return slot < FIRST_SLOT[1] ? 0 : slot < FIRST_SLOT[2] ? 1 : 2;
  }

  private static int[] slots(int from, int to) {
    return java.util.stream.IntStream.range(from, to).toArray();
  }
}
