package org.haltline.telecom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.telecom.CarrierOrders;
import org.haltline.telecom.sandbox.smpp.SandboxMessageCentre;
import org.haltline.telecom.smpp.SmppChannel;
import org.haltline.telecom.smpp.SmppReach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox's message centre and every fault of it, met by the house's own channel.
@Timeout(120)
class SandboxMessageCentreTest {
  private static final SmppReach.Words WORDS =
      new SmppReach.Words(SmppReach.Language.BOTH, false, "反诈中心", "Centre", "96110");
  private static final Subscriptions NOBODY_AT_0009 =
      e164 ->
          e164.endsWith("0009")
              ? new Subscription.Closed(ReasonCode.NO_SUCH_NUMBER, "空号")
              : new Subscription.Known("周某");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final CarrierLedger ledger = new CarrierLedger(NOBODY_AT_0009);
  private final List<Feedback> heard = new CopyOnWriteArrayList<>();
  private SandboxMessageCentre centre;
  private SmppChannel channel;

  @BeforeEach
  void start() throws Exception {
    centre = new SandboxMessageCentre(ledger, 0, 1);
    var reach =
        new SmppReach(
            "127.0.0.1",
            centre.port(),
            SandboxMessageCentre.SYSTEM_ID,
            SandboxMessageCentre.PASSWORD,
            "",
            "96110",
            WORDS,
            SmppReach.Limits.usual(),
            4,
            Duration.ofMillis(500),
            Duration.ofSeconds(3));
    channel =
        new SmppChannel(
            vertx,
            "CMCC",
            reach,
            folder,
            "a secret".getBytes(StandardCharsets.UTF_8),
            () -> CarrierOrders.AT);
    channel.onFeedback(
        feedback -> {
          heard.add(feedback);
          return Future.succeededFuture();
        });
  }

  @AfterEach
  void end() throws Exception {
    await(channel.close());
    centre.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aMessageOfSeveralPartsIsOneAndDelivered() throws Exception {
    assertThat(last(1, "13900000001")).isInstanceOf(Receipt.Done.class);
    assertThat(messages("13900000001")).isEqualTo(1);
  }

  @Test
  void nobodyIsRefusedAsNobodyAndWhatIsToldToRefuseRefuses() throws Exception {
    assertThat(((Receipt.Refused) last(1, "13900000009")).reason())
        .isEqualTo(ReasonCode.NO_SUCH_NUMBER);
    centre.misbehave(Faults.NONE.refusing(1, ReasonCode.OTHER));
    assertThat(last(2, "13900000002")).isInstanceOf(Receipt.Refused.class);
    assertThat(messages("13900000002")).isZero();
  }

  @Test
  void slowLateAndTwiceAreStillOneDelivery() throws Exception {
    centre.misbehave(Faults.NONE.slow(1, 200).answeringLate(1, 400).answeringTwice(1));
    assertThat(last(1, "13900000001")).isInstanceOf(Receipt.Done.class);
    assertThat(messages("13900000001")).isEqualTo(1);
    assertThat(heard.getFirst().receipt()).isInstanceOf(Receipt.Taken.class);
    assertThat(heard.subList(1, heard.size()))
        .allSatisfy(it -> assertThat(it.receipt()).isInstanceOf(Receipt.Done.class));
  }

  @Test
  void whatIsLostWithItsLineIsForAPerson() throws Exception {
    centre.misbehave(Faults.NONE.losingReplies(1));
    assertThat(last(1, "13900000001"))
        .isInstanceOfAny(Receipt.NeedsPerson.class, Receipt.Done.class);
    assertThat(messages("13900000001")).isLessThanOrEqualTo(1);
  }

  @Test
  void aCentreThatWasDownIsBoundToAgain() throws Exception {
    assertThat(last(1, "13900000001")).isInstanceOf(Receipt.Done.class);
    centre.misbehave(Faults.NONE.away(true));
    // where the line breaks under it a message may have gone out, and a person sees to it
    if (sendOnce(2, "13900000002") instanceof Answer.Final(Receipt receipt)) {
      assertThat(receipt).isInstanceOf(Receipt.NeedsPerson.class);
    }
    assertThat(messages("13900000002")).isZero();
    centre.misbehave(Faults.NONE);
    assertThat(last(3, "13900000003")).isInstanceOf(Receipt.Done.class);
    assertThat(messages("13900000003")).isEqualTo(1);
  }

  private int messages(String number) {
    return ledger.view("+86" + number, CarrierOrders.AT).messages();
  }

  private static OutgoingOrder warning(long number, String to) {
    return CarrierOrders.order(number, OrderKind.WARNING_MESSAGE, CarrierOrders.phone(to));
  }

  /// The answer to one sending; "working" where it did not leave.
  private Answer sendOnce(long number, String to) throws Exception {
    try {
      return await(channel.send(warning(number, to)));
    } catch (ExecutionException notSent) {
      return new Answer.Working();
    }
  }

  private Receipt last(long number, String to) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    Answer answer = sendOnce(number, to);
    while (!(answer instanceof Answer.Final)) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
      Thread.sleep(20);
      answer = await(channel.ask(warning(number, to)));
      if (answer instanceof Answer.NeverSeen) {
        answer = sendOnce(number, to);
      }
    }
    return ((Answer.Final) answer).receipt();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
