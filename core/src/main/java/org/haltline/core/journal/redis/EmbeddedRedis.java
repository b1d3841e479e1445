package org.haltline.core.journal.redis;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haltline.core.journal.redis.RedisStartException.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Redis that ships with Haltline, running as a child process on a data folder that this
/// process alone uses.
///
/// Every write is in the append-only file and synced before it is acknowledged. A child that dies
/// is started again on the same address, so that connections find it by themselves. Close it last:
/// whatever still wants to write must have ended before.
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(5);

  /// A server that lived this long is not in a crash loop.
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private static final int FREE_PORT_TRIES = 3;

  private final EmbeddedRedisOptions options;
  private final EmbeddedRedisListener listener;
  private final DataFolder folder;
  private final RedisHome home;
  private final ExecutorService watcher =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("redis-watcher").factory());
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean closing;
  private volatile RedisProcess process;
  private int restartsInARow;

  private EmbeddedRedis(EmbeddedRedisOptions options, EmbeddedRedisListener listener) {
    this.options = options;
    this.listener = listener;
    this.folder = DataFolder.open(options.dataFolder());
    RedisHome opened = null;
    try {
      opened = RedisHome.open(folder, options);
      this.home = opened;
      this.process = firstLaunch();
    } catch (RuntimeException failure) {
      if (opened != null) opened.close();
      watcher.shutdown();
      folder.close();
      throw failure;
    }
  }

  /// Starts the server and returns once it has loaded the journal and answers.
  ///
  /// @throws RedisStartException says what stood in the way
  public static EmbeddedRedis start(EmbeddedRedisOptions options) {
    return start(options, EmbeddedRedisListener.SILENT);
  }

  public static EmbeddedRedis start(EmbeddedRedisOptions options, EmbeddedRedisListener listener) {
    EmbeddedRedis redis = new EmbeddedRedis(options, listener);
    redis.watch(redis.process);
    return redis;
  }

  /// The socket on which another process serves this data folder; empty where none is seen.
  public static Optional<Path> socketIn(Path dataFolder) {
    return RedisHome.socketIn(dataFolder);
  }

  /// Where Lettuce connects to. It stays the same for as long as this object lives.
  public RedisURI uri() {
    return home.uri();
  }

  RedisAddress address() {
    return home.address();
  }

  /// The child's process id at this moment.
  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /// Where the server keeps its append-only file.
  Path journalFolder() {
    return home.journalFolder();
  }

  /// The locked folder, for what lies in it beside the journal.
  public DataFolder dataFolder() {
    return folder;
  }

  private RedisProcess firstLaunch() {
    for (int tries = 1; ; tries++) {
      try {
        return launch();
      } catch (RedisStartException failure) {
        boolean free = options.port() == 0 && failure.fault() == Fault.PORT_TAKEN;
        if (!free || tries == FREE_PORT_TRIES) throw failure;
        home.takeAnotherPort();
      }
    }
  }

  private RedisProcess launch() {
    RedisProcess started = home.spawn(options);
    try {
      started.awaitReady(home.address(), options, this::loading);
      LOG.info("redis-server {} serves {}", started.pid(), home.address());
      return started;
    } catch (InterruptedException interrupted) {
      started.stop(options.stopTimeout());
      Thread.currentThread().interrupt();
      throw new RedisStartException(
          Fault.ENDED_AT_START, "interrupted while redis-server started", interrupted);
    } catch (RuntimeException failure) {
      started.stop(options.stopTimeout());
      throw failure;
    }
  }

  private void loading(int percent) {
    LOG.info("loading journal: {} %", percent);
    listener.onLoading(percent);
  }

  private void watch(RedisProcess running) {
    running
        .ended()
        .thenAcceptAsync(exitCode -> restart(running, exitCode), watcher)
        .exceptionally(
            closed -> {
              if (!closing) LOG.error("the watch over redis-server ended", closed);
              return null;
            });
  }

  private void restart(RedisProcess died, int exitCode) {
    if (closing) return;
    long lostAt = System.nanoTime();
    String why = "redis-server %d ended with code %d".formatted(died.pid(), exitCode);
    LOG.error("{}: starting it again", why);
    listener.onLost(why);
    if (died.age().compareTo(SETTLED) > 0) restartsInARow = 0;
    while (!closing && restartsInARow < options.restartsMax()) {
      try {
        TimeUnit.NANOSECONDS.sleep(backoff(restartsInARow++).toNanos());
        process = launch();
        listener.onRestored(Duration.ofNanos(System.nanoTime() - lostAt));
        watch(process);
        return;
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
        return;
      } catch (RedisStartException failure) {
        why = failure.toString();
        LOG.error(
            "redis-server cannot be started again (attempt {} of {}): {}",
            restartsInARow,
            options.restartsMax(),
            why);
      }
    }
    if (!closing) {
      LOG.error("given up on redis-server after {} restarts: {}", restartsInARow, why);
      listener.onGivenUp(why);
    }
  }

  static Duration backoff(int restartsBefore) {
    Duration wait = BACKOFF_MIN.multipliedBy(1L << Math.min(restartsBefore, 10));
    return wait.compareTo(BACKOFF_MAX) < 0 ? wait : BACKOFF_MAX;
  }

  /// Ends the server, releases the folder. Safe to call twice.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    closing = true;
    watcher.shutdownNow();
    boolean interrupted = false;
    while (!watcher.isTerminated()) {
      try {
        if (!watcher.awaitTermination(1, TimeUnit.MINUTES))
          LOG.warn("redis-server's watcher still runs");
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    process.stop(options.stopTimeout());
    home.close();
    folder.close();
    if (interrupted) Thread.currentThread().interrupt();
  }
}
