package org.haltline.telecom.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.telecom.CarrierOrders.AT;
import static org.haltline.telecom.CarrierOrders.link;
import static org.haltline.telecom.CarrierOrders.order;
import static org.haltline.telecom.CarrierOrders.phone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.outside.MessageCentre;
import org.haltline.telecom.smpp.SmppReach.Language;
import org.haltline.telecom.smpp.SmppReach.Limits;
import org.haltline.telecom.smpp.SmppReach.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Warnings over a message centre that others wrote: what arrives, what is known of it, and that
/// nothing is quietly sent twice.
@Timeout(120)
class SmppChannelTest {
  private static final String VICTIM = "13900000001";
  private static final Words CHINESE =
      new Words(Language.ZH, false, "青屿市反诈中心", "Qingyu Anti-Fraud Centre", "96110");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<Feedback> journalled = new CopyOnWriteArrayList<>();
  private final List<Feedback> goingOut = new CopyOnWriteArrayList<>();
  private final List<SmppChannel> opened = new ArrayList<>();
  private volatile boolean journalAway;
  private volatile Instant now = AT;
  private MessageCentre centre;

  @BeforeEach
  void start() throws Exception {
    centre = MessageCentre.start(0);
  }

  @AfterEach
  void end() throws Exception {
    for (SmppChannel channel : opened) {
      await(channel.close());
    }
    centre.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aWarningArrivesWithACodeThatTheCaseShowsToo() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder order = warning(1, VICTIM);
    Receipt.Done done = (Receipt.Done) awaitLast(channel, order);

    List<JsonNode> parts = centre.submitted();
    assertThat(parts)
        .hasSize(2)
        .allSatisfy(
            part -> {
              assertThat(part.get("to").asString()).isEqualTo("8613900000001");
              assertThat(part.get("from").asString()).isEqualTo("96110");
              assertThat(part.get("coding").asInt()).isEqualTo(0x08);
              assertThat(part.get("esm").asInt()).isEqualTo(0x40);
              assertThat(part.get("receipt").asInt()).isEqualTo(1);
            });
    String text = text(parts);
    assertThat(text).startsWith("【青屿市反诈中心】").contains("96110").doesNotContain("http");
    String code = text.replaceFirst("(?s).*核验码(\\d{3}-\\d{3}).*", "$1");
    assertThat(code).matches("\\d{3}-\\d{3}");
    assertThat(done.remark())
        .as("in both languages, each with the code")
        .isEqualTo("短信已送达，核验码 %1$s，共 2 条 / delivered, proof code %1$s, 2 SMS".formatted(code));
    assertThat(parts.get(0).get("udh").asString()).matches("0003..0201");
    assertThat(parts.get(1).get("udh").asString()).matches("0003..0202");
    await(() -> journalled.stream().anyMatch(it -> it.orderId().equals(order.order().id())));
  }

