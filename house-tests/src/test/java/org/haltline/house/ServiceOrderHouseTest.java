package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.haltline.house.HouseAtHand.OPERATOR;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.haltline.core.dispatch.sandbox.Faults;
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

/// A number of a report is suspended by a service order, told of by an event, and restored by an
/// order like any other.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ServiceOrderHouseTest {
  private static final String NUMBER = "+8613900000066";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aNumberOfAReportIsSuspendedAndRestored() throws Exception {
    var carrier =
        new SandboxTmfCarrier(
            new SeededSubscriptions("CMCC", 1, NumberOdds.allOurs()),
            SandboxTmfCarrier.Options.anyPort(),
            InstantSource.system());
    vertx
        .deployVerticle(carrier)
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    carrier.misbehave(Faults.NONE.answeringLate(1, 300));
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
            """
                .formatted(carrier.base(), SandboxTmfCarrier.CLIENT_ID, secret))) {
      String caseId = house.report("{\"phone\":\"13900000066\"}");
      JsonNode suspended = house.awaitOrder(caseId, 0, "DONE");
      assertThat(suspended.get("kind").asString()).isEqualTo("SUSPEND_NUMBER");
      assertThat(suspended.get("hold").get("stands").asBoolean()).isTrue();
      assertThat(Instant.parse(suspended.get("hold").get("endsAt").asString()))
          .isCloseTo(
              Instant.parse(suspended.get("termEndsAt").asString()), within(1, ChronoUnit.MINUTES));
      assertThat(suspended.get("signature").get("form").asString()).isEqualTo("jws");
      assertThat(carrier.number(NUMBER).state()).isEqualTo(State.SUSPENDED);
      assertThat(carrier.number(NUMBER).orders())
          .containsExactly(suspended.get("number").asString());
      assertThat(carrier.told()).as("events that were acknowledged").isPositive();

      house.post(
          OPERATOR,
          "/api/cases/%s/orders/%s/release".formatted(caseId, suspended.get("number").asString()),
          "{\"reason\":\"a mistake\"}");
      JsonNode restored = house.awaitOrder(caseId, 1, "DONE");
      assertThat(restored.get("kind").asString()).isEqualTo("RESTORE_NUMBER");
      assertThat(carrier.number(NUMBER).state()).isEqualTo(State.ACTIVE);
      assertThat(carrier.effects()).isEqualTo(2);
    }
  }
}
