package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.house.HouseAtHand.OPERATOR;
import static org.haltline.house.HouseAtHand.SUPERVISOR;

import io.vertx.core.Vertx;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.haltline.core.order.Rulebook;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.NumberView.State;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// Under a rulebook that wants it so, a number is switched on again by two: the carrier hears of
/// nothing before.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class RestoreByTwoTest {
  private static final String NUMBER = "+8613900000077";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aNumberComesBackOnlyWhenASecondPersonAgrees() throws Exception {
    var carrier =
        new SandboxTmfCarrier(
            new SeededSubscriptions("CMCC", 1, NumberOdds.allOurs()),
            new SandboxTmfCarrier.Options(0, 1, true, null),
            InstantSource.system());
    vertx
        .deployVerticle(carrier)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    try (HouseAtHand house = house(carrier)) {
      String caseId = house.report("{\"phone\":\"13900000077\"}");
      String orders = "/api/cases/" + caseId + "/orders/";
      String cut = house.awaitOrder(caseId, 0, "DONE").get("number").asString();
      long effects = carrier.effects();
      assertThat(carrier.number(NUMBER).state()).isEqualTo(State.SUSPENDED);

      String wish = "{\"reason\":\"his own number\"}";
      house.post(OPERATOR, orders + cut + "/release", wish);
      JsonNode first = waiting(house, caseId, 1);
      var twice = house.tryPost(SUPERVISOR, orders + cut + "/release", wish);
      assertThat(twice.statusCode()).isEqualTo(409);
      assertThat(twice.body()).contains("already-requested");
      String sendBack = orders + first.get("number").asString() + "/decline";
      house.post(SUPERVISOR, sendBack, "{\"reason\":\"he is the caller\"}");
      assertThat(house.order(caseId, 1).get("state").asString()).isEqualTo("DECLINED");
      assertThat(house.order(caseId, 0).get("hold").get("stands").asBoolean()).isTrue();

      house.post(OPERATOR, orders + cut + "/release", wish);
      String asked = waiting(house, caseId, 2).get("number").asString();
      assertThat(house.tryPost(OPERATOR, orders + asked + "/approval", "").statusCode())
          .isEqualTo(403);
      assertThat(carrier.number(NUMBER).state()).isEqualTo(State.SUSPENDED);
      assertThat(carrier.effects()).as("nothing was sent before").isEqualTo(effects);

      house.post(SUPERVISOR, orders + asked + "/approval", "");
      JsonNode back = house.awaitOrder(caseId, 2, "DONE");
      assertThat(back.get("kind").asString()).isEqualTo("RESTORE_NUMBER");
      assertThat(back.get("authority").asString()).contains("苏晴").contains("白立");
      assertThat(carrier.number(NUMBER).state()).isEqualTo(State.ACTIVE);
      assertThat(house.order(caseId, 0).get("hold").get("end").asString()).isEqualTo("RELEASED");
    }
  }

  /// As the supervisor's desk shows it.
  private static JsonNode waiting(HouseAtHand house, String caseId, int place) throws Exception {
    JsonNode order = house.awaitOrder(caseId, place, "REQUESTED");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    List<JsonNode> seen;
    do {
      assertThat(System.nanoTime()).as("never shown").isLessThan(until);
      Thread.sleep(20);
      seen = house.get(SUPERVISOR, "/api/approvals").get("approvals").valueStream().toList();
    } while (seen.isEmpty());
    JsonNode shown = seen.getFirst();
    assertThat(shown.get("order").get("number")).isEqualTo(order.get("number"));
    assertThat(shown.get("may").asBoolean()).isTrue();
    assertThat(shown.get("second").get("level").asString()).isEqualTo("COUNTY");
    JsonNode own =
        house.get(OPERATOR, "/api/cases/" + caseId).get("orders").get(place).get("requestedBy");
    assertThat(own.asString()).isEqualTo("op");
    return order;
  }

  private HouseAtHand house(SandboxTmfCarrier carrier) throws Exception {
    Path secret =
        Files.writeString(folder.resolve("oauth"), SandboxTmfCarrier.CLIENT_SECRET + "\n");
    return HouseAtHand.start(
        folder,
        0,
        """
        - id: CMCC
          channels:
            - type: TMF
              tmf: {ordering-url: "%1$s/ordering", status-url: "%1$s/status", token-url: "%1$s/token",
                    client-id: %2$s, client-secret-file: "%3$s"}
        """
            .formatted(carrier.base(), SandboxTmfCarrier.CLIENT_ID, secret),
        Map.of("haltline.law.rulebook", careful().toString()));
  }

  private Path careful() throws Exception {
    try (InputStream shipped =
        Objects.requireNonNull(
            Rulebook.class.getResourceAsStream("/org/haltline/core/rulebook-cn.yaml"))) {
      String china = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
          folder.resolve("careful.yaml"),
          china.replace(
              "RESTORE_NUMBER: {",
              "RESTORE_NUMBER: {approval: {role: SUPERVISOR, level: COUNTY, majorLevel: CITY}, "));
    }
  }
}
