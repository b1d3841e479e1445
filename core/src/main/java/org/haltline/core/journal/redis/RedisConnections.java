package org.haltline.core.journal.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one owner of the Redis client: one shared, pipelined connection, and further ones for
/// readers that block.
///
/// Commands have fixed timeouts and are refused at once while disconnected; none is ever sent a
/// second time by itself, so that what became of it can be told: see [RedisFailure]. One server and
/// a cluster look alike to callers, as long as all keys of one command share a hash tag.
public final class RedisConnections implements AutoCloseable {
  /// The longest that a read may block.
  public static final Duration BLOCK_MAX = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  private final RedisConnectionOptions options;
  private final ClientResources resources;
  private final AbstractRedisClient client;
  private final Session shared;
  private final ReplicaWaits replicaWaits;

  /// How often any connection broke. A replica's confirmation counts only if none did meanwhile.
  private final AtomicLong breaks = new AtomicLong();

  private RedisConnections(RedisConnectionOptions options) {
    this.options = options;
    options.where().forEach(uri -> uri.setTimeout(options.commandTimeout()));
    this.resources =
        ClientResources.builder()
            .reconnectDelay(Delay.exponential(10, 1_000, TimeUnit.MILLISECONDS, 2))
            .build();
    this.client = options.cluster() ? clusterClient() : singleClient();
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            breaks.incrementAndGet();
          }
        });
    try {
      this.shared = session();
    } catch (RuntimeException failure) {
      shutDown();
      throw new RedisUnreachable(
          "no connection to Redis at %s (%s)".formatted(options.described(), rootOf(failure)),
          failure);
    }
    this.replicaWaits = new ReplicaWaits(shared, options, breaks::get);
  }

  /// Connects, and fails at once if that is impossible. Later losses are healed in the background.
  ///
  /// @throws RedisUnreachable when nobody answers or the login is refused
  public static RedisConnections open(RedisConnectionOptions options) {
    return new RedisConnections(options);
  }

  /// The shared connection's commands. Nothing that blocks the server's side (XREAD BLOCK, WAIT)
  /// belongs here.
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return shared.commands();
  }

  /// The commands of the one server that keeps a key. What is asked about a server and not about a
  /// key, a cluster client would ask any node, a replica too.
  public CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> keeperOf(byte[] key) {
    if (!(shared.connection() instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster)) {
      return CompletableFuture.completedFuture(shared.commands());
    }
    RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
    if (node == null) {
      return CompletableFuture.failedFuture(
          new RedisException("no node of the cluster keeps slot " + SlotHash.getSlot(key)));
    }
    return cluster
        .getConnectionAsync(node.getUri().getHost(), node.getUri().getPort())
        .thenApply(StatefulRedisConnection::async);
  }

  /// A connection of its own for reads that block, each for [#BLOCK_MAX] at most.
  public BlockingReads openBlockingReads() {
    return new BlockingReads(session());
  }

  /// Carries out a write and, where replicas are required, completes only once enough of them have
  /// it.
  ///
  /// @param key of the write, or any with the same hash tag
  /// @return fails with [ReplicasBehind] when the server has the write but replicas did not confirm
  ///   it
  public <T> CompletionStage<T> durably(
      byte[] key, Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> write) {
    return options.replicasToWait() == 0
        ? write.apply(shared.commands())
        : replicaWaits.confirmed(key, write);
  }

  /// Whether commands are accepted at this moment.
  public boolean isConnected() {
    return shared.isOpen();
  }

  private RedisClient singleClient() {
    RedisClient single = RedisClient.create(resources, options.where().getFirst());
    single.setOptions(common(ClientOptions.builder()).build());
    return single;
  }

  private RedisClusterClient clusterClient() {
    RedisClusterClient cluster = RedisClusterClient.create(resources, options.where());
    ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
    common(builder);
    cluster.setOptions(
        builder
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                    .enablePeriodicRefresh(Duration.ofSeconds(30))
                    .build())
            .build());
    return cluster;
  }

  private ClientOptions.Builder common(ClientOptions.Builder builder) {
    SocketOptions.Builder socket = SocketOptions.builder().connectTimeout(options.connectTimeout());
    if (options.isSocket()) {
      socket.keepAlive(false); // a Unix socket has none and Lettuce would warn of it
    } else {
      socket.keepAlive(
          SocketOptions.KeepAliveOptions.builder()
              .enable()
              .idle(Duration.ofSeconds(5))
              .interval(Duration.ofSeconds(2))
              .count(3)
              .build());
    }
    SslOptions.Builder ssl =
        SslOptions.builder().jdkSslProvider().handshakeTimeout(options.connectTimeout());
    options.trusted().ifPresent(certificates -> ssl.trustManager(certificates.toFile()));
    return builder
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(options.requestQueueMax())
        .timeoutOptions(timeouts())
        .socketOptions(socket.build())
        .sslOptions(ssl.build());
  }

  /// A property of the command, because a cluster client's connections to its nodes know no other
  /// way to a longer one.
  private TimeoutOptions timeouts() {
    long everyMs = options.commandTimeout().toMillis();
    long blockingMs = everyMs + BLOCK_MAX.toMillis();
    return TimeoutOptions.builder()
        .timeoutCommands()
        .timeoutSource(
            new TimeoutOptions.TimeoutSource() {
              @Override
              public long getTimeout(RedisCommand<?, ?, ?> command) {
                return command.getType() == CommandType.XREAD ? blockingMs : everyMs;
              }

              @Override
              public TimeUnit getTimeUnit() {
                return TimeUnit.MILLISECONDS;
              }
            })
        .build();
  }

  private Session session() {
    StatefulConnection<byte[], byte[]> connection =
        switch (client) {
          case RedisClient single -> single.connect(ByteArrayCodec.INSTANCE);
          case RedisClusterClient cluster -> cluster.connect(ByteArrayCodec.INSTANCE);
          default -> throw new IllegalStateException("made by neither " + client);
        };
    return Session.of(connection, options.connectTimeout());
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) root = root.getCause();
    return root.toString();
  }

  @Override
  public void close() {
    shared.close();
    shutDown();
  }

  private void shutDown() {
    client.shutdown(Duration.ZERO, SHUTDOWN_TIMEOUT);
    resources
        .shutdown(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(SHUTDOWN_TIMEOUT.toMillis());
  }

  /// One connection and its commands, of a single server or of a cluster.
  record Session(
      StatefulConnection<byte[], byte[]> connection,
      RedisClusterAsyncCommands<byte[], byte[]> commands)
      implements AutoCloseable {
    static Session of(StatefulConnection<byte[], byte[]> connection, Duration connectTimeout) {
      return switch (connection) {
        case StatefulRedisConnection<byte[], byte[]> single -> new Session(single, single.async());
        case StatefulRedisClusterConnection<byte[], byte[]> cluster -> {
          connectToEveryNode(cluster, connectTimeout);
          yield new Session(cluster, cluster.async());
        }
        default -> throw new IllegalStateException("neither single nor cluster: " + connection);
      };
    }

    /// A cluster client connects to a node when it first needs it, and refuses that first command
    /// meanwhile. So it is made to connect beforehand. A node that is away does not stop the
    /// others.
    private static void connectToEveryNode(
        StatefulRedisClusterConnection<byte[], byte[]> cluster, Duration connectTimeout) {
      CompletableFuture.allOf(
              cluster.getPartitions().stream()
                  .filter(node -> !node.getSlots().isEmpty())
                  .map(RedisClusterNode::getUri)
                  .map(uri -> cluster.getConnectionAsync(uri.getHost(), uri.getPort()))
                  .toArray(CompletableFuture[]::new))
          .orTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              away -> {
                LOG.warn("not every node of the Redis cluster can be reached now", away);
                return null;
              })
          .join();
    }

    boolean isOpen() {
      return connection.isOpen();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
