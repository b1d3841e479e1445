package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Notes, links, and what is alike.
class CaseTalkTest extends OneDesk {
  private Came note(CaseId caseId, String json) {
    return desk.post(Desk.ANALYST, "/api/cases/" + caseId + "/notes", json);
  }

  private Came link(CaseId caseId, String to) {
    return desk.post(
        Desk.ANALYST,
        "/api/cases/" + caseId + "/links",
        "{\"caseId\":\"%s\",\"because\":\"the same card\"}".formatted(to));
  }

  @Test
  void aNoteStandsInTheCaseAndItsHistoryOnceAndNotBehindTheWall() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "100"));
    String json = "{\"text\":\" 与上周同一话术 \",\"mentions\":[\"sup-1\",\"sup-1\"]}";
    assertThat(note(caseId, json).json().path("changed").booleanValue()).isTrue();
    assertThat(note(caseId, json).json().path("changed").booleanValue()).isFalse();
    JsonNode notes = desk.read(caseId).path("notes");
    assertThat(notes.size()).isEqualTo(1);
    assertThat(notes.get(0).path("text").asString()).isEqualTo("与上周同一话术");
    assertThat(notes.get(0).path("by").asString()).isEqualTo("ana-1");
    assertThat(notes.get(0).path("mentions").size()).isEqualTo(1);
    assertThat(desk.get(Desk.ANALYST, "/api/cases/" + caseId + "/history").text())
        .contains("NoteAdded");
    Came bank = desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId);
    assertThat(bank.status()).isEqualTo(200);
    assertThat(bank.text()).doesNotContain("话术", "notes", "links");
    assertThat(desk.refused(() -> note(caseId, "{\"text\":\"  \"}")).code())
        .isEqualTo("reason-missing");
  }

  @Test
  void aLinkIsShownFromBothSidesAndTakenOnce() {
    CaseId one = desk.filed(Calls.to(Calls.freshCard("ICBC"), "100"));
    CaseId other = desk.filed(Calls.to(Calls.freshCard("ICBC"), "200"));
    assertThat(link(one, other.value()).json().path("changed").booleanValue()).isTrue();
    assertThat(link(one, other.value()).json().path("changed").booleanValue()).isFalse();
    assertThat(link(other, one.value()).json().path("changed").booleanValue()).isFalse();
    assertThat(desk.read(one).path("links").get(0).path("caseId").asString())
        .isEqualTo(other.value());
    JsonNode there = desk.read(other).path("links");
    assertThat(there.size()).isEqualTo(1);
    assertThat(there.get(0).path("caseId").asString()).isEqualTo(one.value());
    assertThat(there.get(0).path("because").asString()).isEqualTo("the same card");
    assertThat(desk.refused(() -> link(one, one.value())).code()).isEqualTo("same-case");
    Came nowhere = desk.refused(() -> link(one, "QY-260101-0001"));
    assertThat(nowhere.code()).isEqualTo("no-such-case");
    assertThat(nowhere.faults()).containsExactly("/caseId no-such-case");
  }

  @Test
  void anotherCaseOnTheSameCardIsNamedBeforeTheFormIsSent() {
    String card = Calls.freshCard("ABC");
    CaseId known = desk.filed(Calls.report(Calls.payment("农行", card, "300"), ""));
    String form = "{\"entries\":[\"%s\"],\"caller\":\"13912340000\"}".formatted(card);
    Desk.await("the index", () -> same(form).size() == 1);
    JsonNode found = same(form).get(0);
    assertThat(found.path("caseId").asString()).isEqualTo(known.value());
    assertThat(found.path("sameCaller").booleanValue()).isFalse();
    JsonNode shared = found.path("shares").get(0);
    assertThat(shared.path("entry").asString()).isEqualTo(card);
    assertThat(shared.path("sure").booleanValue()).isTrue();
    assertThat(shared.path("says").asString()).contains("Exactly");

    CaseId again = desk.filed(Calls.report(Calls.payment("农行", card, "400"), ""));
    Desk.await(
        "the board",
        () -> ofCase(again).valueStream().anyMatch(it -> it.toString().contains(known.value())));
    JsonNode other =
        ofCase(again)
            .valueStream()
            .filter(it -> it.path("caseId").asString().equals(known.value()))
            .findFirst()
            .orElseThrow();
    assertThat(other.path("sameCaller").booleanValue()).isTrue();
    assertThat(other.path("shares").get(0).path("sure").booleanValue()).isTrue();
    assertThat(ofCase(again).toString()).doesNotContain("\"" + again.value() + "\"");
  }

  private JsonNode same(String form) {
    return desk.post(Desk.OPERATOR, "/api/same-cases", form).json().path("cases");
  }

  private JsonNode ofCase(CaseId caseId) {
    return desk.get(Desk.OPERATOR, "/api/cases/" + caseId + "/same").json().path("cases");
  }
}
