package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.haltline.core.journal.redis.EmbeddedRedisOptions.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The child Redis in its normal life: started, written to, stopped, killed, full.
class EmbeddedRedisTest {
  @TempDir Path data;

  @Test
  void whatWasWrittenIsThereAfterARestart() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(options());
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 100);
    }
    try (EmbeddedRedis again = EmbeddedRedis.start(options())) {
      assertThat(RedisTalk.factsIn(again)).isEqualTo(100);
    }
  }

  @Test
  void aServerWhoseFileIsStillOpenForWritingIsStartedOnceItIsNot() throws Exception {
    Path run = Files.createDirectories(data.resolve("run"));
    Path binary = RedisBinary.extractTo(run);
    var open = new CountDownLatch(1);
    Thread holder =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var held = FileChannel.open(binary, StandardOpenOption.APPEND)) {
                    open.countDown();
                    Thread.sleep(150);
                    assertThat(held.isOpen()).isTrue();
                  } catch (IOException | InterruptedException broken) {
                    throw new IllegalStateException(broken);
                  }
                });
    open.await();
    try (EmbeddedRedis redis = EmbeddedRedis.start(options())) {
      assertThat(redis.isRunning()).isTrue();
    }
    holder.join();
  }

  @Test
  void everyWriteIsSyncedAndNothingIsEverEvicted() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(options());
        RedisTalk talk = new RedisTalk(redis.uri())) {
      var config = talk.commands();
      assertThat(config.configGet("appendonly")).containsEntry("appendonly", "yes");
      assertThat(config.configGet("appendfsync")).containsEntry("appendfsync", "always");
      assertThat(config.configGet("save")).containsEntry("save", "");
      assertThat(config.configGet("maxmemory-policy"))
          .containsEntry("maxmemory-policy", "noeviction");
    }
  }

  @Test
  void theSocketLiesWhereOnlyThisUserMayEnter() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(options().over(Transport.UNIX_SOCKET))) {
      Path socket = Path.of(redis.uri().getSocket());
      assertThat(socket.getParent()).isEqualTo(data.toRealPath().resolve("run"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aPathTooLongForASocketGetsAShortFolderOfItsOwn() throws IOException {
    Path deep = data.resolve("d".repeat(60)).resolve("e".repeat(60));
    Path folder;
    try (EmbeddedRedis redis =
        EmbeddedRedis.start(EmbeddedRedisOptions.in(deep).over(Transport.UNIX_SOCKET))) {
      Path socket = Path.of(redis.uri().getSocket());
      folder = socket.getParent();
      assertThat(socket.toString().length()).isLessThan(100);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      assertThat(RedisTalk.factsIn(redis)).isZero();
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void aPathWithQuotesSpacesAndChineseWorks() {
    Path odd = data.resolve("反诈 \"desk\" 100% \\ 'a'");
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(odd));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 1);
      assertThat(odd.resolve("redis").resolve("appendonlydir")).isDirectory();
    }
  }

  @Test
  void theLoopbackPortWantsAPasswordThatNoCommandLineShows() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(options().over(Transport.LOOPBACK_PORT))) {
      RedisURI uri = redis.uri();
      assertThat(uri.getHost()).isEqualTo("127.0.0.1");
      assertThat(RedisTalk.factsIn(redis)).isZero();
      RedisURI bare = RedisURI.create("redis://127.0.0.1:" + uri.getPort());
      assertThatThrownBy(() -> new RedisTalk(bare).close())
          .isInstanceOf(RedisConnectionException.class)
          .hasStackTraceContaining("NOAUTH");
      ProcessHandle child = ProcessHandle.of(redis.pid()).orElseThrow();
      String password = ((RedisAddress.Loopback) redis.address()).password();
      assertThat(password).hasSizeGreaterThan(40);
      assertThat(List.of(child.info().arguments().orElseThrow()))
          .noneMatch(a -> a.contains(password));
    }
  }

  @Test
  void aFullRedisRefusesWritesAndStillReads() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(options().withMaxMemoryBytes(8L << 20));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 1);
      String block = "x".repeat(1 << 20);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) talk.commands().set("block" + i, block);
              })
          .hasMessageContaining("OOM");
      assertThat(talk.facts()).isOne();
    }
  }

  @Test
  void aKilledChildComesBackWithItsDataAndConnectionsFindIt() throws InterruptedException {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (EmbeddedRedis redis = EmbeddedRedis.start(options(), hearing(heard));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 50);
      long killed = redis.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Await.until("restored", () -> heard.contains("restored"));
      assertThat(heard.getFirst()).startsWith("lost redis-server " + killed).contains("137");
      assertThat(redis.pid()).isNotEqualTo(killed);
      assertThat(redis.isRunning()).isTrue();
      Await.until("reconnected", () -> answers(talk));
      assertThat(talk.facts()).isEqualTo(50);
    }
  }

  @Test
  void aChildThatMayNotBeRestartedIsGivenUpAloud() throws InterruptedException {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (EmbeddedRedis redis = EmbeddedRedis.start(options().withRestartsMax(0), hearing(heard))) {
      ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
      Await.until("given up", () -> heard.stream().anyMatch(s -> s.startsWith("given up")));
      assertThat(redis.isRunning()).isFalse();
    }
  }

  @Test
  void aCrashLoopIsBounded() throws InterruptedException {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (EmbeddedRedis redis = EmbeddedRedis.start(options().withRestartsMax(2), hearing(heard))) {
      for (int kills = 1; kills <= 3; kills++) {
        int expected = kills;
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        Await.until(
            "answer to kill " + kills,
            () ->
                heard.stream().filter(s -> s.equals("restored") || s.startsWith("given up")).count()
                    >= expected);
      }
      assertThat(heard).filteredOn("restored"::equals).hasSize(2);
      assertThat(heard.getLast()).startsWith("given up");
    }
  }

  @Test
  void waitingBetweenRestartsGrowsAndIsBounded() {
    assertThat(EmbeddedRedis.backoff(0)).isEqualTo(Duration.ofMillis(100));
    assertThat(EmbeddedRedis.backoff(3)).isEqualTo(Duration.ofMillis(800));
    assertThat(EmbeddedRedis.backoff(60)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void loadingALargeJournalIsTold() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(options());
        RedisTalk talk = new RedisTalk(redis.uri())) {
      for (int batch = 0; batch < 20; batch++) {
        talk.commands()
            .eval(
                "for i = 1, 20000 do redis.call('SET', ARGV[1] .. ':' .. i, string.rep('x', 200))"
                    + " end",
                io.lettuce.core.ScriptOutputType.STATUS,
                new String[0],
                Integer.toString(batch));
      }
    }
    List<String> heard = new CopyOnWriteArrayList<>();
    try (EmbeddedRedis redis = EmbeddedRedis.start(options(), hearing(heard));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      assertThat(heard).anyMatch(said -> said.startsWith("loading "));
      assertThat(talk.commands().dbsize()).isEqualTo(400_000);
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    EmbeddedRedis redis = EmbeddedRedis.start(options());
    redis.close();
    redis.close();
    assertThat(redis.isRunning()).isFalse();
  }

  private EmbeddedRedisOptions options() {
    return EmbeddedRedisOptions.in(data);
  }

  private static boolean answers(RedisTalk talk) {
    try {
      return talk.facts() >= 0;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  static EmbeddedRedisListener hearing(List<String> heard) {
    return new EmbeddedRedisListener() {
      @Override
      public void onLoading(int percent) {
        heard.add("loading " + percent);
      }

      @Override
      public void onLost(String why) {
        heard.add("lost " + why);
      }

      @Override
      public void onRestored(Duration away) {
        heard.add("restored");
      }

      @Override
      public void onGivenUp(String why) {
        heard.add("given up " + why);
      }
    };
  }
}
