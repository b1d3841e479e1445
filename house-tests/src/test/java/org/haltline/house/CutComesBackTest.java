package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// A carrier that knows no terms keeps a number switched off until somebody switches it on: the
/// house does, when the term is over, even where it was down then.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class CutComesBackTest {
  private static final String NUMBER = "+8613900000066";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final InstantSource clock = () -> Instant.now().plus(this.ahead);
  private volatile Duration ahead = Duration.ZERO;

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aNumberWhoseTermEndsWhileTheHouseIsDownIsBackOnceItIsUp() throws Exception {
    var carrier =
        new SandboxTmfCarrier(
            new SeededSubscriptions("CMCC", 1, NumberOdds.allOurs()),
            new SandboxTmfCarrier.Options(0, 1, false, null),
            clock);
    vertx
        .deployVerticle(carrier)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    String caseId;
    String suspension;
    Instant ends;
    try (HouseAtHand house = house(carrier)) {
      caseId = house.report("{\"phone\":\"13900000066\"}");
      JsonNode done = house.awaitOrder(caseId, 0, "DONE");
      suspension = done.get("number").asString();
      ends = Instant.parse(done.get("hold").get("endsAt").asString());
      assertThat(carrier.isSwitchedOff(NUMBER)).isTrue();
      turnTo(ends.minus(Duration.ofDays(2)));
      house.awaitFact(caseId, "HoldEndingSoon");
    }
    turnTo(ends.plus(MINUTE));
    assertThat(carrier.isSwitchedOff(NUMBER)).as("nobody told the carrier yet").isTrue();
    try (HouseAtHand house = house(carrier)) {
      JsonNode back = house.awaitOrder(caseId, 1, "DONE");
      assertThat(back.get("kind").asString()).isEqualTo("RESTORE_NUMBER");
      assertThat(back.get("original").asString()).isEqualTo(suspension);
      assertThat(back.get("reason").asString()).isEqualTo("期限届满");
      assertThat(carrier.isSwitchedOff(NUMBER)).isFalse();
      assertThat(house.order(caseId, 0).get("hold").get("end").asString()).isEqualTo("LAPSED");
    }
    try (HouseAtHand house = house(carrier)) {
      assertThat(house.readCase(caseId).get("orders")).hasSize(2);
      assertThat(facts(house, caseId)).containsOnlyOnce("HoldLapsed").endsWith("OrderDone");
    }
  }

  private static List<String> facts(HouseAtHand house, String caseId) throws Exception {
    JsonNode history = house.get("/api/cases/" + caseId + "/history?limit=200").get("facts");
    return StreamSupport.stream(history.spliterator(), false)
        .map(fact -> fact.get("type").asString())
        .toList();
  }

  private void turnTo(Instant moment) {
    ahead = Duration.between(Instant.now(), moment);
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
              tmf: {activation-url: "%1$s/activation", status-url: "%1$s/status", token-url: "%1$s/token",
                    client-id: %2$s, client-secret-file: "%3$s"}
        """
            .formatted(carrier.base(), SandboxTmfCarrier.CLIENT_ID, secret),
        "deadlines-every: PT0.1S, ",
        clock);
  }
}
