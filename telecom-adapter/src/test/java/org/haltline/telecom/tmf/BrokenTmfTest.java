package org.haltline.telecom.tmf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.telecom.CarrierOrders.AT;
import static org.haltline.telecom.CarrierOrders.order;
import static org.haltline.telecom.CarrierOrders.phone;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.Receipt;
import org.haltline.outside.GarblingProxy;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.NumberView.State;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A carrier's answers that are cut, flipped, made up, or say in whole JSON what no carrier says:
/// no order is called done whose number is not so, none has a second effect, and the channel goes
/// on.
@Timeout(180)
class BrokenTmfTest {
  private static final long SEED = 20_261_123;
  private static final int ROUNDS = 80;

  /// Of the same length, so that the head of an answer still fits its body.
  private static final List<List<String>> LIES =
      List.of(
          List.of("\"completed\"", "\"c0mpleted\""),
          List.of("\"state\"", "\"stite\""),
          List.of("\"state\":\"completed\"", "\"state\":{\"a\":[1,2]}"),
          List.of("\"externalId\":\"0", "\"externalId\":\"9"),
          List.of("\"externalId\"", "\"externalIp\""),
          List.of("\"suspended\"", "\"suspanded\""),
          List.of("\"suspended\"", "[[[[[[]]]]]"),
          List.of("\"voiceSmsIn\"", "\"voiceSmsBn\""),
          List.of("\"access_token\":\"token-", "\"access_token\":[12345,"),
          List.of("HTTP/1.1 201 Created", "HTTP/1.1 500 Created"),
          List.of("HTTP/1.1 201 Created", "HTTP/1.1 404 Created"),
          List.of("HTTP/1.1 200 OK", "HTTP/1.1 999 OK"),
          List.of("HTTP/1.1 200 OK", "HTTP/1.1 501 OK"));

  private final Vertx vertx = Vertx.vertx();
  private SandboxTmfCarrier carrier;
  private GarblingProxy proxy;
  private TmfChannel channel;

  @BeforeEach
  void start() throws Exception {
    carrier =
        new SandboxTmfCarrier(
            new SeededSubscriptions("CMCC", 1, NumberOdds.allOurs()),
            SandboxTmfCarrier.Options.anyPort(),
            () -> AT);
    await(vertx.deployVerticle(carrier));
    proxy = new GarblingProxy(carrier.base().getPort());
    String base = "http://127.0.0.1:" + proxy.port();
    var reach =
        new TmfReach(
            URI.create(base + "/ordering"),
            URI.create(base + "/activation"),
            URI.create(base + "/status"),
            new TmfReach.OAuth(
                URI.create(base + "/token"),
                SandboxTmfCarrier.CLIENT_ID,
                SandboxTmfCarrier.CLIENT_SECRET,
                null),
            null,
            2,
            Duration.ofSeconds(2));
    channel = new TmfChannel(vertx, "CMCC", reach, null, name -> Optional.empty(), () -> AT);
  }

  @AfterEach
  void end() throws Exception {
    await(channel.close());
    proxy.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void noBrokenAnswerIsBelieved() throws Exception {
    var dice = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      proxy.garble(dice.nextInt(3) == 0 ? broken(dice.split()) : lying(dice));
      if (dice.nextInt(6) == 0) {
        carrier.endTokens();
      }
      checked(round, tried(channel.send(suspension(round))));
      checked(round, tried(channel.ask(suspension(round))));
    }
    assertThat(proxy.garbled()).isGreaterThan(ROUNDS / 2);
    proxy.garble(bytes -> bytes);
    for (int round = 0; round < ROUNDS; round++) {
      checked(round, last(suspension(round)));
      assertThat(carrier.number(e164(round)).orders())
          .containsExactly(suspension(round).order().id().digits());
    }
    assertThat(carrier.effects()).isEqualTo(ROUNDS);
  }

  @Test
  void oneAnswerThatNothingIsThereDoesNotTurnServiceOrdersOff() throws Exception {
    int[] once = {1};
    proxy.garble(
        bytes -> {
          String said = new String(bytes, ISO_8859_1);
          return said.startsWith("HTTP/1.1 201") && once[0]-- > 0
              ? said.replace("HTTP/1.1 201 Created", "HTTP/1.1 404 Created").getBytes(ISO_8859_1)
              : bytes;
        });
    tried(channel.send(suspension(1)));
    assertThat(last(suspension(1))).isInstanceOf(Receipt.Done.class);
    assertThat(last(suspension(2))).isInstanceOf(Receipt.Done.class);
    assertThat(carrier.book().size()).isEqualTo(2);
  }

  private void checked(int round, Receipt said) {
    if (said instanceof Receipt.Done) {
      assertThat(carrier.number(e164(round)).state()).isEqualTo(State.SUSPENDED);
    } else {
      assertThat(said).isNotInstanceOf(Receipt.Refused.class);
    }
  }

  /// The last word, or that a person must look where there is none.
  private Receipt tried(Future<Answer> answer) {
    try {
      return await(answer) instanceof Answer.Final(Receipt last)
          ? last
          : new Receipt.NeedsPerson(AT, "no last word");
    } catch (Exception unheard) {
      return new Receipt.NeedsPerson(AT, "nobody knows");
    }
  }

  private Receipt last(OutgoingOrder order) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        Answer asked = await(channel.ask(order));
        Answer answer = asked instanceof Answer.NeverSeen ? await(channel.send(order)) : asked;
        if (answer instanceof Answer.Final(Receipt last)) {
          return last;
        }
      } catch (java.util.concurrent.ExecutionException unheard) {
        assertThat(System.nanoTime()).as("the channel goes on").isLessThan(until);
      }
      assertThat(System.nanoTime()).as("no last word").isLessThan(until);
      Thread.sleep(20);
    }
  }

  private static OutgoingOrder suspension(int round) {
    return order(1 + round, OrderKind.SUSPEND_NUMBER, phone(e164(round).substring(3)));
  }

  private static String e164(int round) {
    return "+86139000001%02d".formatted(round);
  }

  private static UnaryOperator<byte[]> lying(SplittableRandom dice) {
    List<String> lie = LIES.get(dice.nextInt(LIES.size()));
    return bytes ->
        new String(bytes, ISO_8859_1).replace(lie.getFirst(), lie.getLast()).getBytes(ISO_8859_1);
  }

  private static UnaryOperator<byte[]> broken(SplittableRandom dice) {
    int[] whole = {dice.nextInt(3)};
    int kind = dice.nextInt(3);
    return bytes -> {
      if (whole[0]-- > 0) {
        return bytes;
      }
      switch (kind) {
        case 0 -> {
          return Arrays.copyOf(bytes, dice.nextInt(bytes.length));
        }
        case 1 -> dice.nextBytes(bytes);
        default -> Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) '{');
      }
      return bytes;
    };
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
