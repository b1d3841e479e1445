package org.haltline.core.journal.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The writing anew of Redis' append-only file, so that what was deleted is gone from its disk and
/// not only from its memory.
///
/// One rewrite runs at a time; whoever asks meanwhile shares the next, for the one under way may
/// have begun before the deletion. A rewrite that dies with its Redis is asked for again. A Redis
/// that is away is asked again, for an hour; one that refuses (a managed one, or one without the
/// file) is left to its owner, with a word in the log. Replicas keep their own files, and rewrite
/// them when they see fit.
public final class FileCompaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int FAILURES_MAX = 7_200;
  private static final Pattern BUSY =
      Pattern.compile("^aof_rewrite_(in_progress|scheduled):1\\s*$", Pattern.MULTILINE);
  private static final Pattern NO_FILE = Pattern.compile("^aof_enabled:0\\s*$", Pattern.MULTILINE);
  private static final Pattern FAILED =
      Pattern.compile("^aof_last_bgrewrite_status:err\\s*$", Pattern.MULTILINE);

  private static final Pattern RUN = Pattern.compile("^run_id:(\\w+)\\s*$", Pattern.MULTILINE);

  private final RedisConnections connections;
  private final byte[] key;
  private boolean wanted;
  private boolean underWay;
  private boolean closed;
  private int failures;

  /// Which run of Redis was asked; a rewrite dies with it.
  private String askedOf = "";

  /// @param key any key that lies on the server whose file is meant
  public FileCompaction(RedisConnections connections, byte[] key) {
    this.connections = connections;
    this.key = key.clone();
  }

  /// Has the file written anew, soon. Returns at once.
  public synchronized void request() {
    wanted = true;
    if (!underWay && !closed) {
      underWay = true;
      failures = 0;
      look(false);
    }
  }

  /// Asks how it stands, and goes on from there.
  ///
  /// @param ours whether a rewrite that has ended meanwhile was one we asked for
  private void look(boolean ours) {
    ask(CommandType.INFO)
        .whenComplete(
            (info, failure) -> {
              if (failure != null) {
                failed(failure, ours);
              } else if (BUSY.matcher(info).find()) {
                later(ours);
              } else if (NO_FILE.matcher(info).find()) {
                refused("it keeps no append-only file");
              } else {
                idle(ours, info);
              }
            });
  }

  private void idle(boolean ours, String info) {
    Matcher run = RUN.matcher(info);
    String runsNow = run.find() ? run.group(1) : "";
    boolean died = ours && !runsNow.equals(askedOf);
    askedOf = runsNow;
    if (ours && !died) {
      tellEnd(FAILED.matcher(info).find());
    }
    synchronized (this) {
      underWay = (wanted || died) && !closed;
      if (!underWay) return;
      wanted = false;
    }
    ask(CommandType.BGREWRITEAOF)
        .whenComplete(
            (started, failure) -> {
              if (failure == null) {
                later(true);
              } else if (String.valueOf(failure.getMessage()).contains("in progress")) {
                askAgain(); // somebody else's, begun before: it may still have what was deleted
              } else {
                rewriteFailed(failure);
              }
            });
  }

  private static void tellEnd(boolean failed) {
    if (failed) {
      LOG.error(
          "Redis could not write its append-only file anew: look at its disk and its log; what was"
              + " deleted stays in it until it can");
    } else {
      LOG.info("the append-only file was written anew, without what was deleted");
    }
  }

  private void rewriteFailed(Throwable failure) {
    if (!(failure instanceof RedisCommandExecutionException)) {
      synchronized (this) {
        wanted = true;
      }
    }
    failed(failure, false);
  }

  private void askAgain() {
    synchronized (this) {
      wanted = true;
    }
    later(false);
  }

  private void failed(Throwable failure, boolean ours) {
    if (failure instanceof RedisCommandExecutionException) {
      refused(String.valueOf(failure.getMessage()));
    } else if (++failures < FAILURES_MAX) {
      later(ours);
    } else {
      refused("it was away for too long: " + failure.getMessage());
    }
  }

  private void refused(String why) {
    LOG.warn(
        "Redis does not write its append-only file anew now ({}): what was deleted, such as the"
            + " keys of erased cases, stays in its files until its owner has them rewritten",
        why);
    synchronized (this) {
      wanted = false;
      underWay = false;
    }
  }

  private void later(boolean ours) {
    CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (!isClosed()) look(ours);
            });
  }

  private CompletionStage<String> ask(CommandType command) {
    return connections
        .commands()
        .dispatch(command, new StatusOutput<>(ByteArrayCodec.INSTANCE), new RoutedArgs(key));
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Asks no more. What was asked for and not begun is left to Redis' next own rewrite.
  @Override
  public synchronized void close() {
    closed = true;
  }
}
