package org.haltline.telecom.rpz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.outside.Bind9.ADDRESS;
import static org.haltline.telecom.CarrierOrders.AT;
import static org.haltline.telecom.CarrierOrders.TERM;
import static org.haltline.telecom.CarrierOrders.block;
import static org.haltline.telecom.CarrierOrders.lift;
import static org.haltline.telecom.CarrierOrders.link;
import static org.haltline.telecom.CarrierOrders.number;
import static org.haltline.telecom.CarrierOrders.order;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.IDN;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Receipt;
import org.haltline.outside.Bind9;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/// Domains blocked and let go in a real bind9, asked for as a customer asks.
@Timeout(120)
class RpzChannelTest {
  @TempDir static Path folder;
  private static Bind9 bind;
  private static final Vertx VERTX = Vertx.vertx();

  private Instant now = AT;
  private ProtectedList guarded =
      new ProtectedList(
          Map.of("link:bank.example", "a bank", "link:tax.gov.example", "an authority"));
  private final RpzChannel channel = channel(Bind9.SECRET, List.of());

  @BeforeAll
  static void start() throws Exception {
    bind = Bind9.start(folder);
  }

  @AfterAll
  static void end() throws Exception {
    bind.close();
    VERTX.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aBlockedNameIsGoneForWhoeverAsksAndALiftedOneIsThereAgain() throws Exception {
    assertServed("kuaidi-lipei.top", ADDRESS);

    var done = done(channel.send(block(1, "http://kuaidi-lipei.top")));
    assertThat(done.startsAt()).isEqualTo(AT);
    assertThat(done.endsAt()).isEqualTo(AT.plus(TERM));
    assertServed("kuaidi-lipei.top", "NXDOMAIN");
    assertServed("pay.m.kuaidi-lipei.top", "NXDOMAIN");
    assertServed("kuaidi-lipei.com", ADDRESS);

    done(channel.send(lift(2, "http://kuaidi-lipei.top", 1)));
    assertServed("kuaidi-lipei.top", ADDRESS);
    assertServed("pay.m.kuaidi-lipei.top", ADDRESS);
  }

  @Test
  void aKnockIsAnsweredToWhoHoldsTheKeyAlone() throws Exception {
    await(channel.knock());
    String other =
        Base64.getEncoder().encodeToString("another secret of 32 bytes, surely".getBytes(US_ASCII));
    assertThatThrownBy(() -> await(channel(other, List.of()).knock())).isNotNull();
  }

  @Test
  void aNameStaysBlockedAsLongAsOneOrderBlocksIt() throws Exception {
    done(channel.send(block(11, "http://two-cases.top")));
    done(channel.send(block(12, "http://two-cases.top")));
    assertThat(done(channel.send(lift(13, "http://two-cases.top", 11))).remark())
        .contains("another order keeps it blocked");
    assertServed("two-cases.top", "NXDOMAIN");
    done(channel.send(lift(14, "http://two-cases.top", 12)));
    assertServed("two-cases.top", ADDRESS);
  }

  @Test
  void anOrderThatIsSentAgainIsAskedAboutAndChangesNothing() throws Exception {
    OutgoingOrder order = block(21, "http://again.top");
    assertThat(await(channel.ask(order))).isInstanceOf(Answer.NeverSeen.class);
    Receipt.Done first = done(channel.send(order));
    now = AT.plusSeconds(90);
    var another = channel(Bind9.SECRET, List.of());
    Receipt.Done asked = done(another.ask(order));
    Receipt.Done again = done(another.send(order));
    assertThat(List.of(asked, again))
        .allSatisfy(
            it -> {
              assertThat(it.startsAt()).isEqualTo(first.startsAt());
              assertThat(it.endsAt()).isEqualTo(first.endsAt());
              assertThat(it.remark()).isEqualTo(first.remark());
            });
    assertThat(await(channel.ask(lift(22, "http://again.top", 21))))
        .isInstanceOf(Answer.NeverSeen.class);
    done(channel.send(lift(22, "http://again.top", 21)));
    done(channel.send(lift(22, "http://again.top", 21)));
    done(another.ask(lift(22, "http://again.top", 21)));
  }

  @Test
  void whatIsLiftedOrCalledBackCannotComeBackLate() throws Exception {
    done(channel.send(block(31, "http://late.top")));
    done(channel.send(lift(32, "http://late.top", 31)));
    assertThat(receipt(channel.send(block(31, "http://late.top"))))
        .isInstanceOf(Receipt.Refused.class);

    OutgoingOrder early =
        order(33, OrderKind.LIFT, link("http://late.top"), 34L, List.of(number(34)));
    done(channel.send(early));
    assertThat(receipt(channel.send(block(34, "http://late.top"))))
        .isInstanceOf(Receipt.Refused.class);
    assertServed("late.top", ADDRESS);
  }

  @Test
  void whatWasBlockedElsewhereIsLiftedByWhoeverBlockedIt() throws Exception {
    assertThat(receipt(channel.send(lift(41, "http://elsewhere.top", 40))))
        .isInstanceOfSatisfying(
            Receipt.NeedsPerson.class, it -> assertThat(it.why()).contains("not blocked this way"));
  }

  @Test
  void aBlockEndsWithItsTerm() throws Exception {
    done(channel.send(block(51, "http://term.top")));
    now = AT.plus(TERM).minusSeconds(1);
    await(channel.sweep());
    assertServed("term.top", "NXDOMAIN");
    now = AT.plus(TERM);
    await(channel.sweep());
    assertServed("term.top", ADDRESS);
    now = AT.plus(TERM).plus(Duration.ofDays(8));
    await(channel.sweep());
    assertThat(await(channel.ask(block(51, "http://term.top"))))
        .isInstanceOf(Answer.NeverSeen.class);
  }

  @Test
  void aBlockWhoseTermIsOverIsFoundByItsLetGoingAndDoesNotComeBack() throws Exception {
    done(channel.send(block(52, "http://ended.top")));
    now = AT.plus(TERM);
    // swept before its letting-go comes, or not
    await(channel.sweep());
    done(channel.send(lift(53, "http://ended.top", 52)));
    assertServed("ended.top", ADDRESS);
    assertThat(receipt(channel.send(block(52, "http://ended.top"))))
        .isInstanceOf(Receipt.Refused.class);
    assertServed("ended.top", ADDRESS);
  }

  @Test
  void aBlockThatSomebodyTookAwayByHandIsNotDoneAndIsPutThereAgain() throws Exception {
    OutgoingOrder first = block(55, "http://by-hand.top");
    done(channel.send(first));
    var update = new Update(Name.fromString(Bind9.ZONE + "."));
    for (String name : List.of("by-hand.top.", "*.by-hand.top.")) {
      update.delete(Name.fromString(name + Bind9.ZONE + "."), Type.CNAME);
    }
    var resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(bind.port());
    resolver.setTCP(true);
    resolver.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, Bind9.KEY, Bind9.SECRET));
    assertThat(resolver.send(update).getRcode()).isEqualTo(Rcode.NOERROR);
    assertServed("by-hand.top", ADDRESS);

