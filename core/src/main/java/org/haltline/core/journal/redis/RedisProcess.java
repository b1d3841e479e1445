package org.haltline.core.journal.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of redis-server as our child, from its start to its end.
final class RedisProcess {
  private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(1);
  private static final long LOOK_EVERY_MS = 5;

  private final Process process;
  private final RedisLog log;
  private final long logMark;
  private final Path journalFolder;
  private final long startedAtNanos = System.nanoTime();

  private RedisProcess(Process process, RedisLog log, long logMark, Path journalFolder) {
    this.process = process;
    this.log = log;
    this.logMark = logMark;
    this.journalFolder = journalFolder;
  }

  static RedisProcess spawn(Path binary, String config, Path journalFolder, RedisLog log) {
    long mark = log.mark();
    ProcessBuilder builder =
        new ProcessBuilder(command(binary))
            .directory(journalFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    // The parent's environment may hold secrets that the child has no use for.
    builder.environment().keySet().retainAll(List.of("TZ", "LANG"));
    try {
      Process process = builder.start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(config.getBytes(StandardCharsets.UTF_8));
      } catch (IOException endedAlready) {
        LOG.debug("redis-server did not read its configuration", endedAlready);
      }
      return new RedisProcess(process, log, mark, journalFolder);
    } catch (IOException failure) {
      throw cannotRun(binary, failure.toString(), failure);
    }
  }

  /// Ctrl-C goes to every process of the terminal's group. In a session of its own the child does
  /// not get it, so that the parent can still write its last facts and seal. Where there is no
  /// `setsid` (macOS) both get it.
  private static List<String> command(Path binary) {
    List<String> command = new ArrayList<>();
    for (Path setsid : List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"))) {
      if (command.isEmpty() && Files.isExecutable(setsid)) command.add(setsid.toString());
    }
    command.add(binary.toString());
    command.add("-");
    return command;
  }

  /// Waits until commands are answered. Listening has a time limit, loading has none as long as it
  /// makes progress.
  void awaitReady(RedisAddress address, EmbeddedRedisOptions options, IntConsumer onPercent)
      throws InterruptedException {
    long progressAt = System.nanoTime();
    long loadedBytes = -1;
    int percentShown = -1;
    while (true) {
      if (!process.isAlive()) throw endedAtStart();
      switch (RedisProbe.look(address, LOOK_PATIENCE)) {
        case RedisProbe.State.Ready(long pid) when pid == pid() -> {
          return;
        }
        case RedisProbe.State.Loading(long pid, long bytes, double percent) when pid == pid() -> {
          if (bytes != loadedBytes) progressAt = System.nanoTime();
          loadedBytes = bytes;
          if ((int) percent > percentShown) {
            percentShown = (int) percent;
            onPercent.accept(percentShown);
          }
          if (isOver(progressAt, options.loadStallTimeout())) {
            throw tooSlow("loading the journal stands still at " + percentShown + " %");
          }
        }
        case RedisProbe.State.Silent(String why) -> {
          if (isOver(
              progressAt, loadedBytes < 0 ? options.listenTimeout() : options.loadStallTimeout())) {
            throw tooSlow("redis-server does not answer (" + why + ")");
          }
        }
        case RedisProbe.State.Ready(long pid) -> throw strangerAnswers(address, pid);
        case RedisProbe.State.Loading(long pid, _, _) -> throw strangerAnswers(address, pid);
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private static boolean isOver(long sinceNanos, Duration limit) {
    return System.nanoTime() - sinceNanos > limit.toNanos();
  }

  private RedisStartException tooSlow(String what) {
    return new RedisStartException(Fault.START_TIMEOUT, what + ": see " + log.file());
  }

  private static RedisStartException strangerAnswers(RedisAddress address, long pid) {
    return new RedisStartException(
        Fault.PORT_TAKEN, "another Redis (pid %d) answers on %s".formatted(pid, address));
  }

  private RedisStartException endedAtStart() {
    return RedisFaults.read(log.since(logMark), process.exitValue(), log.file(), journalFolder);
  }

  private static RedisStartException cannotRun(Path binary, String why, Throwable cause) {
    return new RedisStartException(
        Fault.CANNOT_RUN_BINARY, RedisFaults.cannotRunText(binary.toString(), why), cause);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAtNanos);
  }

  CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Ends it: politely first, and by force when that takes too long, which loses nothing that was
  /// acknowledged.
  void stop(Duration patience) {
    boolean interrupted = false;
    process.destroy();
    long deadline = System.nanoTime() + patience.toNanos();
    while (process.isAlive()) {
      try {
        if (!process.waitFor(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          LOG.warn("redis-server {} did not end within {}: killing it", pid(), patience);
          process.destroyForcibly();
          deadline = System.nanoTime() + patience.toNanos();
        }
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
