package org.haltline.telecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.haltline.telecom.CarrierChannels.Blocking;
import org.haltline.telecom.guard.Guard;
import org.haltline.telecom.sandbox.SandboxCarrier;
import org.haltline.telecom.sandbox.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes to a carrier by machine, and what to its desk.
class CarrierChannelsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:00:00Z");
  private static final Subject MOBILE =
      ((Parsed.Understood<PhoneNumber>) PhoneNumber.parse("17045671189")).subject();

  private final Vertx vertx = Vertx.vertx();
  private ProtectedList guarded = new ProtectedList(Map.of("link:bank.example", "a bank"));

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

  /// The guards stand before every channel that blocks, and not before a letting-go.
  @ParameterizedTest
  @EnumSource(Blocking.class)
  void whatManyShareOrIsProtectedIsForAPersonWhateverTheChannel(Blocking blocking) {
    Channel http = channels(blocking).getFirst();
    Map.of(
            "http://github.io/", "others register",
            "http://vercel.app", "others register",
            "http://aliyuncs.com", "many share aliyuncs.com",
            "http://www.taobao.com", "many share taobao.com",
            "http://docs.google.com/", "many share docs.google.com",
            "http://bank.example", "supervisor",
            "http://login.bank.example", "supervisor")
        .forEach(
            (url, why) -> {
              assertThat(http.cannot(order(OrderKind.BLOCK_LINK, link(url))).orElse(""))
                  .as(url)
                  .contains(why);
              assertThat(http.cannot(order(OrderKind.LIFT, link(url)))).as(url).isEmpty();
            });
    // a Cyrillic letter in a bank's name is the fraudster's name, and not the bank's
    assertThat(http.cannot(order(OrderKind.BLOCK_LINK, link("http://bаnk.example")))).isEmpty();
  }

  /// Not a public suffix itself, and yet everybody below it would go dark.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://kawasaki.jp", // *.kawasaki.jp
        "http://compute.amazonaws.com", // *.compute.amazonaws.com
        "http://cn-north-1.amazonaws.com.cn/"
      })
  void whatStandsAbovePublicSuffixesIsForAPerson(String url) {
    for (Blocking blocking : Blocking.values()) {
      Channel http = channels(blocking).getFirst();
      assertThat(why(http, url)).contains("many customers");
      assertThat(http.cannot(order(OrderKind.LIFT, link(url)))).isEmpty();
    }
    // the exception to the rule, and a customer's own name
    Channel http = channels(Blocking.WHOLE_HOSTS).getFirst();
    assertThat(why(http, "http://city.kawasaki.jp")).isEmpty();
    assertThat(why(http, "http://scam.github.io")).isEmpty();
  }

  /// A name below `_haltline` would stand where the zone keeps its marks.
  @Test
  void whatEndsInNoTopLevelIsNoName() {
    assertThat(Guard.notAWholeName(link("http://evil.example._haltline"))).isPresent();
    assertThat(Guard.notAWholeName(link("http://_pay.evil_shop.example"))).isEmpty();
    assertThat(Guard.notAWholeName(link("http://贷款.中国"))).isEmpty();
  }

  @Test
  void whatPeopleProtectWhileItRunsStopsTheNextBlock() {
    Channel http = channels(Blocking.PATHS).getFirst();
    assertThat(why(http, "http://school.example")).isEmpty();
    guarded = guarded.with(new ProtectedList(Map.of("link:school.example", "a school")));
    assertThat(why(http, "http://school.example")).contains("supervisor");
    assertThat(why(http, "http://bank.example")).contains("supervisor");
    guarded = ProtectedList.none();
    assertThat(why(http, "http://school.example")).isEmpty();
  }

  @Test
  void aPageOfASharedHostGoesToTheDeskAndAnotherToTheFilter() {
    Channel paths = channels(Blocking.PATHS).getFirst();
    assertThat(why(paths, "https://docs.google.com/forms/d/1")).contains("docs.google.com");
    assertThat(why(paths, "https://bank.example/promo")).contains("supervisor");
    assertThat(why(paths, "https://scam-shop.weebly.com/pay")).isEmpty();
    assertThat(why(paths, "https://forum.example/t/8841")).isEmpty();
  }

  private static String why(Channel channel, String url) {
    return channel.cannot(order(OrderKind.BLOCK_LINK, link(url))).orElse("");
  }

  @Test
  void aCarrierThatNamesWhoServesANumberNowIsUnderstood() throws Exception {
    var carrier =
        new SandboxCarrier(
            "CTCC",
            e164 -> Subscription.Closed.moved(e164.endsWith("9") ? "中国联通" : "外星通信"),
            SandboxServer.Settings.anyPort(),
            InstantSource.fixed(NOW));
    get(vertx.deployVerticle(carrier));
    Channel http = channels(Blocking.PATHS, carrier.base()).getFirst();
    assertThat(moved(http, "17045671189").servedBy()).isEqualTo("CUCC");
    Receipt.Refused nobodys = moved(http, "17045671180");
    assertThat(nobodys.servedBy()).isNull();
    assertThat(nobodys.remark()).contains("now served by 外星通信");
  }

  private static Receipt.Refused moved(Channel http, String number) throws Exception {
    var target = ((Parsed.Understood<PhoneNumber>) PhoneNumber.parse(number)).subject();
    var outgoing =
        new OutgoingOrder(
            new CaseId("QY-261120-0001"),
            order(OrderKind.SUSPEND_NUMBER, target, NOW.plusSeconds(9)));
    var refused = (Receipt.Refused) ((Answer.Final) get(http.send(outgoing))).receipt();
    assertThat(refused.reason()).isEqualTo(ReasonCode.NOT_OURS);
    return refused;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private List<Channel> channels(Blocking blocking) {
    return channels(blocking, URI.create("http://127.0.0.1:1"));
  }

  private List<Channel> channels(Blocking blocking, URI at) {
    return CarrierChannels.of(
        vertx,
        "CTCC",
        List.of(ChannelSettings.Http.to(at), new ChannelSettings.Desk()),
        blocking,
        null,
        new CarrierChannels.Means(
            () -> guarded,
            Path.of("target"),
            "secret",
            name -> name.equals("中国联通") ? Optional.of("CUCC") : Optional.empty()),
        InstantSource.system());
  }

  private static Link link(String typed) {
    return ((Parsed.Understood<Link>) Link.parse(typed)).subject();
  }

  private static Order order(OrderKind kind, Subject target) {
    return order(kind, target, null);
  }

  private static Order order(OrderKind kind, Subject target, @Nullable Instant termEndsAt) {
    return new Order(
        new OrderNumbers(NOW, target.key().hashCode()).next(),
        kind,
        "CTCC",
        target,
        null,
        "reported fraud",
        "Inspector Bai, Fengze station",
        NOW,
        NOW.plusSeconds(60),
        termEndsAt,
        null,
        List.of());
  }
}
