package org.haltline.core.journal;

import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.haltline.core.journal.redis.BlockingReads;
import org.haltline.core.journal.redis.RedisConnections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A tail on Redis: one thread and one connection that waits in XREAD. It asks for what is after
/// the last fact taken, so a broken connection costs time and nothing else. Redis shows an entry to
/// a waiting reader only after the fsync that its writer waits for.
final class RedisTail implements Tail {

  private static final Logger LOG = LoggerFactory.getLogger(RedisTail.class);

  private static final int BATCH_SIZE_MAX = 256;

  /// How long Redis holds a read back when there is nothing new.
  private static final Duration BLOCK = Duration.ofSeconds(5);

  /// A guard behind the connection's own timeouts.
  private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration PAUSE_MIN = Duration.ofMillis(50);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

  private final RedisJournal journal;
  private final FactReader reader;
  private final byte[] stream;
  private final RedisConnections connections;
  private final Consumer<List<Fact>> sink;
  private final Consumer<RedisTail> onEnd;
  private final Thread thread =
      Thread.ofPlatform().name("journal-tail").daemon().unstarted(this::run);

  private volatile Position position;
  private volatile boolean connected;
  private volatile boolean closed;
  private volatile String trouble = "";

  RedisTail(
      RedisJournal journal,
      FactReader reader,
      byte[] stream,
      RedisConnections connections,
      Position after,
      Consumer<List<Fact>> sink,
      Consumer<RedisTail> onEnd) {
    this.journal = journal;
    this.reader = reader;
    this.stream = stream;
    this.connections = connections;
    this.position = after;
    this.sink = sink;
    this.onEnd = onEnd;
  }

  void start() {
    thread.start();
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    if (Thread.currentThread().equals(thread)) return; // called by the sink
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private void run() {
    Duration pause = PAUSE_MIN;
    while (!closed) {
      try (BlockingReads reads = connections.openBlockingReads()) {
        skipNothingThatIsGone();
        while (!closed) {
          readOnce(reads);
          pause = PAUSE_MIN;
        }
      } catch (InterruptedException _) {
        // Closed, or somebody interrupted the sink: the loop's condition tells.
      } catch (Exception e) {
        connected = false;
        if (!closed) {
          note(e);
          pause = pauseAfter(pause);
        }
      }
    }
    connected = false;
    onEnd.accept(this);
  }

  @SuppressWarnings("unchecked") // Lettuce's generic varargs
  private void readOnce(BlockingReads reads) throws Exception {
    List<StreamMessage<byte[], byte[]>> entries =
        await(
            reads
                .commands()
                .xread(
                    XReadArgs.Builder.block(BLOCK).count(BATCH_SIZE_MAX),
                    XReadArgs.StreamOffset.from(stream, position.toString())));
    connected = true;
    if (entries == null || entries.isEmpty()) {
      trouble = "";
      return;
    }
    List<Fact> facts = await(reader.openFresh(journal.commands(), FactReader.sealed(entries)));
    sink.accept(facts);
    position = facts.getLast().position();
    trouble = "";
  }

  /// A failover may lose the newest facts. New ones then get positions that may lie before ours: go
  /// back to the end there is, loudly, rather than be deaf to what comes.
  private void skipNothingThatIsGone() throws Exception {
    Position end = await(journal.end());
    if (position.isAfter(end)) {
      LOG.error("the journal ends at {}, before {} that was read: facts were lost", end, position);
      position = end;
    }
  }

  /// An outage is told in one line, each time it changes; what went wrong in this house with its
  /// trace.
  private void note(Exception e) {
    Throwable cause = Cause.of(e);
    String text = String.valueOf(cause.getMessage());
    if (text.equals(trouble)) return;
    trouble = text;
    if (cause instanceof JournalUnavailable
        || cause instanceof RedisException
        || cause instanceof IOException
        || cause instanceof TimeoutException) {
      LOG.warn("journal tail stands at {}: {}", position, text);
    } else {
      LOG.error("journal tail stands at {}: {}", position, text, e);
    }
  }

  private static Duration pauseAfter(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      return PAUSE_MIN; // closing
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
  }

  private static <T extends @Nullable Object> T await(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(REPLY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
