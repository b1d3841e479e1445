package org.haltline.core.journal.redis;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.haltline.core.journal.redis.RedisStartException.Fault;

/// Reads from the log of a server that ended while it started what the operator has to do.
final class RedisFaults {
  private static final List<String> DAMAGED =
      List.of(
          "bad file format reading the append only file",
          "unexpected end of file reading the append only file",
          "unrecoverable error reading the append only file",
          "aof loading aborted",
          "fatal aof manifest file error",
          "rdb crc error",
          "wrong signature trying to load db",
          "internal error in rdb reading",
          "short read or oom loading db",
          "error in rdb",
          "unknown rdb");

  private RedisFaults() {}

  static RedisStartException read(
      List<String> lines, int exitCode, Path logFile, Path journalFolder) {
    for (String line : lines) {
      String low = line.toLowerCase(Locale.ROOT);
      if (low.startsWith("setsid:")) {
        return new RedisStartException(
            Fault.CANNOT_RUN_BINARY,
            cannotRunText(journalFolder.resolveSibling("run").toString(), line));
      }
      if (low.contains("could not create server tcp listening socket")) {
        return new RedisStartException(
            Fault.PORT_TAKEN,
            "the journal's port is taken (%s): end that program or configure another port"
                .formatted(line));
      }
      if (DAMAGED.stream().anyMatch(low::contains)) {
        return new RedisStartException(
            Fault.JOURNAL_DAMAGED, damagedText(line, journalFolder, logFile));
      }
      if (low.contains("permission denied") || low.contains("read-only file system")) {
        return new RedisStartException(
            Fault.DATA_FOLDER_NOT_WRITABLE,
            "redis-server cannot write to %s (%s)".formatted(journalFolder, line));
      }
    }
    String last = lines.isEmpty() ? "it wrote no log" : lines.getLast();
    return new RedisStartException(
        Fault.ENDED_AT_START,
        "redis-server ended at its start with code %d (%s): see %s"
            .formatted(exitCode, last, logFile));
  }

  static String cannotRunText(String binary, String why) {
    return ("the operating system does not run redis-server from %s (%s): the data folder must not"
            + " lie on a file system mounted noexec; or run a Redis yourself and configure its"
            + " URL")
        .formatted(binary, why);
  }

  private static String damagedText(String line, Path journalFolder, Path logFile) {
    return """
    the journal in %s is damaged and was left as it is (%s; log: %s). \
    Either restore the last backup into an empty data folder, or copy the folder and repair the copy: \
    bash -c 'exec -a redis-check-aof ../run/redis-server-* --fix appendonlydir/*.manifest' \
    cuts off everything from the damage on, and verify then tells what is missing\
    """
        .formatted(journalFolder, line.strip(), logFile);
  }
}