    assertThat(await(channel.ask(first))).isInstanceOf(Answer.NeverSeen.class);
    done(channel.send(block(56, "http://by-hand.top")));
    assertServed("by-hand.top", "NXDOMAIN");
    assertServed("pay.by-hand.top", "NXDOMAIN");
    done(channel.ask(first));
  }

  @Test
  void namesInOtherScriptsAreBlockedAsTheyAreAndShownAsPeopleSeeThem() throws Exception {
    var fullWidth = block(61, "http://ＡＢＣ。赔付中心。com");
    assertThat(done(channel.send(fullWidth)).remark()).contains("xn--", "赔付中心");
    assertServed("abc." + IDN.toASCII("赔付中心") + ".com", "NXDOMAIN");

    // a Cyrillic letter in a bank's name is the fraudster's name, and not the bank's
    var homograph = block(62, "http://www.iсbc.com.cn");
    assertThat(channel.cannot(homograph.order())).isEmpty();
    done(channel.send(homograph));
    assertServed("www.icbc.com.cn", ADDRESS);
    assertServed(link("http://www.iсbc.com.cn").host(), "NXDOMAIN");
  }

  @Test
  void manyOrdersOnOneNameAtOnceUndoNoneOfEachOther() throws Exception {
    List<Future<Answer>> sent = new ArrayList<>();
    for (long number = 71; number <= 74; number++) {
      sent.add(channel.send(block(number, "http://crowd.top:" + (8000 + number))));
    }
    for (Future<Answer> each : sent) {
      done(each);
    }
    for (long number = 71; number <= 74; number++) {
      assertServed("crowd.top", "NXDOMAIN");
      done(channel.send(lift(number + 10, "http://crowd.top:" + (8000 + number), number)));
    }
    assertServed("crowd.top", ADDRESS);
  }

  @Test
  void aServerThatIsKilledKnowsAllWhenItIsBack() throws Exception {
    done(channel.send(block(91, "http://killed.top")));
    bind.kill();
    assertThatThrownBy(() -> await(channel.ask(block(91, "http://killed.top"))))
        .isInstanceOf(ExecutionException.class);
    bind.killAndStartAgain();
    done(channel.ask(block(91, "http://killed.top")));
    assertServed("killed.top", "NXDOMAIN");
  }

  @Test
  void withAWrongKeyNothingIsKnownAndNothingIsChanged() throws Exception {
    var stranger = channel("d3JvbmcgYnV0IGxvbmcgZW5vdWdoIQ==", List.of());
    assertThatThrownBy(() -> await(stranger.send(block(101, "http://stranger.top"))))
        .hasMessageContaining("without our key's signature");
    assertServed("stranger.top", ADDRESS);
  }

  @Test
  void anOrderIsDoneOnlyWhenTheResolversServeIt() throws Exception {
    var follower = new RpzReach.Server("127.0.0.1", 1);
    var waiting = channel(Bind9.SECRET, List.of(follower));
    assertThat(await(waiting.send(block(111, "http://follower.top"))))
        .isInstanceOf(Answer.Working.class);
    var self = channel(Bind9.SECRET, List.of(new RpzReach.Server("127.0.0.1", bind.port())));
    done(self.ask(block(111, "http://follower.top")));
  }

  @Test
  void whatManyShareOrIsProtectedIsForAPersonToWant() {
    assertThat(why("https://forum.example/t/8841?page=2")).contains("whole names");
    assertThat(why("http://github.io")).contains("others register");
    assertThat(why("http://aliyuncs.com")).contains("many share");
    // a whole house, whichever of its doors; another port, other people
    assertThat(why("https://www.taobao.com/")).contains("many share taobao.com");
    assertThat(why("http://mp.weixin.qq.com")).contains("many share qq.com");
    assertThat(why("http://school.example:8081")).contains("other ports");
    assertThat(why("http://google.com")).contains("docs.google.com");
    assertThat(why("http://203.0.113.9/")).contains("address");
    assertThat(why("http://bank.example")).contains("supervisor");
    assertThat(why("http://pay.ebank.bank.example")).contains("supervisor");
    assertThat(why("http://gov.example")).contains("tax.gov.example");
    assertThat(channel.cannot(block(1, "http://shop-x.weebly.com").order())).isEmpty();
    assertThat(channel.cannot(block(1, "http://scam.github.io").order())).isEmpty();
    // two persons may want what one may not, but not what a name server cannot do
    assertThat(channel.cannot(approved("http://pay.ebank.bank.example"))).isEmpty();
    assertThat(channel.cannot(approved("http://gov.example"))).isEmpty();
    assertThat(channel.cannot(approved("http://github.io"))).isPresent();
    assertThat(channel.cannot(approved("http://aliyuncs.com"))).isPresent();
    // a letting-go passes whatever the lists say by now
    assertThat(channel.cannot(lift(2, "http://bank.example", 1).order())).isEmpty();
    // and a page was blocked by another way, which lifts it too
    assertThat(channel.cannot(lift(2, "https://forum.example/t/8841", 1).order())).isPresent();
  }

  private static Order approved(String link) {
    Order one = block(1, link).order();
    return new Order(
        one.id(),
        one.kind(),
        one.institution(),
        one.target(),
        null,
        one.reason(),
        Order.approved(one.authority(), "Chief Meng, city police"),
        one.orderedAt(),
        one.answerDueAt(),
        one.termEndsAt(),
        null,
        List.of());
  }

  @Test
  void whatPeopleProtectWhileItRunsStopsTheNextBlock() {
    assertThat(channel.cannot(block(1, "http://school.example").order())).isEmpty();
    guarded = guarded.with(new ProtectedList(Map.of("link:www.school.example", "a school")));
    assertThat(why("http://school.example")).contains("the protected www.school.example");
  }

  private String why(String link) {
    return channel.cannot(block(1, link).order()).orElseThrow();
  }

  private RpzChannel channel(String secret, List<RpzReach.Server> followers) {
    var reach =
        new RpzReach(
            new RpzReach.Server("127.0.0.1", bind == null ? 1 : bind.port()),
            Bind9.ZONE,
            new RpzReach.Key(Bind9.KEY, "hmac-sha256", secret),
            followers,
            Duration.ofSeconds(10),
            RpzReach.SWEEP_EVERY);
    return new RpzChannel(VERTX, "CTCC", reach, () -> guarded, () -> now);
  }

  private static void assertServed(String name, String answer) throws Exception {
    assertThat(bind.awaitAnswer(name, answer)).as(name).isEqualTo(answer);
  }

  private static Receipt.Done done(Future<Answer> answer) throws Exception {
    Receipt receipt = receipt(answer);
    assertThat(receipt).isInstanceOf(Receipt.Done.class);
    return (Receipt.Done) receipt;
  }

  private static Receipt receipt(Future<Answer> answer) throws Exception {
    return ((Answer.Final) await(answer)).receipt();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
