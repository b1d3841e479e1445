package org.haltline.core.journal.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Redis of a process that was killed before it could end its child.
///
/// It is ended, not taken over: it may run with another configuration (password, memory bound, an
/// older release), it is not our child (so its end could only be polled for), and reading the
/// append-only file once more proves that it can be read. Ending it loses nothing: every
/// acknowledged write is synced already.
///
/// A process is ours only if its executable lies in this data folder's own `run/`, which we have
/// locked. A pid alone proves nothing, because pids are reused; such a process is never touched.
final class RedisLeftover {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLeftover.class);

  private RedisLeftover() {}

  static void end(Path runFolder, Path pidFile, Duration patience) {
    recordedPid(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(process -> !isOurs(process, runFolder))
        .ifPresent(
            stranger ->
                LOG.info(
                    "pid {} of an earlier redis-server now belongs to {}: left alone",
                    stranger.pid(),
                    stranger.info().command().orElse("another user's process")));
    // A scan, not the pid file alone: the parent can have been killed before its child wrote that
    // file.
    List<ProcessHandle> ours =
        ProcessHandle.allProcesses().filter(p -> isOurs(p, runFolder)).toList();
    ours.forEach(process -> end(process, runFolder, patience));
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException harmless) {
      LOG.warn("cannot remove {}", pidFile, harmless);
    }
  }

  private static void end(ProcessHandle process, Path runFolder, Duration patience) {
    LOG.warn("ending redis-server {} that an earlier process left behind", process.pid());
    process.destroy();
    if (isGone(process, runFolder, patience)) return;
    LOG.warn("redis-server {} does not end: killing it", process.pid());
    process.destroyForcibly();
    if (isGone(process, runFolder, patience)) return;
    throw new RedisStartException(
        Fault.LEFTOVER_WILL_NOT_END,
        "redis-server (pid %d) was left behind in %s and cannot be ended: end it by hand, then start again"
            .formatted(process.pid(), runFolder));
  }

  /// Polled, because `onExit` of a process that is not our child polls as well, only more slowly,
  /// and waits for ever for one that has ended but that nobody collects (as in containers whose pid
  /// 1 does not).
  private static boolean isGone(ProcessHandle process, Path runFolder, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isOurs(process, runFolder)) {
      if (System.nanoTime() > deadline) return false;
      try {
        Thread.sleep(10);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  static boolean isOurs(ProcessHandle process, Path runFolder) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command.replace(" (deleted)", "")))
        .filter(command -> runFolder.equals(command.getParent()))
        .filter(command -> command.getFileName().toString().startsWith(RedisBinary.NAME_PREFIX))
        .isPresent();
  }

  private static Optional<Long> recordedPid(Path pidFile) {
    try (Stream<String> lines = Files.lines(pidFile)) {
      return lines.findFirst().map(String::strip).map(Long::valueOf);
    } catch (IOException | java.io.UncheckedIOException | NumberFormatException none) {
      return Optional.empty();
    }
  }
}
