package org.haltline.core.journal.redis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The child's own log file. The server's output goes straight into it, because a pipe that nobody
/// reads blocks the server once it is full. Bounded at every start: it is set aside when large, and
/// two old ones are kept.
final class RedisLog {
  private static final long LARGE_BYTES = 4L << 20;
  private static final int KEPT = 2;
  private static final int TAIL_BYTES = 16 << 10;

  private final Path file;

  private RedisLog(Path file) {
    this.file = file;
  }

  static RedisLog in(Path folder) {
    RedisLog log = new RedisLog(folder.resolve("redis.log"));
    log.rotateWhenLarge(LARGE_BYTES);
    return log;
  }

  Path file() {
    return file;
  }

  void rotateWhenLarge(long largeBytes) {
    try {
      if (!Files.exists(file) || Files.size(file) < largeBytes) return;
      for (int age = KEPT; age > 1; age--) {
        Path younger = aged(age - 1);
        if (Files.exists(younger))
          Files.move(younger, aged(age), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(file, aged(1), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot set aside " + file, failure);
    }
  }

  private Path aged(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }

  /// Its length now; what is written later begins there.
  long mark() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  /// The last lines written after a mark.
  List<String> since(long mark) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(mark, log.length() - TAIL_BYTES);
      byte[] text = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(text);
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of("(" + file + " cannot be read: " + unreadable.getMessage() + ")");
    }
  }
}
