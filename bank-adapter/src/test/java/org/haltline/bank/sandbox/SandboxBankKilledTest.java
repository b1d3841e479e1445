package org.haltline.bank.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.bank.BankChannels;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.order.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bank that runs alone, killed under load: what it said before, it still says afterwards.
class SandboxBankKilledTest {
  private static final int ORDERS_MAX = 20_000;
  private static final int IN_FLIGHT_MAX = 16;
  private static final int ANSWERS_BEFORE_THE_KILL = 100;

  private final Vertx vertx = Vertx.vertx();
  private final Desk desk = new Desk();
  private final Map<Order, Future<Answer>> sendings = new HashMap<>();
  private Process process;
  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Path address = folder.resolve("address");
    Files.deleteIfExists(address);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoneBank.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("bank.log").toFile())
            .start();
    long giveUpAt = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(address)) {
      if (!process.isAlive() || System.nanoTime() > giveUpAt) {
        throw new AssertionError("no bank: " + Files.readString(folder.resolve("bank.log")));
      }
      Thread.sleep(20);
    }
  }

  @AfterEach
  void close() throws Exception {
    process.destroyForcibly().waitFor();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void whatItAnsweredIsKeptAndWhatItDidNotAnswerIsDoneOnceAtMost() throws Exception {
    sendUntilKilled();
    Map<Order, Answer> answered = new HashMap<>();
    sendings.forEach(
        (order, sending) -> {
          if (sending.succeeded()) {
            answered.put(order, sending.result());
          }
        });
    assertThat(answered).hasSizeBetween(ANSWERS_BEFORE_THE_KILL, sendings.size() - 1);

    start();
    Channel again = channel();
    for (Order order : sendings.keySet()) {
      Answer told = await(again.ask(Desk.outgoing(order)));
      Answer before = answered.get(order);
      if (before != null) {
        assertThat(told).isEqualTo(before);
      } else if (told instanceof Answer.NeverSeen) {
        assertThat(await(again.send(Desk.outgoing(order)))).isInstanceOf(Answer.Final.class);
      } else {
        assertThat(await(again.send(Desk.outgoing(order)))).isEqualTo(told);
      }
    }
  }

  /// Sends one stop after another, each on an account of its own, and kills the bank in the middle.
  private void sendUntilKilled() throws Exception {
    Channel channel = channel();
    var room = new Semaphore(IN_FLIGHT_MAX);
    var answers = new AtomicInteger();
    for (int i = 0; i < ORDERS_MAX && process.isAlive(); i++) {
      Order stop = desk.stop(Desk.account("12020212%011d".formatted(i), null), 4_980_000);
      assertThat(room.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      sendings.put(
          stop,
          channel
              .send(Desk.outgoing(stop))
              .onSuccess(
                  answer -> {
                    if (answers.incrementAndGet() == ANSWERS_BEFORE_THE_KILL) {
                      process.destroyForcibly();
                    }
                  })
              .onComplete(any -> room.release()));
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(room.tryAcquire(IN_FLIGHT_MAX, 60, TimeUnit.SECONDS)).isTrue();
  }

  private Channel channel() throws IOException {
    URI base = URI.create(Files.readString(folder.resolve("address")));
    var http = new ChannelSettings.Http(base, null, IN_FLIGHT_MAX, Duration.ofSeconds(30));
    return BankChannels.of(vertx, "ICBC", List.of(http), null, null, null, InstantSource.system())
        .getFirst();
  }

  private static Answer await(Future<Answer> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }
}
