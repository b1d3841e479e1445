package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.order.ReasonCode;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SandboxCarrier;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.Subscription;
import org.haltline.telecom.sandbox.Subscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// Numbers that have moved to another carrier: the order goes on to the one that is named, once.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class MovedNumberHouseTest {
  private static final String MOVED = "+8613900000066";
  private static final String NOBODYS = "+8613900000077";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void theOrderGoesOnToTheCarrierThatServesTheNumberNowAndOnceOnly() throws Exception {
    SandboxCarrier mobile = carrier("CMCC", e164 -> Subscription.Closed.moved("中国联通"));
    SandboxCarrier unicom =
        carrier(
            "CUCC",
            e164 ->
                e164.equals(NOBODYS)
                    ? Subscription.Closed.moved("中国移动")
                    : new Subscription.Known("周某"));
    try (HouseAtHand house =
        HouseAtHand.start(
            folder,
            """
            - {id: CMCC, channels: [{type: HTTP, url: "%s"}]}
            - {id: CUCC, channels: [{type: HTTP, url: "%s"}]}
            """
                .formatted(mobile.base(), unicom.base()))) {
      String followed = house.report("{\"phone\":\"13900000066\"}");
      JsonNode refused = house.awaitOrder(followed, 0, "REFUSED");
      assertThat(refused.get("institution").asString()).isEqualTo("CMCC");
      assertThat(refused.get("code").asString()).isEqualTo("NOT_OURS");
      assertThat(refused.get("remark").asString()).contains("now served by 中国联通");
      JsonNode done = house.awaitOrder(followed, 1, "DONE");
      assertThat(done.get("institution").asString()).isEqualTo("CUCC");
      assertThat(done.get("original").asString()).isEqualTo(refused.get("number").asString());
      assertThat(unicom.book().on("phone:" + MOVED)).hasSize(1);

      String circling = house.report("{\"phone\":\"13900000077\"}");
      house.awaitOrder(circling, 1, "REFUSED");
      assertThat(house.readCase(circling).get("orders")).hasSize(2);
      assertThat(mobile.book().on("phone:" + NOBODYS)).hasSize(1);
    }
  }

  /// The carriers of `haltline sandbox`, whose seed says who moved where.
  @Test
  void anOrderToTheSandboxThatShipsIsSentOnWhereItNamesTheNewCarrier() throws Exception {
    var numbers = new SeededSubscriptions("CMCC", 7, NumberOdds.usual());
    String named = movedTo(numbers, "CUCC");
    String unnamed = movedTo(numbers, null);
    SandboxTmfCarrier mobile =
        new SandboxTmfCarrier(
            numbers, new SandboxTmfCarrier.Options(0, 7, true, null), InstantSource.system());
    vertx
        .deployVerticle(mobile)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    SandboxCarrier unicom =
        carrier("CUCC", new SeededSubscriptions("CUCC", 7, NumberOdds.allOurs()));
    Path secret =
        Files.writeString(folder.resolve("oauth"), SandboxTmfCarrier.CLIENT_SECRET + "\n");
    try (HouseAtHand house =
        HouseAtHand.start(
            folder,
            """
            - id: CMCC
              channels:
                - type: TMF
                  tmf: {ordering-url: "%1$s/ordering", status-url: "%1$s/status", token-url: "%1$s/token",
                        client-id: %2$s, client-secret-file: "%3$s"}
            - {id: CUCC, channels: [{type: HTTP, url: "%4$s"}]}
            """
                .formatted(mobile.base(), SandboxTmfCarrier.CLIENT_ID, secret, unicom.base()))) {
      String followed = house.report("{\"phone\":\"" + named.substring(3) + "\"}");
      house.awaitOrder(followed, 0, "REFUSED");
      assertThat(house.awaitOrder(followed, 1, "DONE").get("institution").asString())
          .isEqualTo("CUCC");
      assertThat(unicom.book().on("phone:" + named)).hasSize(1);

      String left = house.report("{\"phone\":\"" + unnamed.substring(3) + "\"}");
      JsonNode refused = house.awaitOrder(left, 0, "REFUSED");
      assertThat(refused.get("code").asString()).isEqualTo("NOT_OURS");
      assertThat(house.readCase(left).get("orders")).hasSize(1);
    }
  }

  private static String movedTo(SeededSubscriptions numbers, @Nullable String carrier) {
    return IntStream.range(0, 10_000)
        .mapToObj("+86139%08d"::formatted)
        .filter(
            e164 ->
                numbers.of(e164) instanceof Subscription.Closed(var reason, var _, var servedBy)
                    && reason == ReasonCode.NOT_OURS
                    && Objects.equals(servedBy, carrier))
        .findFirst()
        .orElseThrow();
  }

  private SandboxCarrier carrier(String id, Subscriptions subscriptions) throws Exception {
    var carrier =
        new SandboxCarrier(
            id, subscriptions, SandboxServer.Settings.anyPort(), InstantSource.system());
    vertx
        .deployVerticle(carrier)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    return carrier;
  }
}
