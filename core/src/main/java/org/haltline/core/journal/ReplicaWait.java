package org.haltline.core.journal;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Holds acknowledgements back until enough replicas have what was written. Redis's WAIT covers all
/// earlier writes of its own connection, so one is under way at a time and speaks for every write
/// answered before it was sent. After a reconnect it would speak for nothing: what was written on
/// the connection before is unknown then.
final class ReplicaWait implements RedisConnectionStateListener {

  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final int replicas;
  private final Duration timeout;
  private final AtomicLong disconnects = new AtomicLong();
  private final Object lock = new Object();
  private @Nullable CompletableFuture<Long> next;
  private boolean underWay;

  ReplicaWait(StatefulRedisConnection<byte[], byte[]> connection, int replicas, Duration timeout) {
    this.connection = connection;
    this.replicas = replicas;
    this.timeout = timeout;
    connection.addListener(this);
  }

  /// Which connection a write is about to use; to be handed to [#confirm].
  long epoch() {
    return disconnects.get();
  }

  /// Completes when the replicas have the write answered just now; fails with [OutcomeUnknown].
  CompletionStage<Void> confirm(long writtenInEpoch) {
    CompletableFuture<Long> mine;
    boolean start;
    synchronized (lock) {
      if (next == null) next = new CompletableFuture<>();
      mine = next;
      start = !underWay;
      underWay = true;
    }
    if (start) send();
    return mine.thenAccept(
        confirmedInEpoch -> {
          if (confirmedInEpoch != writtenInEpoch) {
            throw new OutcomeUnknown(
                "the connection broke before the replicas confirmed: reload the case first");
          }
        });
  }

  private void send() {
    CompletableFuture<Long> batch;
    synchronized (lock) {
      if (next == null) {
        underWay = false;
        return;
      }
      batch = next;
      next = null;
    }
    long epoch = epoch();
    connection
        .async()
        .waitForReplication(replicas, timeout.toMillis())
        .whenComplete(
            (confirmed, failure) -> {
              if (failure != null) {
                batch.completeExceptionally(
                    new OutcomeUnknown("replicas did not confirm: reload the case first", failure));
              } else if (confirmed < replicas) {
                batch.completeExceptionally(
                    new OutcomeUnknown(
                        "%d of %d replicas confirmed in %s: reload the case first"
                            .formatted(confirmed, replicas, timeout)));
              } else if (epoch != epoch()) {
                batch.completeExceptionally(
                    new OutcomeUnknown("the connection broke: reload the case first"));
              } else {
                batch.complete(epoch);
              }
              send();
            });
  }

  @Override
  public void onRedisDisconnected(RedisChannelHandler<?, ?> channel) {
    disconnects.incrementAndGet();
  }

  @Override
  public void onRedisConnected(RedisChannelHandler<?, ?> channel, SocketAddress address) {
    // A new connection has its own count of what replicas must have; the epoch moved when the old
    // broke.
  }

  @Override
  public void onRedisExceptionCaught(RedisChannelHandler<?, ?> channel, Throwable cause) {
    // Failed commands tell it to those who wait for them.
  }
}
