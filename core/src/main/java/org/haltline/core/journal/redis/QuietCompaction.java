package org.haltline.core.journal.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The upkeep of the journal's file: compacted while nobody waits for it, and in the background
/// when it must be done at another time.
///
/// A start runs every command since the last compaction again, and that is the slow part of it; a
/// compaction takes a core for seconds, in which reports wait. So it is done in the first quiet
/// spell after the file has grown. Redis's own limit stays behind it, for a centre that is never
/// quiet; whoever asked for a compaction, its process gives way to everyone else's.
public final class QuietCompaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuietCompaction.class);
  private static final Pattern WRITER = Pattern.compile("temp-rewriteaof-(?:bg-)?(\\d+)\\.aof");
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /// When it is worth while, and what counts as quiet.
  ///
  /// @param grownBytes written since the last compaction, at least
  /// @param grownShare of the compacted part, at least
  /// @param quietBytes written during so many looks, at most
  /// @param looks that make a spell
  /// @param lookEvery how often
  public record Bounds(
      long grownBytes, double grownShare, long quietBytes, int looks, Duration lookEvery) {

    /// A minute with less than about one report in two seconds; 64 MB and an eighth grown.
    public static Bounds usual() {
      return new Bounds(64L << 20, 0.125, 1L << 20, 60, Duration.ofSeconds(1));
    }
  }

  private final Path journalFolder;
  private final RedisConnections connections;
  private final Bounds bounds;
  private final Set<Long> gaveWay = new HashSet<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-file").factory());
  private final ScheduledFuture<?> looking;
  private FileSizes before = new FileSizes(0, 0);
  private int looksSince;

  private QuietCompaction(Path journalFolder, RedisConnections connections, Bounds bounds) {
    this.journalFolder = journalFolder;
    this.connections = connections;
    this.bounds = bounds;
    long every = bounds.lookEvery.toNanos();
    looking = looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
  }

  /// Looks after the file of our own Redis from now on, until closed.
  public static QuietCompaction of(EmbeddedRedis redis, RedisConnections to, Bounds bounds) {
    return new QuietCompaction(redis.journalFolder(), to, bounds);
  }

  /// The append-only file in its two parts.
  record FileSizes(long compacted, long since) {
    /// Of the files that Redis 7 keeps in its folder of them.
    static FileSizes in(Path journalFolder) throws IOException {
      long compacted = 0;
      long since = 0;
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(journalFolder.resolve("appendonlydir"), "*.{rdb,aof}")) {
        for (Path file : files) {
          long bytes = size(file);
          if (file.toString().contains(".incr.")) {
            since += bytes;
          } else {
            compacted += bytes;
          }
        }
      }
      return new FileSizes(compacted, since);
    }

    private static long size(Path file) throws IOException {
      try {
        return Files.size(file);
      } catch (NoSuchFileException replacedMeanwhile) {
        return 0;
      }
    }
  }

  private void look() {
    try {
      giveWay();
      FileSizes now = FileSizes.in(journalFolder);
      boolean compactedMeanwhile = now.compacted != before.compacted || now.since < before.since;
      if (!compactedMeanwhile && ++looksSince < bounds.looks) {
        return;
      }
      boolean quiet = !compactedMeanwhile && now.since - before.since <= bounds.quietBytes;
      before = now;
      looksSince = 0;
      if (quiet && isWorthWhile(now)) {
        compact(now);
      }
    } catch (IOException | RuntimeException failure) {
      LOG.debug("the journal's file could not be looked at", failure);
    }
  }

  private boolean isWorthWhile(FileSizes now) {
    return now.since >= bounds.grownBytes && now.since >= now.compacted * bounds.grownShare;
  }

  private void compact(FileSizes now) {
    LOG.info(
        "compacting the journal's file in a quiet spell: {} MB, and {} MB since",
        now.compacted >> 20,
        now.since >> 20);
    try {
      connections
          .commands()
          .dispatch(
              CommandType.BGREWRITEAOF,
              new StatusOutput<>(ByteArrayCodec.INSTANCE),
              new RoutedArgs(new byte[0]))
          .toCompletableFuture()
          .get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException refused) {
      LOG.info("not now: {}; tried again in the next quiet spell", refused.toString());
    }
  }

  /// Redis names the file that is being written after the process that writes it.
  private void giveWay() throws IOException {
    try (DirectoryStream<Path> written =
        Files.newDirectoryStream(journalFolder, "temp-rewriteaof-*.aof")) {
      for (Path file : written) {
        Matcher name = WRITER.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && gaveWay.add(Long.parseLong(name.group(1)))) {
          BackgroundPriority.of(Long.parseLong(name.group(1)));
        }
      }
    } catch (DirectoryIteratorException gone) {
      LOG.debug("a file went while it was looked at", gone);
    }
  }

  @Override
  public void close() {
    looking.cancel(true);
    looks.shutdownNow();
  }
}
