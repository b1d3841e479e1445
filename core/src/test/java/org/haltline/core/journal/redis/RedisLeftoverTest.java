package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Redis whose parent was killed is ended at the next start; a process that merely has its pid is
/// not touched.
class RedisLeftoverTest {
  @TempDir Path data;

  @Test
  void aKilledParentsRedisIsEndedAndItsFactsAreComplete() throws Exception {
    try (ParentProcess parent = ParentProcess.start(data)) {
      ProcessHandle leftover = parent.redis();
      parent.kill();
      assertThat(RedisLeftover.isOurs(leftover, data.toRealPath().resolve("run"))).isTrue();
      try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data))) {
        assertThat(redis.pid()).isNotEqualTo(leftover.pid());
        assertThat(RedisLeftover.isOurs(leftover, data.toRealPath().resolve("run"))).isFalse();
        assertThat(RedisTalk.factsIn(redis)).isEqualTo(parent.facts());
      }
    }
  }

  @Test
  void aLeftoverIsFoundWithoutItsPidFile() throws Exception {
    try (ParentProcess parent = ParentProcess.start(data)) {
      ProcessHandle leftover = parent.redis();
      parent.kill();
      Files.delete(data.resolve("run").resolve("redis.pid"));
      try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data))) {
        assertThat(redis.pid()).isNotEqualTo(leftover.pid());
        assertThat(RedisTalk.factsIn(redis)).isEqualTo(parent.facts());
      }
    }
  }

  @Test
  void aStrangerUnderTheRecordedPidIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Path run = Files.createDirectories(data.resolve("run"));
      Files.writeString(run.resolve("redis.pid"), stranger.pid() + "\n");
      try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data))) {
        assertThat(redis.isRunning()).isTrue();
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void anotherDataFoldersRedisIsLeftAlone() {
    try (EmbeddedRedis neighbour = EmbeddedRedis.start(EmbeddedRedisOptions.in(data.resolve("a")));
        EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(data.resolve("b")))) {
      assertThat(redis.isRunning()).isTrue();
      assertThat(neighbour.isRunning()).isTrue();
    }
  }

  @Test
  void aLeftoverThatIgnoresARequestToEndIsKilled() throws Exception {
    Path run = Files.createDirectories(data.resolve("run")).toRealPath();
    // A server that is stopped (SIGSTOP) cannot act on SIGTERM.
    try (ParentProcess parent = ParentProcess.start(data)) {
      ProcessHandle leftover = parent.redis();
      parent.kill();
      new ProcessBuilder("kill", "-STOP", Long.toString(leftover.pid())).start().waitFor();
      RedisLeftover.end(run, run.resolve("redis.pid"), Duration.ofMillis(500));
      assertThat(RedisLeftover.isOurs(leftover, run)).isFalse();
    }
  }
}
