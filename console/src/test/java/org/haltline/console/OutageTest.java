package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The journal full, away, or gone in the middle: the client is told so, nothing is half done, and
/// the same form sent again under the same key is taken once.
class OutageTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    // A Redis that died stays away until the test brings it back.
    desk = new Desk(folder, it -> it.withRestartsMax(0), UnaryOperator.identity());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aFullJournalTakesNoReportAndSaysSo() {
    CaseId before = desk.filed(Calls.plain());
    Position end = desk.end();
    desk.redisSetting("maxmemory", "1mb");
    String key = UUID.randomUUID().toString();

    assertReady(503, "full");
    unavailable(() -> report(key), "journal-full");
    assertThat(desk.end()).isEqualTo(end);
    assertThat(desk.get(Desk.OPERATOR, "/api/cases/" + before).status()).isEqualTo(200);
    assertThat(desk.get("", "/health").status()).isEqualTo(200);

    desk.redisSetting("maxmemory", "0");
    takenOnce(end, key);
    assertReady(200, "");
  }

  @Test
  void withoutItsRedisTheHouseIsNotReadyAndComesBackByItself() {
    CaseId before = desk.filed(Calls.plain());
    Position end = desk.end();
    String key = UUID.randomUUID().toString();
    try (var follower = EventStream.open(desk, Desk.OPERATOR, null)) {
      desk.redisGoes();

      assertReady(503, "try again");
      unavailable(() -> report(key), "journal-unavailable");
      unavailable(() -> desk.get(Desk.OPERATOR, "/api/cases/" + before), "journal-unavailable");
      unavailable(
          () -> desk.get(Desk.OPERATOR, "/api/institutions/ICBC/orders?state=open"),
          "journal-unavailable");
      assertThat(desk.get("", "/health").status()).isEqualTo(200);
      assertThat(follower.stillHere().id()).isEqualTo(end.toString());

      desk.redisComes();
      assertReady(200, "");
      assertThat(desk.end()).isEqualTo(end);
      CaseId caseId = takenOnce(end, key);
      assertThat(follower.factsTo(desk.end()).getFirst().json().path("caseId").asString())
          .isEqualTo(caseId.value());
    }
  }

  /// The write is on its way and nothing comes back: nobody knows, so nobody says that it was done,
  /// or that it was not.
  @Test
  void aReportThatNoAnswerCameToIsTakenOnceWhenSentAgain() throws IOException {
    desk.filed(Calls.plain());
    Position end = desk.end();
    String key = UUID.randomUUID().toString();
    desk.redisStops();
    CompletableFuture<Came> sent = CompletableFuture.supplyAsync(() -> report(key));

    Came came = sent.join();
    assertThat(came.status()).as(came.text()).isEqualTo(503);
    assertThat(came.code()).isEqualTo("outcome-unknown");
    assertThat(came.header("Retry-After")).isNotEmpty();

    desk.redisGoesOn();
    assertReady(200, "");
    takenOnce(end, key);
  }

  @Test
  void killedInTheMiddleOfManyReportsEachIsTakenOnceAndWhole() {
    Position from = desk.end();
    var sending = new ArrayList<CompletableFuture<Came>>();
    for (int i = 0; i < 60; i++) {
      String key = UUID.randomUUID().toString();
      sending.add(CompletableFuture.supplyAsync(() -> sentUntilTaken(key)));
      if (i == 20) {
        sending.getFirst().join();
        desk.redisGoes();
        desk.redisComes();
      }
    }
    List<String> cases =
        sending.stream()
            .map(CompletableFuture::join)
            .map(came -> came.json().path("caseId").asString())
            .toList();

    assertThat(cases).doesNotHaveDuplicates();
    assertThat(opened(from)).containsExactlyInAnyOrderElementsOf(cases);
    for (String caseId : cases) {
      JsonNode history =
          desk.get(Desk.SUPERVISOR, "/api/cases/" + caseId + "/history").json().path("facts");
      assertThat(history.valueStream().map(it -> it.path("type").asString()))
          .containsExactly("ReportFiled", "OrderIssued", "OrderIssued");
    }
  }

  private Came report(String key) {
    return desk.post(
        Desk.OPERATOR,
        "/api/reports",
        Calls.report(Calls.payment("工行", Calls.ICBC_CARD, "100"), ""),
        key);
  }

  /// What a browser does with a form that it keeps.
  private Came sentUntilTaken(String key) {
    String json =
        Calls.report(
            Calls.payment("工行", Calls.freshCard("ICBC"), "100"), "{\"phone\":\"13800002222\"}");
    while (true) {
      Came came = desk.post(Desk.OPERATOR, "/api/reports", json, key);
      if (came.status() == 201) {
        return came;
      }
      assertThat(came.status()).as(came.text()).isEqualTo(503);
      assertThat(came.code()).isIn("outcome-unknown", "journal-unavailable");
    }
  }

  /// Refused for now, in both languages, with a time to come back.
  private void unavailable(Supplier<Came> doing, String code) {
    for (String language : List.of("en", "zh")) {
      desk.speaks(language);
      Came came = doing.get();
      assertThat(came.status()).as(came.text()).isEqualTo(503);
      assertThat(came.code()).isEqualTo(code);
      assertThat(came.header("Content-Language")).isEqualTo(language);
      assertThat(came.header("Retry-After")).isNotEmpty();
    }
    desk.speaks("");
  }

  private void assertReady(int status, String trouble) {
    Desk.await("/ready says " + status, () -> desk.get("", "/ready").status() == status);
    JsonNode readiness = desk.get("", "/ready").json();
    assertThat(readiness.path("status").asString())
        .isEqualTo(status == 200 ? "ready" : "not-ready");
    assertThat(readiness.path("trouble").asString()).contains(trouble);
  }

  /// Sent twice more under its key, the report has opened one case.
  private CaseId takenOnce(Position after, String key) {
    Came taken = report(key);
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    Came again = report(key);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json().path("caseId")).isEqualTo(taken.json().path("caseId"));
    String caseId = taken.json().path("caseId").asString();
    assertThat(opened(after)).containsExactly(caseId);
    return new CaseId(caseId);
  }

  /// The cases opened after a place, by the journal's own word.
  private List<String> opened(Position after) {
    return desk.factsAfter(after).stream()
        .filter(fact -> fact.type().equals("ReportFiled"))
        .map(fact -> fact.caseId().value())
        .toList();
  }
}