  @Test
  void theCodeStandsInTheCaseWhileTheWarningIsStillGoingOut() throws Exception {
    centre.tell("{\"receipt\":\"\"}");
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder order = warning(1, VICTIM);
    assertThat(said(channel, order)).isInstanceOf(Answer.Working.class);
    String code = text(centre.submitted()).replaceFirst("(?s).*核验码(\\d{3}-\\d{3}).*", "$1");
    await(() -> !goingOut.isEmpty());
    assertThat(goingOut)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.orderId()).isEqualTo(order.order().id());
              assertThat(((Receipt.Taken) told.receipt()).remark()).contains(code, "going out");
            });
    assertThat(journalled).isEmpty();
  }

  @Test
  void aFlashStandsOnTheScreenInOneMessageAndBothTonguesFollowEachOther() throws Exception {
    var flash = new Words(Language.ZH, true, "青屿市反诈中心", "Qingyu Anti-Fraud Centre", "96110");
    SmppChannel channel = channel(flash, Limits.usual());
    awaitLast(channel, warning(1, VICTIM));
    assertThat(centre.submitted())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.get("coding").asInt()).isEqualTo(0x18);
              assertThat(part.get("udh").asString()).isEmpty();
            });
    var both = new Words(Language.BOTH, false, "青屿市反诈中心", "Qingyu Anti-Fraud Centre", "96110");
    SmppChannel second = channel(both, Limits.usual());
    awaitLast(second, warning(2, "13900000002"));
    String text = text(centre.submitted().subList(1, centre.submitted().size()));
    assertThat(text).contains("青屿市反诈中心", "[Qingyu Anti-Fraud Centre]", "proof code");
  }

  @Test
  void aKnockSaysWhetherTheLineIsBound() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    awaitLast(channel, warning(1, VICTIM));
    assertThat(channel.knock().succeeded()).isTrue();
    int before = centre.submitted().size();
    centre.close();
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (channel.knock().succeeded()) {
      assertThat(System.nanoTime()).as("still bound to nobody").isLessThan(until);
      Thread.sleep(20);
    }
    assertThat(channel.knock().cause()).hasMessageContaining("no line to the message centre");
    assertThat(centre.submitted()).hasSize(before);
  }

  @Test
  void nobodyIsWrittenToAgainAndAgain() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    awaitLast(channel, warning(1, VICTIM));
    int before = centre.submitted().size();

    now = AT.plus(Duration.ofMinutes(29));
    assertThat(refusal(channel, warning(2, VICTIM)).remark()).contains("not 30 minutes ago");
    now = AT.plus(Duration.ofMinutes(31));
    awaitLast(channel, warning(3, VICTIM));
    now = AT.plus(Duration.ofHours(23));
    assertThat(refusal(channel, warning(4, VICTIM)).remark()).contains("2 warnings");

    // neither a restart nor another case helps
    var another = channel(CHINESE, Limits.usual());
    assertThat(refusal(another, warning(5, VICTIM)).reason()).isEqualTo(ReasonCode.OVER_LIMIT);
    assertThat(centre.submitted()).hasSize(2 * before);
    now = AT.plus(Duration.ofHours(25));
    awaitLast(another, warning(6, VICTIM));
  }

  @Test
  void theSameOrderIsNeverSentTwice() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder order = warning(1, VICTIM);
    assertThat(await(channel.ask(order))).isInstanceOf(Answer.NeverSeen.class);
    awaitLast(channel, order);
    await(channel.send(order));
    assertThat(receipt(await(channel(CHINESE, Limits.usual()).send(order))))
        .isInstanceOf(Receipt.Done.class);
    assertThat(centre.submitted()).hasSize(2);
  }

  @Test
  void whatMayHaveGoneOutIsForAPersonToSendAgain() throws Exception {
    centre.tell("{\"mute\":1}");
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder order = warning(1, VICTIM);
    assertThat(receipt(said(channel, order)))
        .isInstanceOfSatisfying(
            Receipt.NeedsPerson.class, it -> assertThat(it.why()).contains("may have gone out"));
    assertThat(receipt(await(channel.send(order)))).isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(receipt(await(channel(CHINESE, Limits.usual()).ask(order))))
        .isInstanceOf(Receipt.NeedsPerson.class);
    assertThat(centre.submitted()).hasSize(1);
  }

  @Test
  void aCentreThatSaysSlowerIsGivenTime() throws Exception {
    centre.tell("{\"throttle\":3}");
    SmppChannel channel = channel(CHINESE, Limits.usual());
    awaitLast(channel, warning(1, VICTIM));
    assertThat(centre.count("throttled")).isEqualTo(3);
    assertThat(centre.submitted()).hasSize(2);

    centre.tell("{\"throttle\":100}");
    assertThatThrownBy(() -> await(channel.send(warning(2, "13900000002"))))
        .hasMessageContaining("takes no more for now");
    centre.tell("{\"throttle\":0}");
    assertThat(await(channel.ask(warning(2, "13900000002")))).isInstanceOf(Answer.NeverSeen.class);
    awaitLast(channel, warning(2, "13900000002"));
  }

  @Test
  void aLineThatIsLostIsBoundAnewAndWhatNeverLeftLeavesThen() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    centre.awaitAtLeast("bind", 1);
    centre.awaitAtLeast("enquire", 1);
    int bound = centre.count("bind");
    centre.tell("{\"drop\":true}");
    centre.awaitAtLeast("bind", bound + 1);
    awaitLast(channel, warning(1, VICTIM));

    int port = centre.port();
    centre.close();
    assertThatThrownBy(() -> sendUntilNoLine(channel)).hasMessageContaining("no line");
    centre = MessageCentre.start(port);
    OutgoingOrder order = warning(2, "13900000002");
    awaitLast(channel, order);
  }

  private void sendUntilNoLine(SmppChannel channel) throws Exception {
    for (int number = 100; number < 130; number++) {
      await(channel.send(warning(number, "13900000" + number)));
    }
  }

  @Test
  void whatIsNotDeliveredOrNotTakenIsRefusedWithTheReason() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    centre.tell("{\"receipt\":\"UNDELIV\"}");
    assertThat(awaitLast(channel, warning(1, VICTIM)))
        .isInstanceOfSatisfying(
            Receipt.Refused.class, it -> assertThat(it.remark()).contains("not delivered"));
    centre.tell("{\"refuse\":11}");
    assertThat(refusal(channel, warning(2, "13900000002")).reason())
        .isEqualTo(ReasonCode.NO_SUCH_NUMBER);
  }

  @Test
  void aReceiptFindsItsOrderDaysLaterAndAfterARestart() throws Exception {
    centre.tell("{\"receipt\":\"\", \"hex\":true}");
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder order = warning(1, VICTIM);
    assertThat(said(channel, order)).isInstanceOf(Answer.Working.class);
    await(channel.close());
    opened.clear();

    journalAway = true;
    SmppChannel again = channel(CHINESE, Limits.usual());
    centre.awaitAtLeast("bind", 2);
    // taken in hexadecimal, told in decimal; said again until it is journalled
    for (JsonNode part : centre.submitted()) {
      centre.tell(
          "{\"say\":{\"id\":\"%s\",\"stat\":\"DELIVRD\"}}".formatted(part.get("id").asString()));
    }
    centre.awaitAtLeast("acknowledged", 3);
    assertThat(journalled).isEmpty();
    journalAway = false;
    await(() -> !journalled.isEmpty());
    assertThat(journalled.getFirst().receipt()).isInstanceOf(Receipt.Done.class);
    assertThat(receipt(await(again.ask(order)))).isInstanceOf(Receipt.Done.class);
  }

  @Test
  void aCentreThatLostItsCountSpeaksOfTheNewMessageOfThatName() throws Exception {
    centre.tell("{\"receipt\":\"\"}");
    centre.tell("{\"number\":1000}");
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder before = warning(1, VICTIM);
    assertThat(said(channel, before)).isInstanceOf(Answer.Working.class);

    // started again, it counts from the beginning, and is faster with a receipt than with its
    // answer
    restartCounting();
    centre.tell("{\"early\":true}");
    assertThat(awaitLast(channel, warning(2, "13900000002"))).isInstanceOf(Receipt.Done.class);
    assertThat(await(channel.ask(before))).isInstanceOf(Answer.Working.class);

    restartCounting();
    centre.tell("{\"early\":true}");
    now = AT.plus(Duration.ofHours(1));
    assertThat(awaitLast(channel, warning(3, VICTIM))).isInstanceOf(Receipt.Done.class);
    assertThat(await(channel.ask(before))).isInstanceOf(Answer.Working.class);
    assertThat(journalled).extracting(Feedback::orderId).doesNotContain(before.order().id());

    // what is said of the first after all is not lost, even after a restart of ours
    await(channel.close());
    opened.clear();
    SmppChannel again = channel(CHINESE, Limits.usual());
    centre.awaitAtLeast("bind", 2);
    for (String id : List.of("1001", "1002")) {
      centre.tell(
          "{\"say\":{\"id\":\"%s\",\"stat\":\"DELIVRD\",\"to\":\"86%s\"}}".formatted(id, VICTIM));
    }
    await(() -> await(again.ask(before)) instanceof Answer.Final);
  }

  private void restartCounting() throws Exception {
    int port = centre.port();
    centre.close();
    centre = MessageCentre.start(port);
    centre.tell("{\"number\":1000}");
  }

  @Test
  void theBookHoldsNoNumberAndOutlivesATornLine() throws Exception {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    OutgoingOrder order = warning(1, VICTIM);
    awaitLast(channel, order);
    await(channel.close());
    opened.clear();
    Path book = folder.resolve("CMCC.warnings");
    assertThat(Files.readString(book)).doesNotContain("3900000001");
    Files.writeString(book, Files.readString(book) + "T 0000");
    assertThat(receipt(await(channel(CHINESE, Limits.usual()).ask(order))))
        .isInstanceOf(Receipt.Done.class);
  }

  @Test
  void onlyMobileNumbersHereAreWarned() {
    SmppChannel channel = channel(CHINESE, Limits.usual());
    for (String number : List.of("0571-28290000", "+1 650 253 0000", "400 810 8888", "95588")) {
      assertThat(channel.cannot(order(1, OrderKind.WARNING_MESSAGE, phone(number)).order()))
          .as(number)
          .isPresent();
    }
    assertThat(channel.cannot(order(1, OrderKind.SUSPEND_NUMBER, phone(VICTIM)).order()))
        .isPresent();
    assertThat(channel.cannot(order(1, OrderKind.BLOCK_LINK, link("http://a.top")).order()))
        .isPresent();
  }

  private static OutgoingOrder warning(long number, String to) {
    return order(number, OrderKind.WARNING_MESSAGE, phone(to));
  }

  /// What is said to the order as soon as there is a line.
  private static Answer said(SmppChannel channel, OutgoingOrder order) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        return await(channel.send(order));
      } catch (ExecutionException noLine) {
        if (System.nanoTime() > until) {
          throw noLine;
        }
        Thread.sleep(20);
      }
    }
  }

  private static Receipt awaitLast(SmppChannel channel, OutgoingOrder order) throws Exception {
    if (said(channel, order) instanceof Answer.Final(Receipt receipt)) {
      return receipt;
    }
    await(() -> await(channel.ask(order)) instanceof Answer.Final);
    return receipt(await(channel.ask(order)));
  }

  private static Receipt.Refused refusal(SmppChannel channel, OutgoingOrder order)
      throws Exception {
    return (Receipt.Refused) awaitLast(channel, order);
  }

  private static String text(List<JsonNode> parts) {
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.get("text").asString()));
    return text.toString();
  }

  private SmppChannel channel(Words words, Limits limits) {
    var reach =
        new SmppReach(
            "127.0.0.1",
            centre.port(),
            MessageCentre.SYSTEM_ID,
            MessageCentre.PASSWORD,
            "",
            "96110",
            words,
            limits,
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(3));
    var channel =
        new SmppChannel(
            vertx, "CMCC", reach, folder, "a secret".getBytes(StandardCharsets.UTF_8), () -> now);
    opened.add(channel);
    channel.onFeedback(
        feedback -> {
          if (journalAway) {
            return Future.failedFuture("the journal is away");
          }
          (feedback.receipt() instanceof Receipt.Taken ? goingOut : journalled).add(feedback);
          return Future.succeededFuture();
        });
    return channel;
  }

  private static Receipt receipt(Answer answer) {
    return ((Answer.Final) answer).receipt();
  }

  private static void await(Callable<Boolean> reached) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
      Thread.sleep(20);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
