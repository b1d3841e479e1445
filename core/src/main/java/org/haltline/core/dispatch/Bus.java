package org.haltline.core.dispatch;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Vert.x, alone or joined with the other processes of the house. Hazelcast is its membership and
/// its wiring; it holds no truth, and what travels is sealed.
public final class Bus {

  private Bus() {}

  /// Who the processes of one house are. Nothing is found by itself and nothing is told to anybody.
  ///
  /// @param name of the cluster: processes of another name are not let in
  /// @param members `host:port` of every process, this one among them or not
  /// @param host the one interface it binds to and is reached at
  /// @param port of its membership
  /// @param busPort of its event bus; 0 for any free one
  public record Cluster(String name, List<String> members, String host, int port, int busPort) {
    public Cluster {
      members = List.copyOf(members);
      if (members.isEmpty()) {
        throw new IllegalArgumentException("a cluster names its members, host:port each");
      }
    }

    /// On this machine alone.
    public static Cluster loopback(String name, List<String> members, int port) {
      return new Cluster(name, members, "127.0.0.1", port, 0);
    }
  }

  /// Starts Vert.x.
  ///
  /// @param cluster null for one process
  /// @param more what else the builder shall know, metrics for instance
  public static Future<Vertx> start(
      VertxOptions options, @Nullable Cluster cluster, UnaryOperator<VertxBuilder> more) {
    if (cluster == null) {
      return Future.succeededFuture(more.apply(Vertx.builder().with(options)).build());
    }
    options
        .getEventBusOptions()
        .setHost(cluster.host)
        .setPort(cluster.busPort)
        .setClusterPublicHost(cluster.host);
    return more.apply(Vertx.builder().with(options))
        .withClusterManager(new HazelcastClusterManager(config(cluster)))
        .buildClustered();
  }

  static Config config(Cluster cluster) {
    var config =
        new Config()
            .setClusterName(cluster.name)
            .setProperty("hazelcast.phone.home.enabled", "false")
            .setProperty("hazelcast.socket.bind.any", "false")
            .setProperty("hazelcast.logging.type", "slf4j")
            .setProperty("hazelcast.shutdownhook.enabled", "false")
            .setProperty("hazelcast.wait.seconds.before.join", "0");
    config.getMetricsConfig().setEnabled(false);
    NetworkConfig network =
        config.getNetworkConfig().setPort(cluster.port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(cluster.host);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members);
    // as vertx-hazelcast's own default has them
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    return config;
  }
}
