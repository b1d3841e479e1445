package org.haltline.core.journal.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.haltline.core.journal.redis.RedisConnections.Session;
import org.jspecify.annotations.Nullable;

/// Waits until enough replicas have what was written, with as few WAITs as possible.
///
/// WAIT blocks its connection, so that one for each write would let only one write through in each
/// round trip to the replicas. Here one is under way at a time for each hash slot; the writes that
/// were answered meanwhile share the next. Sound because WAIT speaks of all earlier writes of its
/// connection. It knows nothing of writes of an earlier connection or to another server and would
/// confirm those at once: hence [Route].
final class ReplicaWaits {
  private final Session session;
  private final RedisConnectionOptions options;
  private final LongSupplier breaks;
  private final ConcurrentHashMap<Integer, Line> lines = new ConcurrentHashMap<>();

  ReplicaWaits(Session session, RedisConnectionOptions options, LongSupplier breaks) {
    this.session = session;
    this.options = options;
    this.breaks = breaks;
  }

  /// By which connection, to which server. A confirmation counts only for writes that went the same
  /// way.
  private record Route(long breaks, String nodeId) {}

  <T> CompletionStage<T> confirmed(
      byte[] key, Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> write) {
    int slot = SlotHash.getSlot(key);
    Route before = route(slot);
    return write
        .apply(session.commands())
        .thenCompose(
            written ->
                lines
                    .computeIfAbsent(slot, _ -> new Line(slot, key.clone()))
                    .join(before)
                    .thenApply(_ -> written));
  }

  private Route route(int slot) {
    String nodeId = "";
    if (session.connection() instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
      RedisClusterNode owner = cluster.getPartitions().getPartitionBySlot(slot);
      nodeId = owner == null ? "" : owner.getNodeId();
    }
    return new Route(breaks.getAsLong(), nodeId);
  }

  private record Waiting(Route route, CompletableFuture<Void> done) {}

  /// The writes of one slot that wait for their confirmation.
  private final class Line {
    private final int slot;
    private final byte[] key;
    private List<Waiting> next = new ArrayList<>();
    private boolean underWay;

    Line(int slot, byte[] key) {
      this.slot = slot;
      this.key = key;
    }

    CompletableFuture<Void> join(Route route) {
      Waiting waiting = new Waiting(route, new CompletableFuture<>());
      List<Waiting> batch = takeBatch(waiting);
      if (batch != null) ask(batch);
      return waiting.done();
    }

    private synchronized @Nullable List<Waiting> takeBatch(@Nullable Waiting joining) {
      if (joining == null) {
        underWay = false;
      } else {
        next.add(joining);
      }
      if (underWay || next.isEmpty()) return null;
      underWay = true;
      List<Waiting> batch = next;
      next = new ArrayList<>();
      return batch;
    }

    private void ask(List<Waiting> batch) {
      session
          .commands()
          .dispatch(CommandType.WAIT, new IntegerOutput<>(ByteArrayCodec.INSTANCE), arguments())
          .whenComplete(
              (replicas, failure) -> {
                Route after = route(slot);
                for (Waiting waiting : batch) settle(waiting, after, replicas, failure);
                List<Waiting> following = takeBatch(null);
                if (following != null) ask(following);
              });
    }

    private void settle(
        Waiting waiting, Route after, @Nullable Long replicas, @Nullable Throwable failure) {
      if (failure != null) {
        fail(waiting, "the wait for replicas failed (" + failure + ")");
      } else if (!waiting.route().equals(after)) {
        fail(waiting, "the connection broke or the master changed before replicas confirmed");
      } else if (replicas == null || replicas < options.replicasToWait()) {
        fail(
            waiting,
            "%s of %d replicas confirmed within %s"
                .formatted(replicas, options.replicasToWait(), options.replicaTimeout()));
      } else {
        waiting.done().complete(null);
      }
    }

    private void fail(Waiting waiting, String why) {
      waiting.done().completeExceptionally(new ReplicasBehind(why));
    }

    private CommandArgs<byte[], byte[]> arguments() {
      CommandArgs<byte[], byte[]> arguments = new RoutedArgs(key);
      arguments.add(options.replicasToWait()).add(options.replicaTimeout().toMillis());
      return arguments;
    }
  }
}
