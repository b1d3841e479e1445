package org.haltline.core.journal.redis;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/// What the child Redis is started with. Only the folder has no default.
///
/// @param dataFolder holds the append-only file and survives restarts
/// @param transport how this process reaches its child
/// @param port for the loopback transport; 0 takes a free one
/// @param maxMemoryBytes beyond it every write is refused (nothing is ever evicted); 0 means no
///   bound
/// @param listenTimeout until the server listens; loading the journal has no such limit
/// @param loadStallTimeout how long loading may make no progress at all
/// @param stopTimeout how long a server may take to end before it is killed (which loses nothing
///   acknowledged)
/// @param restartsMax how often in a row a server that died is started again
/// @param rewriteGrowthPercent the append-only file is compacted when it has grown by this much
/// @param rewriteMinBytes and is at least this large
/// @param readingOnly commands that write are refused; for a look at a journal that must not change
public record EmbeddedRedisOptions(
    Path dataFolder,
    Transport transport,
    int port,
    long maxMemoryBytes,
    Duration listenTimeout,
    Duration loadStallTimeout,
    Duration stopTimeout,
    int restartsMax,
    int rewriteGrowthPercent,
    long rewriteMinBytes,
    boolean readingOnly) {

  /// How the server is reached. Both stay inside this machine.
  public enum Transport {
    /// A Unix socket where Lettuce's native transport is available, else a loopback port.
    BEST,
    /// A socket in a folder that only this user may enter.
    UNIX_SOCKET,
    /// A port on 127.0.0.1 behind a random password.
    LOOPBACK_PORT
  }

  /// Redis's own limit, for a centre that is never quiet: [QuietCompaction] comes long before it
  /// elsewhere. A journal hardly shrinks when its file is compacted, and compacting costs reports
  /// their time; not compacting costs the next start a second for each 30 MB.
  private static final long REWRITE_MIN_BYTES = 1L << 30;

  public EmbeddedRedisOptions {
    if (port < 0 || port > 65_535)
      throw new IllegalArgumentException("port " + port + " is not in 0..65535");
    if (maxMemoryBytes < 0) throw new IllegalArgumentException("maxMemoryBytes is negative");
    if (restartsMax < 0) throw new IllegalArgumentException("restartsMax is negative");
  }

  /// The defaults on a folder: best transport, at most half of this machine's memory.
  public static EmbeddedRedisOptions in(Path dataFolder) {
    return new EmbeddedRedisOptions(
        dataFolder,
        Transport.BEST,
        0,
        physicalMemoryBytes() / 2,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        8,
        100,
        REWRITE_MIN_BYTES,
        false);
  }

  /// Of the machine or of the container, whichever is smaller.
  private static long physicalMemoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 0;
  }

  public EmbeddedRedisOptions over(Transport newTransport) {
    return new EmbeddedRedisOptions(
        dataFolder,
        newTransport,
        port,
        maxMemoryBytes,
        listenTimeout,
        loadStallTimeout,
        stopTimeout,
        restartsMax,
        rewriteGrowthPercent,
        rewriteMinBytes,
        readingOnly);
  }

  /// On this loopback port.
  public EmbeddedRedisOptions onPort(int newPort) {
    return new EmbeddedRedisOptions(
        dataFolder,
        Transport.LOOPBACK_PORT,
        newPort,
        maxMemoryBytes,
        listenTimeout,
        loadStallTimeout,
        stopTimeout,
        restartsMax,
        rewriteGrowthPercent,
        rewriteMinBytes,
        readingOnly);
  }

  public EmbeddedRedisOptions withMaxMemoryBytes(long bytes) {
    return new EmbeddedRedisOptions(
        dataFolder,
        transport,
        port,
        bytes,
        listenTimeout,
        loadStallTimeout,
        stopTimeout,
        restartsMax,
        rewriteGrowthPercent,
        rewriteMinBytes,
        readingOnly);
  }

  public EmbeddedRedisOptions withRestartsMax(int times) {
    return new EmbeddedRedisOptions(
        dataFolder,
        transport,
        port,
        maxMemoryBytes,
        listenTimeout,
        loadStallTimeout,
        stopTimeout,
        times,
        rewriteGrowthPercent,
        rewriteMinBytes,
        readingOnly);
  }

  public EmbeddedRedisOptions withListenTimeout(Duration timeout) {
    return new EmbeddedRedisOptions(
        dataFolder,
        transport,
        port,
        maxMemoryBytes,
        timeout,
        loadStallTimeout,
        stopTimeout,
        restartsMax,
        rewriteGrowthPercent,
        rewriteMinBytes,
        readingOnly);
  }

  public EmbeddedRedisOptions withRewrite(int growthPercent, long minBytes) {
    return new EmbeddedRedisOptions(
        dataFolder,
        transport,
        port,
        maxMemoryBytes,
        listenTimeout,
        loadStallTimeout,
        stopTimeout,
        restartsMax,
        growthPercent,
        minBytes,
        readingOnly);
  }

  /// For a look at a journal: writes are refused, and its file is not compacted.
  public EmbeddedRedisOptions forReading() {
    return new EmbeddedRedisOptions(
        dataFolder,
        transport,
        port,
        maxMemoryBytes,
        listenTimeout,
        loadStallTimeout,
        stopTimeout,
        restartsMax,
        0,
        rewriteMinBytes,
        true);
  }
}
