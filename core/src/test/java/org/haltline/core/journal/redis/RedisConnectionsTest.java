package org.haltline.core.journal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.haltline.core.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server: what becomes of commands when it is slow, full, dead or back again.
class RedisConnectionsTest {
  private static final byte[] KEY = bytes("{a}:key");

  @TempDir Path data;

  @Test
  void writesAndReadsBytesThroughTheSocketOfTheShippedRedis() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data));
        RedisConnections connections =
            RedisConnections.open(RedisConnectionOptions.to(redis.uri()))) {
      byte[] value = {0, (byte) 0xff, 13, 10};
      done(connections.durably(KEY, c -> c.set(KEY, value)));
      assertThat(done(connections.commands().get(KEY))).isEqualTo(value);
      assertThat(connections.isConnected()).isTrue();
    }
  }

  @Test
  void nobodyThereIsToldAtOnceAndWithoutThePassword() throws IOException {
    String url = "redis://:hidden@127.0.0.1:" + Ports.free();
    assertThatExceptionOfType(RedisUnreachable.class)
        .isThrownBy(() -> RedisConnections.open(RedisConnectionOptions.to(url)).close())
        .withMessageContaining("127.0.0.1")
        .withMessageContaining("Connection refused")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
  }

  @Test
  void aWrongPasswordIsTold() throws IOException {
    try (TestServer server = TestServer.start(data)) {
      String url = "redis://:wrong@127.0.0.1:" + server.port();
      assertThatExceptionOfType(RedisUnreachable.class)
          .isThrownBy(() -> RedisConnections.open(RedisConnectionOptions.to(url)).close())
          .withMessageContaining("WRONGPASS");
    }
  }

  @Test
  void aCommandUnderWayWhenTheServerDiesIsUnknownAndNeverSentAgain() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data));
        RedisConnections connections =
            RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
        RedisConnections watching = RedisConnections.open(RedisConnectionOptions.to(redis.uri()))) {
      ProcessHandle server = ProcessHandle.of(redis.pid()).orElseThrow();
      done(pauseWrites(watching));
      CompletionStage<Long> underWay = connections.commands().incr(KEY);
      Await.until(
          "the command at the server",
          () -> done(watching.commands().clientList()).contains(" cmd=incr "));
      server.destroyForcibly();
      assertThat(failureOf(underWay)).isEqualTo(RedisFailure.UNKNOWN);
      Await.until(
          "a new server and connection",
          () -> redis.pid() != server.pid() && connections.isConnected());
      assertThat(done(connections.commands().get(KEY))).isNull();
    }
  }

  @Test
  void whileDisconnectedCommandsAreRefusedAtOnceAndLaterTakenAgain() throws Exception {
    try (TestServer server = TestServer.start(data, "appendonly yes", "appendfsync always");
        RedisConnections connections =
            RedisConnections.open(RedisConnectionOptions.to(server.url()))) {
      done(connections.commands().set(KEY, KEY));
      server.signal("KILL");
      Await.until("loss noticed", () -> !connections.isConnected());
      assertThat(failureOf(connections.commands().get(KEY))).isEqualTo(RedisFailure.NOT_SENT);
      server.restart();
      Await.until("reconnected", connections::isConnected);
      assertThat(done(connections.commands().get(KEY))).isEqualTo(KEY);
    }
  }

  @Test
  void aServerThatDoesNotAnswerInTimeLeavesTheOutcomeUnknown() throws Exception {
    try (TestServer server = TestServer.start(data);
        RedisConnections connections =
            RedisConnections.open(
                RedisConnectionOptions.to(server.url())
                    .withReplicas(0, Duration.ofMillis(100))
                    .withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(500)))) {
      server.signal("STOP");
      assertThat(failureOf(connections.commands().incr(KEY))).isEqualTo(RedisFailure.UNKNOWN);
      server.signal("CONT");
      // It had been sent: this is why a timeout is unknown and not failed.
      Await.until("the late effect", () -> "1".equals(textAt(connections, KEY)));
    }
  }

  @Test
  void aFullQueueRefusesWhatWasNotSent() throws Exception {
    try (TestServer server = TestServer.start(data);
        RedisConnections connections =
            RedisConnections.open(
                RedisConnectionOptions.to(server.url()).withRequestQueueMax(50))) {
      server.signal("STOP");
      List<CompletionStage<Long>> sent = new ArrayList<>();
      for (int i = 0; i < 500; i++) sent.add(connections.commands().incr(KEY));
      Await.until(
          "refusals",
          () -> sent.stream().filter(RedisConnectionsTest::isRefusedUnsent).count() >= 400);
      server.signal("CONT");
      long taken =
          sent.stream().filter(c -> !isRefusedUnsent(c)).peek(RedisConnectionsTest::done).count();
      assertThat(textAt(connections, KEY)).isEqualTo(Long.toString(taken));
    }
  }

  @Test
  void aFullServerRefusesAWrite() throws IOException {
    try (TestServer server = TestServer.start(data, "maxmemory 2mb");
        RedisConnections connections =
            RedisConnections.open(RedisConnectionOptions.to(server.url()))) {
      CompletionStage<String> tooMuch = null;
      for (int i = 0; i < 4; i++)
        tooMuch = connections.commands().set(bytes("{a}:" + i), new byte[1 << 20]);
      assertThat(failureOf(java.util.Objects.requireNonNull(tooMuch)))
          .isEqualTo(RedisFailure.REFUSED);
    }
  }

  @Test
  void aBlockedReaderHoldsUpNobodyAndIsWokenByAnEntry() throws IOException {
    try (TestServer server = TestServer.start(data);
        RedisConnections connections =
            RedisConnections.open(RedisConnectionOptions.to(server.url()));
        BlockingReads reads = connections.openBlockingReads()) {
      var waiting = read(reads, RedisConnections.BLOCK_MAX);
      done(connections.commands().set(KEY, KEY));
      done(connections.commands().xadd(bytes("{a}:stream"), Map.of(bytes("n"), bytes("1"))));
      assertThat(done(waiting)).hasSize(1);
    }
  }

  @Test
  void aReadMayBlockLongerThanACommandMayTake() throws IOException {
    try (TestServer server = TestServer.start(data);
        RedisConnections connections =
            RedisConnections.open(
                RedisConnectionOptions.to(server.url())
                    .withReplicas(0, Duration.ofMillis(100))
                    .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        BlockingReads reads = connections.openBlockingReads()) {
      assertThat(done(read(reads, Duration.ofSeconds(2)))).isEmpty();
    }
  }

  /// The server takes them and lets them wait.
  private static CompletionStage<String> pauseWrites(RedisConnections connections) {
    return connections
        .commands()
        .dispatch(
            CommandType.CLIENT,
            new StatusOutput<>(ByteArrayCodec.INSTANCE),
            new CommandArgs<>(ByteArrayCodec.INSTANCE).add("PAUSE").add(120_000).add("WRITE"));
  }

  @SuppressWarnings("unchecked")
  private static CompletionStage<List<io.lettuce.core.StreamMessage<byte[], byte[]>>> read(
      BlockingReads reads, Duration block) {
    return reads
        .commands()
        .xread(XReadArgs.Builder.block(block), StreamOffset.from(bytes("{a}:stream"), "0-0"));
  }

  private static boolean isRefusedUnsent(CompletionStage<Long> command) {
    var future = command.toCompletableFuture();
    return future.isCompletedExceptionally() && failureOf(future) == RedisFailure.NOT_SENT;
  }

  private static String textAt(RedisConnections connections, byte[] key) {
    byte[] value = done(connections.commands().get(key));
    return value == null ? "" : new String(value, UTF_8);
  }

  static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  static RedisFailure failureOf(CompletionStage<?> command) {
    try {
      done(command);
    } catch (CompletionException failure) {
      return RedisFailure.of(failure);
    }
    throw new AssertionError("it did not fail");
  }

  static <T> T done(CompletionStage<T> command) {
    return command.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
