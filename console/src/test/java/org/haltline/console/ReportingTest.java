package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A report through HTTP onto the disk and back.
class ReportingTest extends OneDesk {
  @Test
  void aFullReportOpensACaseAndItsOrdersLeave() {
    Came came = desk.file(Calls.full());
    assertThat(came.status()).as(came.text()).isEqualTo(201);
    JsonNode outcome = came.json();
    String caseId = outcome.path("caseId").asString();
    assertThat(caseId).matches("QY-261120-[0-9]{4}");
    assertThat(came.header("Location")).isEqualTo("/api/cases/" + caseId);
    assertThat(outcome.path("version").asLong()).isEqualTo(6);
    assertThat(outcome.path("orders").size()).isEqualTo(5);
    assertThat(outcome.path("warnings").size()).isZero();
    JsonNode stop = outcome.path("orders").get(0);
    assertThat(stop.path("kind").asString()).isEqualTo("STOP_PAYMENT");
    assertThat(stop.path("state").asString()).isEqualTo("ISSUED");
    assertThat(stop.path("institution").asString()).isEqualTo("ICBC");
    assertThat(stop.path("amount").asString()).isEqualTo("49800.00");
    assertThat(stop.path("target").path("display").asString()).contains("6222 0200 0000 0000 018");
    assertThat(stop.path("number").asString()).matches("[0-9]{32}");

    JsonNode read = desk.get(Desk.OPERATOR, "/api/cases/" + caseId).json();
    assertThat(read.path("orders").size()).isEqualTo(5);
    assertThat(read.path("report").path("caller").path("name").asString()).isEqualTo("林晓梅");
    assertThat(read.path("payments").get(0).path("goldenUntil").asString())
        .isEqualTo("2026-11-20T02:03:11Z");
    assertThat(read.path("sums").get(0).path("reported").asString()).isEqualTo("61800.50");
    assertThat(read.path("sums").get(0).path("held").asString()).isEqualTo("0.00");

    JsonNode history = desk.get(Desk.AUDITOR, "/api/cases/" + caseId + "/history").json();
    assertThat(history.path("facts").size()).isEqualTo(6);
    assertThat(history.at("/facts/0/actor").asString()).isEqualTo("op-1");
    assertThat(history.at("/facts/0/actorName").asString()).isEqualTo("Lin");
    assertThat(history.at("/facts/0/event/report/payments/0/amount").toString())
        .isEqualTo("{\"amount\":\"49800.00\",\"currency\":\"CNY\"}");
    assertThat(history.path("facts").get(1).path("previousHash").asString())
        .isEqualTo(history.path("facts").get(0).path("hash").asString())
        .matches("[0-9a-f]{64}");
    assertThat(history.path("facts").get(1).path("institution").asString()).isEqualTo("ICBC");
    assertThat(history.path("facts").get(5).path("position").asString())
        .isEqualTo(desk.end().toString());
    assertThat(history.path("next").isNull()).isTrue();
  }

  @Test
  void theSameReportUnderTheSameKeyOpensOneCase() {
    Came first = desk.post(Desk.OPERATOR, "/api/reports", Calls.full(), "key-1");
    Position end = desk.end();
    Came again =
        desk.post(
            Desk.OPERATOR,
            "/api/reports",
            JsonMapper.shared().readTree(Calls.full()).toPrettyString(),
            "key-1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(desk.end()).isEqualTo(end);
  }
}
