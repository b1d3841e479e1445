package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can stand in a start's way: each has its own fault and a message that says what
/// to do, and none harms the journal.
class EmbeddedRedisRefusalTest {
  @TempDir Path temp;

  @Test
  void aFileWhereTheFolderShouldBe() throws IOException {
    Path file = Files.writeString(temp.resolve("data"), "not a folder");
    assertRefused(EmbeddedRedisOptions.in(file), Fault.NOT_A_DIRECTORY, "name another folder");
    assertThat(file).hasContent("not a folder");
  }

  @Test
  void aFolderThatCannotBeMade() throws IOException {
    Path below = Files.writeString(temp.resolve("file"), "").resolve("data");
    assertRefused(
        EmbeddedRedisOptions.in(below), Fault.DATA_FOLDER_NOT_WRITABLE, "write permission");
  }

  @Test
  void aFolderInWhichNothingCanBeWritten() throws IOException {
    // Permissions do not bind root, so the lock file's place is taken instead.
    Files.createDirectories(temp.resolve("lock"));
    assertRefused(
        EmbeddedRedisOptions.in(temp), Fault.DATA_FOLDER_NOT_WRITABLE, "write permission");
  }

  @Test
  void aFolderThatThisProcessUsesAlready() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(temp))) {
      assertRefused(
          EmbeddedRedisOptions.in(temp),
          Fault.DATA_FOLDER_IN_USE,
          "already in use by this process");
      // The refused attempt must not have loosened the lock for other processes.
      try (ParentProcess other = ParentProcess.start(temp)) {
        assertThat(other.said()).isEqualTo("refused DATA_FOLDER_IN_USE");
      }
      assertThat(redis.isRunning()).isTrue();
    }
  }

  @Test
  void aFolderThatAnotherProcessUses() throws Exception {
    try (ParentProcess other = ParentProcess.start(temp)) {
      assertRefused(
          EmbeddedRedisOptions.in(temp),
          Fault.DATA_FOLDER_IN_USE,
          "in use by process " + other.pid());
      ProcessHandle redis = other.redis();
      assertThat(redis.isAlive()).isTrue();
      other.kill();
      redis.destroyForcibly();
    }
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          EmbeddedRedisOptions.in(temp).onPort(taken.getLocalPort()),
          Fault.PORT_TAKEN,
          "configure another port");
    }
  }

  @Test
  void aJournalWithAStretchOfZeroesInIt() throws IOException {
    Path file = journalOf(200);
    long size = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[64]), size / 2);
    }
    String before = RedisBinary.digestOf(file);
    assertRefused(EmbeddedRedisOptions.in(temp), Fault.JOURNAL_DAMAGED, "restore the last backup");
    assertThat(RedisBinary.digestOf(file)).isEqualTo(before);
  }

  @Test
  void theRepairThatTheMessageNamesBringsBackWhatLiesBeforeTheDamage() throws Exception {
    Path file = journalOf(200);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[64]), Files.size(file) / 2);
    }
    assertRefused(EmbeddedRedisOptions.in(temp), Fault.JOURNAL_DAMAGED, "exec -a redis-check-aof");
    Process repair =
        new ProcessBuilder(
                "bash",
                "-c",
                "yes y | exec -a redis-check-aof ../run/redis-server-* --fix"
                    + " appendonlydir/*.manifest")
            .directory(temp.resolve("redis").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(repair.waitFor()).isZero();
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(temp))) {
      assertThat(RedisTalk.factsIn(redis)).isBetween(50L, 150L);
    }
  }

  @Test
  void aTailCutInTheMiddleOfAnUnacknowledgedWriteIsNoDamage() throws IOException {
    Path file = journalOf(200);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) - 3);
    }
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(temp))) {
      assertThat(RedisTalk.factsIn(redis)).isEqualTo(199);
    }
  }

  @Test
  void aBinaryThatTheSystemWillNotRun() throws IOException {
    Path notExecutable = Files.writeString(temp.resolve("redis-server-x"), "");
    Files.setPosixFilePermissions(notExecutable, PosixFilePermissions.fromString("rw-------"));
    assertThatExceptionOfType(RedisStartException.class)
        .isThrownBy(() -> awaitReady(notExecutable))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.CANNOT_RUN_BINARY))
        .withMessageContaining("noexec");
  }

  @Test
  void aServerThatNeverListens() throws IOException {
    Path sleeper = Files.writeString(temp.resolve("redis-server-x"), "#!/bin/sh\nexec sleep 600\n");
    Files.setPosixFilePermissions(sleeper, PosixFilePermissions.fromString("rwx------"));
    assertThatExceptionOfType(RedisStartException.class)
        .isThrownBy(() -> awaitReady(sleeper))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.START_TIMEOUT))
        .withMessageContaining("does not answer");
  }

  @Test
  void aServerThatEndsForAReasonOfItsOwn() throws IOException {
    Path failing =
        Files.writeString(temp.resolve("redis-server-x"), "#!/bin/sh\necho out of luck\nexit 3\n");
    Files.setPosixFilePermissions(failing, PosixFilePermissions.fromString("rwx------"));
    assertThatExceptionOfType(RedisStartException.class)
        .isThrownBy(() -> awaitReady(failing))
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.ENDED_AT_START))
        .withMessageContaining("code 3 (out of luck)");
  }

  private void awaitReady(Path binary) throws InterruptedException {
    RedisProcess process = RedisProcess.spawn(binary, "", temp, RedisLog.in(temp));
    try {
      process.awaitReady(
          new RedisAddress.Socket(temp.resolve("nobody.sock")),
          EmbeddedRedisOptions.in(temp).withListenTimeout(Duration.ofSeconds(2)),
          percent -> {});
    } finally {
      process.stop(Duration.ofSeconds(10));
    }
  }

  /// A data folder with facts in it, its server stopped; answers the append-only file.
  private Path journalOf(int facts) throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(temp));
        RedisTalk talk = new RedisTalk(redis.uri())) {
      talk.addFacts(0, facts);
    }
    try (Stream<Path> files = Files.list(temp.resolve("redis").resolve("appendonlydir"))) {
      return files.filter(f -> f.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
    }
  }

  private static void assertRefused(EmbeddedRedisOptions options, Fault fault, String advice) {
    assertThatExceptionOfType(RedisStartException.class)
        .isThrownBy(() -> EmbeddedRedis.start(options).close())
        .satisfies(refused -> assertThat(refused.fault()).isEqualTo(fault))
        .withMessageContaining(advice);
  }
}
