package org.haltline.telecom.rpz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.telecom.CarrierOrders.AT;
import static org.haltline.telecom.CarrierOrders.block;
import static org.haltline.telecom.CarrierOrders.lift;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Receipt;
import org.haltline.outside.Bind9;
import org.haltline.outside.GarblingProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// DNS answers that are cut, flipped and made up: whatever comes, an order is done only when the
/// zone says so, and no answer at all is nothing worse than silence.
@Timeout(300)
class BrokenDnsTest {
  private static final long SEED = 20_261_120;
  private static final int ROUNDS = 60;

  @TempDir Path folder;

  @Test
  void noBrokenAnswerIsEverBelieved() throws Exception {
    var dice = new SplittableRandom(SEED);
    Vertx vertx = Vertx.vertx();
    try (Bind9 bind = Bind9.start(folder);
        GarblingProxy proxy = new GarblingProxy(bind.port())) {
      RpzChannel garbled = channel(vertx, proxy.port(), Duration.ofMillis(400));
      RpzChannel clear = channel(vertx, bind.port(), Duration.ofSeconds(20));
      int unheard = 0;
      for (int round = 0; round < ROUNDS; round++) {
        int number = 1 + round;
        var order = block(number, "http://fuzz-%d.top".formatted(round));
        proxy.garble(garbling(dice.split()));
        Answer heard = await(garbled.send(order).otherwise((Answer) null));
        proxy.garble(bytes -> bytes);
        Answer truth = await(clear.ask(order));
        if (heard == null) {
          unheard++;
        } else {
          assertThat(heard)
              .as("seed %d round %d", SEED, round)
              .isInstanceOfSatisfying(
                  Answer.Final.class,
                  it -> assertThat(it.receipt()).isInstanceOf(Receipt.Done.class));
          assertThat(truth).as("seed %d round %d", SEED, round).isEqualTo(heard);
        }
        // whatever came of it: sent again it is done once, and lifted it is gone
        assertThat(await(clear.send(order))).isInstanceOf(Answer.Final.class);
        await(clear.send(lift(1_000 + number, "http://fuzz-%d.top".formatted(round), number)));
        assertThat(bind.awaitAnswer("fuzz-%d.top".formatted(round), Bind9.ADDRESS))
            .isEqualTo(Bind9.ADDRESS);
      }
      assertThat(proxy.garbled()).isGreaterThan(ROUNDS / 2);
      assertThat(unheard).as("answers that were not believed").isGreaterThan(ROUNDS / 2);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
  }

  /// Leaves the first answers alone, so that every step of an update meets a broken one.
  private static UnaryOperator<byte[]> garbling(SplittableRandom dice) {
    int[] whole = {dice.nextInt(4)};
    int kind = dice.nextInt(4);
    return bytes -> {
      if (whole[0]-- > 0) {
        return bytes;
      }
      switch (kind) {
        case 0 -> bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
        case 1 -> {
          return Arrays.copyOf(bytes, dice.nextInt(bytes.length));
        }
        case 2 -> dice.nextBytes(bytes);
        default -> {
          // a plausible header over nonsense
          for (int at = Math.min(14, bytes.length); at < bytes.length; at++) {
            bytes[at] = (byte) dice.nextInt(256);
          }
        }
      }
      return bytes;
    };
  }

  private static RpzChannel channel(Vertx vertx, int port, Duration timeout) {
    return new RpzChannel(
        vertx,
        "CTCC",
        new RpzReach(
            new RpzReach.Server("127.0.0.1", port),
            Bind9.ZONE,
            new RpzReach.Key(Bind9.KEY, "hmac-sha256", Bind9.SECRET),
            List.of(),
            timeout,
            RpzReach.SWEEP_EVERY),
        ProtectedList::none,
        () -> AT);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
