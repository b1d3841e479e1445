package org.haltline.telecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.haltline.telecom.CarrierChannels.Blocking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes to a carrier by machine, and what to its desk.
class CarrierChannelsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
  private static final Subject MOBILE =
      ((Parsed.Understood<PhoneNumber>) PhoneNumber.parse("17045671189")).subject();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(OrderKind.class)
  void everythingACarrierDoesWithNumbersGoesByMachine(OrderKind kind) {
    var byMachine =
        Set.of(
            OrderKind.SUSPEND_NUMBER,
            OrderKind.RESTORE_NUMBER,
            OrderKind.INTERCEPT_CALLS,
            OrderKind.BLOCK_LINK,
            OrderKind.LIFT,
            OrderKind.WARNING_MESSAGE,
            OrderKind.HOLDER_QUERY);

    for (Blocking blocking : Blocking.values()) {
      List<Channel> channels = channels(blocking);
      assertThat(channels).extracting(Channel::name).containsExactly("http", "desk");
      assertThat(channels.getFirst().cannot(order(kind, MOBILE)).isEmpty())
          .isEqualTo(byMachine.contains(kind));
      assertThat(channels.getLast().cannot(order(kind, MOBILE))).isPresent();
    }
  }

  @Test
  void whereOnlyWholeHostsAreBlockedAPageGoesToTheDeskWithTheReason() {
    Channel wholeHosts = channels(Blocking.WHOLE_HOSTS).getFirst();
    Channel paths = channels(Blocking.PATHS).getFirst();
    Order page = order(OrderKind.BLOCK_LINK, link("https://forum.example/t/8841?page=2"));

    assertThat(wholeHosts.cannot(page))
        .hasValueSatisfying(
            why -> assertThat(why).contains("whole hosts", "forum.example/t/8841?page=2"));
    assertThat(wholeHosts.cannot(order(OrderKind.LIFT, page.target()))).isPresent();
    assertThat(paths.cannot(page)).isEmpty();
    for (String host : List.of("http://kuaidi-lipei.example", "http://kuaidi-lipei.example/")) {
      assertThat(wholeHosts.cannot(order(OrderKind.BLOCK_LINK, link(host)))).isEmpty();
    }
  }

  private List<Channel> channels(Blocking blocking) {
    return CarrierChannels.of(
        vertx,
        "CTCC",
        List.of(
            ChannelSettings.Http.to(URI.create("http://127.0.0.1:1")), new ChannelSettings.Desk()),
        blocking,
        null,
        new CarrierChannels.Means(
            ProtectedList.none(), Path.of("target"), "secret", name -> Optional.empty()),
        InstantSource.system());
  }

  private static Link link(String typed) {
    return ((Parsed.Understood<Link>) Link.parse(typed)).subject();
  }

  private static Order order(OrderKind kind, Subject target) {
    return new Order(
        new OrderNumbers(NOW, 1).next(),
        kind,
        "CTCC",
        target,
        null,
        "reported fraud",
        "Inspector Bai, Fengze station",
        NOW,
        NOW.plusSeconds(60),
        null,
        null,
        List.of());
  }
}
