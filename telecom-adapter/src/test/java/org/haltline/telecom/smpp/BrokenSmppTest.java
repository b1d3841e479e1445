package org.haltline.telecom.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.telecom.CarrierOrders.AT;
import static org.haltline.telecom.CarrierOrders.order;
import static org.haltline.telecom.CarrierOrders.phone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.Receipt;
import org.haltline.outside.GarblingProxy;
import org.haltline.outside.MessageCentre;
import org.haltline.telecom.smpp.SmppLine.Pauses;
import org.haltline.telecom.smpp.SmppReach.Language;
import org.haltline.telecom.smpp.SmppReach.Limits;
import org.haltline.telecom.smpp.SmppReach.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// PDUs that are cut, flipped and made up: the line comes back, no message goes out twice, and
/// nothing is delivered that was not sent.
@Timeout(300)
class BrokenSmppTest {
  private static final long SEED = 20_261_121;
  private static final int ROUNDS = 25;
  private static final Words FLASH = new Words(Language.ZH, true, "反诈中心", "Centre", "96110");

  @TempDir Path folder;

  @Test
  void noBrokenPduSendsAnythingTwice() throws Exception {
    var dice = new SplittableRandom(SEED);
    Vertx vertx = Vertx.vertx();
    try (MessageCentre centre = MessageCentre.start(0);
        GarblingProxy proxy = new GarblingProxy(centre.port())) {
      var channel =
          new SmppChannel(
              vertx,
              "CMCC",
              reach(proxy.port()),
              folder,
              "a secret".getBytes(StandardCharsets.UTF_8),
              () -> AT,
              new Pauses(Duration.ofMillis(20), Duration.ofMillis(100)));
      channel.onFeedback(feedback -> Future.succeededFuture());
      int unclear = 0;
      for (int round = 0; round < ROUNDS; round++) {
        OutgoingOrder order = warning(round);
        int before = proxy.garbled();
        proxy.garble(garbling(dice.split()));
        Answer heard = null;
        while (heard == null && proxy.garbled() == before) {
          heard = await(channel.send(order).otherwise((Answer) null));
          Thread.sleep(5);
        }
        proxy.garble(bytes -> bytes);
        unclear += heard == null || isForAPerson(heard) ? 1 : 0;
        assertAtMostOneEach(centre);
      }
      // a clear line again: what never left leaves now, what may have left does not
      for (int round = 0; round < ROUNDS; round++) {
        Answer last = said(channel, warning(round));
        if (last instanceof Answer.Final(Receipt.Done _)) {
          assertThat(sentTo(centre)).containsKey("86139000001%02d".formatted(round));
        }
      }
      assertAtMostOneEach(centre);
      assertThat(proxy.garbled()).isGreaterThan(ROUNDS / 3);
      assertThat(unclear).as("answers that were not believed").isGreaterThan(ROUNDS / 3);
      await(channel.close());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  private static Answer said(SmppChannel channel, OutgoingOrder order) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (true) {
      Answer answer = await(channel.send(order).otherwise((Answer) null));
      if (answer != null) {
        return answer;
      }
      assertThat(System.nanoTime()).as("no line any more").isLessThan(until);
      Thread.sleep(50);
    }
  }

  private static boolean isForAPerson(Answer heard) {
    return heard instanceof Answer.Final(Receipt.NeedsPerson _);
  }

  private static void assertAtMostOneEach(MessageCentre centre) {
    assertThat(sentTo(centre)).allSatisfy((to, times) -> assertThat(times).as(to).isEqualTo(1));
  }

  private static Map<String, Integer> sentTo(MessageCentre centre) {
    var times = new HashMap<String, Integer>();
    centre.submitted().forEach(each -> times.merge(each.get("to").asString(), 1, Integer::sum));
    return times;
  }

  private static OutgoingOrder warning(int round) {
    return order(1 + round, OrderKind.WARNING_MESSAGE, phone("139000001%02d".formatted(round)));
  }

  private static UnaryOperator<byte[]> garbling(SplittableRandom dice) {
    int[] whole = {dice.nextInt(2)};
    int kind = dice.nextInt(4);
    return bytes -> {
      if (whole[0]-- > 0) {
        return bytes;
      }
      switch (kind) {
        case 0 -> bytes[dice.nextInt(16)] ^= (byte) (1 << dice.nextInt(8));
        case 1 -> {
          return Arrays.copyOf(bytes, dice.nextInt(bytes.length));
        }
        case 2 -> dice.nextBytes(bytes);
        default -> Arrays.fill(bytes, Math.min(4, bytes.length), bytes.length, (byte) 0xFF);
      }
      return bytes;
    };
  }

  private static SmppReach reach(int port) {
    return new SmppReach(
        "127.0.0.1",
        port,
        MessageCentre.SYSTEM_ID,
        MessageCentre.PASSWORD,
        "",
        "96110",
        FLASH,
        Limits.usual(),
        4,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
