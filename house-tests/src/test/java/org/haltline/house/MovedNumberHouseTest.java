package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.telecom.sandbox.SandboxCarrier;
import org.haltline.telecom.sandbox.Subscription;
import org.haltline.telecom.sandbox.Subscriptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Numbers that have moved to another carrier: the order goes on to the one that is named, once.
@Timeout(120)
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
