package org.haltline.core.journal.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// The one owner of the Redis client: one shared, pipelined connection, and further ones for
/// readers that block.
///
/// Commands have fixed timeouts and are refused at once while disconnected; none is ever sent a
/// second time by itself, so that what became of it can be told: see [RedisFailure]. One server and
/// a cluster look alike to callers, as long as all keys of one command share a hash tag.
public final class RedisConnections implements AutoCloseable {
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
      this.shared = session(options.commandTimeout());
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

  /// A connection of its own for reads that block up to a given time.
  public BlockingReads openBlockingReads(Duration longestBlock) {
    return new BlockingReads(session(options.commandTimeout().plus(longestBlock)));
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
    RedisClient single = RedisClient.create(resources, named(options.where().getFirst()));
    single.setOptions(common(ClientOptions.builder()).build());
    return single;
  }

  private RedisClusterClient clusterClient() {
    RedisClusterClient cluster =
        RedisClusterClient.create(resources, options.where().stream().map(this::named).toList());
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

  private RedisURI named(RedisURI uri) {
    RedisURI copy = RedisURI.builder(uri).withTimeout(options.commandTimeout()).build();
    copy.setClientName("haltline");
    return copy;
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
        .timeoutOptions(TimeoutOptions.enabled())
        .socketOptions(socket.build())
        .sslOptions(ssl.build());
  }

  private Session session(Duration timeout) {
    StatefulConnection<byte[], byte[]> connection =
        switch (client) {
          case RedisClient single -> single.connect(ByteArrayCodec.INSTANCE);
          case RedisClusterClient cluster -> cluster.connect(ByteArrayCodec.INSTANCE);
          default -> throw new IllegalStateException("made by neither " + client);
        };
    connection.setTimeout(timeout);
    return Session.of(connection);
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
    static Session of(StatefulConnection<byte[], byte[]> connection) {
      return switch (connection) {
        case StatefulRedisConnection<byte[], byte[]> single -> new Session(single, single.async());
        case StatefulRedisClusterConnection<byte[], byte[]> cluster ->
            new Session(cluster, cluster.async());
        default -> throw new IllegalStateException("neither single nor cluster: " + connection);
      };
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
