package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haltline.core.journal.redis.QuietCompaction.Bounds;
import org.haltline.core.journal.redis.QuietCompaction.FileSizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The journal's file looked after: compacted when it has grown and nobody writes.
class QuietCompactionTest {
  private static final Duration EVERY = Duration.ofMillis(20);
  private static final Bounds SOON = new Bounds(20_000, 0.125, 100, 25, EVERY);

  @TempDir Path data;

  @Test
  void aFileThatHasGrownIsCompactedInAQuietSpellAndKeepsEverything() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data));
        RedisConnections to = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 2_000);
      FileSizes grown = sizes(redis);
      assertThat(grown.since()).isGreaterThan(SOON.grownBytes());

      try (var _ = QuietCompaction.of(redis, to, SOON)) {
        Await.until("the file is compacted", () -> sizes(redis).since() < 1_000);
        assertThat(sizes(redis).compacted()).isGreaterThan(grown.compacted());
        talk.addFacts(2_000, 10);
      }
    }
    try (EmbeddedRedis again = EmbeddedRedis.start(EmbeddedRedisOptions.in(data))) {
      assertThat(RedisTalk.factsIn(again)).isEqualTo(2_010);
    }
  }

  @Test
  void whileOthersWriteItIsLeftAlone() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data));
        RedisConnections to = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 2_000);
      long compacted = sizes(redis).compacted();
      var busy = new AtomicBoolean(true);
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int fact = 2_000; busy.get(); fact += 10) talk.addFacts(fact, 10);
                  });
      try (var _ = QuietCompaction.of(redis, to, SOON)) {
        Thread.sleep(EVERY.multipliedBy(50L));
        assertThat(sizes(redis).compacted()).isEqualTo(compacted);
        busy.set(false);
        writer.join();
        Await.until("it is quiet, and done", () -> sizes(redis).compacted() > compacted);
      }
    }
  }

  @Test
  void aFileThatHasHardlyGrownIsLeftAlone() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data));
        RedisConnections to = RedisConnections.open(RedisConnectionOptions.to(redis.uri()));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, 50);
      FileSizes small = sizes(redis);
      assertThat(small.since()).isBetween(1L, SOON.grownBytes());

      try (var _ = QuietCompaction.of(redis, to, SOON)) {
        Thread.sleep(EVERY.multipliedBy(50L));
        assertThat(sizes(redis)).isEqualTo(small);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessOfOursGivesWay() throws Exception {
    Process asleep = new ProcessBuilder("sleep", "60").start();
    try {
      BackgroundPriority.of(asleep.pid());
      String[] stat = Files.readString(Path.of("/proc/" + asleep.pid() + "/stat")).split(" ", -1);
      assertThat(stat[18]).isEqualTo("19");
    } finally {
      asleep.destroyForcibly();
    }
  }

  private static FileSizes sizes(EmbeddedRedis redis) {
    try {
      return FileSizes.in(redis.journalFolder());
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
