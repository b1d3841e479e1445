package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The figures that whoever runs the system looks at, as Prometheus reads them.
class MetricsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void reportsAndOrdersAreCountedByWhatBecameOfThem() {
    desk.filed(Calls.to(Calls.TREASURY, "5"));
    CaseId held = desk.filed(Calls.to(Calls.freshCard("ICBC"), "5"));
    desk.held(Desk.ICBC_LIAISON, held, desk.order(held, "STOP_PAYMENT"), "5");
    for (String answer :
        List.of(
            "{\"outcome\":\"REFUSED\",\"reason\":\"NAME_MISMATCH\"}",
            "{\"outcome\":\"NEEDS_PERSON\",\"remark\":\"the branch must look\"}")) {
      CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "5"));
      desk.answer(Desk.ICBC_LIAISON, caseId, desk.order(caseId, "STOP_PAYMENT"), answer);
    }

    assertThat(facts("ReportFiled")).isEqualTo(4);
    assertThat(facts("OrderIssued")).isEqualTo(3);
    assertThat(facts("OrderNotIssued")).isEqualTo(1);
    assertThat(facts("OrderDone")).isEqualTo(1);
    assertThat(facts("OrderRefused")).isEqualTo(1);
    assertThat(facts("OrderPutOnDesk")).isEqualTo(1);
  }

  @Test
  void requestsAndWritesAreTimed() {
    String key = "the-same";
    desk.post(Desk.OPERATOR, "/api/reports", Calls.plain(), key);
    desk.post(Desk.OPERATOR, "/api/reports", Calls.plain(), key);
    Came refused = desk.file("{}");
    assertThat(refused.status()).isEqualTo(400);

    assertThat(
            desk.metric(
                "haltline_http_requests_seconds_count{operation=\"fileReport\",status=\"201\"}"))
        .isEqualTo(2);
    assertThat(
            desk.metric(
                "haltline_http_requests_seconds_count{operation=\"fileReport\",status=\"400\"}"))
        .isEqualTo(1);
    assertThat(appends("appended")).isEqualTo(1);
    assertThat(appends("already-done")).isEqualTo(1);
    assertThat(
            desk.metric("haltline_journal_append_seconds_bucket{outcome=\"appended\",le=\"+Inf\"}"))
        .isEqualTo(1);
    assertThat(desk.metric("haltline_journal_append_seconds_sum{outcome=\"appended\"}"))
        .isPositive();
  }

  @Test
  void aWriteThatFailsIsCountedAsThat() {
    desk.filed(Calls.plain());
    desk.redisSetting("maxmemory", "1mb");
    assertThat(desk.file(Calls.plain()).status()).isEqualTo(503);
    assertThat(appends("unavailable")).isEqualTo(1);
    assertThat(facts("ReportFiled")).isEqualTo(1);
  }

  @Test
  void openFeedsAndWaitingCommandsAreToBeSeen() {
    assertThat(desk.get(Desk.MONITOR, "/metrics").text())
        .contains("\nhaltline_commands_waiting ", "\nhaltline_feed_followers 0.0");
    try (var one = EventStream.open(desk, Desk.OPERATOR, null);
        var other = EventStream.open(desk, Desk.ICBC_LIAISON, null)) {
      assertThat(List.of(one.lastId(), other.lastId())).doesNotContain("");
      assertThat(desk.followers()).isEqualTo(2);
    }
    Desk.await("both gone", () -> desk.followers() == 0);
  }

  @Test
  void figuresAreForThoseWhoWatchAndTheProbesForEverybody() {
    assertThat(desk.get("", "/metrics").code()).isEqualTo("no-token");
    assertThat(desk.get("nobody's-token-0000000001", "/metrics").code()).isEqualTo("token-unknown");
    Came operator = desk.get(Desk.OPERATOR, "/metrics");
    assertThat(operator.status()).isEqualTo(403);
    assertThat(operator.text()).doesNotContain("haltline_");
    for (String token : List.of(Desk.MONITOR, Desk.AUDITOR, Desk.ADMIN)) {
      assertThat(desk.get(token, "/metrics").status()).isEqualTo(200);
    }
    assertThat(desk.get(Desk.MONITOR, "/metrics?verbose=1").code()).isEqualTo("bad-parameter");
    assertThat(desk.get(Desk.MONITOR, "/api/institutions").code()).isEqualTo("not-allowed");
    assertThat(desk.get("", "/health").status()).isEqualTo(200);
    assertThat(desk.get("", "/ready").status()).isEqualTo(200);
  }

  private double facts(String type) {
    return desk.metric("haltline_facts_total{type=\"" + type + "\"}");
  }

  private double appends(String outcome) {
    return desk.metric("haltline_journal_append_seconds_count{outcome=\"" + outcome + "\"}");
  }

  /// The end is what a watcher most wants to see.
  @Test
  void aHouseThatClosesIsWatchedToItsEnd(@TempDir Path elsewhere) {
    try (var closing = new Desk(elsewhere)) {
      closing.filed(Calls.plain());

      closing.server.takeNothingNew();

      Came figures = closing.get(Desk.MONITOR, "/metrics");
      assertThat(figures.status()).as(figures.text()).isEqualTo(200);
      assertThat(figures.text()).contains("haltline_journal_append_seconds_count");
      assertThat(closing.get("", "/metrics").code()).isEqualTo("no-token");
      assertThat(closing.get("", "/health").status()).isEqualTo(200);
      Came ready = closing.get("", "/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.text()).contains("not-ready", "closing");
      assertThat(closing.get(Desk.OPERATOR, "/api/institutions").code()).isEqualTo("closing");
    }
  }
}
