package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.haltline.console.ConsoleOptions.Lookups;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CaseSearchTest extends OneDesk {

  private JsonNode search(String token, String json) {
    Came came = desk.post(token, "/api/case-search", json);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    return came.json();
  }

  private static List<String> cases(JsonNode answer) {
    return answer
        .path("cases")
        .valueStream()
        .map(it -> it.path("line").path("caseId").asString())
        .toList();
  }

  private String foundCard() {
    String card = Calls.freshCard("ICBC");
    CaseId caseId = desk.filed(Calls.to(card, "30000"));
    Desk.await(
        "the case is found",
        () ->
            cases(search(Desk.OPERATOR, "{\"q\":\"" + card + "\"}"))
                .equals(List.of(caseId.value())));
    return card;
  }

  @Test
  void aCaseIsFoundWithTheReasonTheCountsAndTheMoney() {
    String card = foundCard();
    JsonNode answer = search(Desk.ANALYST, "{\"q\":\"" + card + "\"}");
    assertThat(answer.path("total").asInt()).isEqualTo(1);
    JsonNode piece = answer.path("cases").get(0).path("pieces").get(0);
    assertThat(piece.path("where").asString()).isEqualTo("PAYEE");
    assertThat(piece.path("says").asString()).isEqualTo("The account that was paid");
    JsonNode span = piece.path("spans").get(0);
    assertThat(
            piece
                .path("text")
                .asString()
                .substring(span.path("from").asInt(), span.path("to").asInt()))
        .isEqualTo(card);
    assertThat(answer.path("sums").get(0).path("reported").asString()).isEqualTo("30000.00");
    JsonNode bank = answer.path("facets").path("banks").get(0);
    assertThat(bank.path("value").asString()).isEqualTo("ICBC");
    assertThat(bank.path("cases").asInt()).isEqualTo(1);
    assertThat(bank.path("name").asString()).isNotBlank();
  }

  @Test
  void whatIsAGapToTheAuditorIsNotSearchedForThem() {
    String card = foundCard();
    JsonNode line =
        search(Desk.OPERATOR, "{\"q\":\"" + card + "\"}").path("cases").get(0).path("line");
    String caller = line.path("caller").path("name").asString();
    String both = "{\"q\":\"\\\"" + caller + "\\\" " + card + "\"}";
    assertThat(search(Desk.OPERATOR, both).path("total").asInt()).isEqualTo(1);
    JsonNode auditors = search(Desk.AUDITOR, both);
    assertThat(auditors.path("total").asInt()).isZero();
    assertThat(auditors.path("sums")).isEmpty();
    JsonNode seen = search(Desk.AUDITOR, "{\"q\":\"" + card + "\"}");
    assertThat(seen.toString()).doesNotContain(caller).contains("***");
  }

  /// The wall: whoever belongs to an institution sees its orders, and no case by its words.
  @Test
  void staffOfAnInstitutionSearchNoCases() {
    String card = foundCard();
    for (String token : List.of(Desk.ICBC_LIAISON, Desk.ABC_LIAISON, Desk.TELECOM)) {
      Came came =
          desk.refused(() -> desk.post(token, "/api/case-search", "{\"q\":\"" + card + "\"}"));
      assertThat(came.code()).isEqualTo("not-allowed");
      assertThat(came.text()).doesNotContain(card);
    }
  }

  @Test
  void aSearchIsALookupOfThoseThatAreSet(@TempDir Path folder) {
    try (var slow =
        new Desk(
            folder, UnaryOperator.identity(), options -> options.withLookups(new Lookups(1, 2)))) {
      for (int i = 0; i < 2; i++) {
        assertThat(slow.post(Desk.ANALYST, "/api/case-search", "{\"q\":\"x\"}").status())
            .isEqualTo(200);
      }
      Came third = slow.refused(() -> slow.post(Desk.ANALYST, "/api/case-search", "{\"q\":\"x\"}"));
      assertThat(third.code()).isEqualTo("too-fast");
      assertThat(slow.refused(() -> slow.get(Desk.ANALYST, "/api/suspects?q=x")).code())
          .isEqualTo("too-fast");
      assertThat(slow.get(Desk.SUPERVISOR, "/api/suspects?q=x").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"q\":\"\\\"open\"}|/q quote-open",
        "{\"from\":\"yesterday\"}|/from time-shape",
        "{\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-19T00:00:00Z\"}|/to time-order",
        "{\"least\":\"12.345\"}|/least amount-shape",
        "{\"least\":\"-1\"}|/least amount-shape",
        "{\"least\":\"9\",\"most\":\"8\"}|/most below-least",
        "{\"currency\":\"ZZZ\"}|/currency currency-unknown",
      })
  void aQuestionThatCannotBeMeantSaysWhere(String json, String fault) {
    Came came = desk.refused(() -> desk.post(Desk.OPERATOR, "/api/case-search", json));
    assertThat(came.status()).isEqualTo(422);
    assertThat(came.faults()).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"order\":\"LOUDEST\"}",
        "{\"colours\":[\"PINK\"]}",
        "{\"limit\":101}",
        "{\"skip\":9901}",
        "{\"word\":\"x\"}",
      })
  void whatTheContractDoesNotKnowIsRefused(String json) {
    assertThat(desk.refused(() -> desk.post(Desk.OPERATOR, "/api/case-search", json)).status())
        .isEqualTo(400);
  }

  @Test
  void whoeverSearchesIsInTheTrailAndTheWordsAreInNoPath() {
    String card = foundCard();
    search(Desk.SUPERVISOR, "{\"q\":\"" + card + "\"}");
    JsonNode entries = desk.get(Desk.AUDITOR, "/api/audit?kind=read&limit=500").json();
    assertThat(entries.toString()).contains(card).contains("searchCases");
  }

  @Test
  void aSearchIsKeptForItsOwnerAlone() {
    Came kept = put(Desk.ANALYST, "red-1", "{\"name\":\"红\",\"search\":{\"colours\":[\"RED\"]}}");
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    JsonNode mine = desk.get(Desk.ANALYST, "/api/searches").json().path("searches");
    assertThat(mine).hasSize(1);
    assertThat(mine.get(0).path("saved").path("search").path("colours").get(0).asString())
        .isEqualTo("RED");
    assertThat(desk.get(Desk.OPERATOR, "/api/searches").json().path("searches")).isEmpty();
    assertThat(drop(Desk.OPERATOR, "red-1").code()).isEqualTo("no-such-search");
    assertThat(drop(Desk.ANALYST, "red-1").json().path("searches")).isEmpty();
    Came never =
        desk.refused(
            () -> put(Desk.ANALYST, "x", "{\"name\":\"x\",\"search\":{\"q\":\"\\\"open\"}}"));
    assertThat(never.faults()).containsExactly("/search/q quote-open");
  }

  private Came put(String token, String id, String json) {
    return desk.send(
        desk.request(token, "/api/searches/" + id)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  private Came drop(String token, String id) {
    return desk.send(desk.request(token, "/api/searches/" + id).DELETE());
  }

  @Test
  void anIndexIsBuiltAnewWhileTheDeskWorks() {
    String card = foundCard();
    assertThat(desk.post(Desk.ADMIN, "/api/indexes/nonsense/rebuild", "").code())
        .isEqualTo("no-such-index");
    assertThat(desk.post(Desk.ADMIN, "/api/indexes/cases/rebuild", "").status()).isIn(200, 202);
    Desk.await(
        "the other index is in use",
        () ->
            desk.get(Desk.ADMIN, "/api/indexes")
                .json()
                .path("indexes")
                .valueStream()
                .noneMatch(it -> it.path("rebuilding").asBoolean()));
    assertThat(cases(search(Desk.OPERATOR, "{\"q\":\"" + card + "\"}"))).hasSize(1);
  }
}
