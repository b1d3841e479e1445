package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.dispatch.Centre.get;

import com.hazelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.List;
import org.haltline.core.Ports;
import org.haltline.core.dispatch.Bus.Cluster;
import org.junit.jupiter.api.Test;

class BusTest {

  @Test
  void aloneItIsClusteredWithNobody() {
    Vertx vertx = get(Bus.start(new VertxOptions(), null, builder -> builder));
    assertThat(vertx.isClustered()).isFalse();
    get(vertx.close());
  }

  @Test
  void nothingIsFoundByItselfAndNothingIsToldToAnybody() {
    Config config = Bus.config(Cluster.loopback("haltline-qy", List.of("127.0.0.1:5701"), 5701));
    var join = config.getNetworkConfig().getJoin();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.1:5701");
    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces())
        .containsExactly("127.0.0.1");
    assertThat(config.getNetworkConfig().getInterfaces().isEnabled()).isTrue();
    assertThat(config.getNetworkConfig().isPortAutoIncrement()).isFalse();
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThatThrownBy(() -> Cluster.loopback("haltline-qy", List.of(), 5701))
        .hasMessageContaining("members");
  }

  @Test
  void twoMembersOfOneHouseHearEachOther() {
    int one = Ports.free();
    int two = Ports.free();
    var members = List.of("127.0.0.1:" + one, "127.0.0.1:" + two);
    Vertx first = start(members, one);
    Vertx second = start(members, two);
    try {
      assertThat(first.isClustered()).isTrue();
      get(
          first
              .eventBus()
              .<String>consumer("echo", message -> message.reply(message.body() + "!"))
              .completion());
      var patient = new DeliveryOptions().setSendTimeout(30_000);
      Centre.await(
          () -> {
            try {
              return get(second.eventBus().<String>request("echo", "here", patient))
                  .body()
                  .equals("here!");
            } catch (RuntimeException notYet) {
              return false;
            }
          });
    } finally {
      get(second.close());
      get(first.close());
    }
  }

  private static Vertx start(List<String> members, int port) {
    return get(
        Bus.start(
            new VertxOptions(), Cluster.loopback("haltline-test", members, port), more -> more));
  }
}
