package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.haltline.console.Desk.Came;
import org.haltline.console.access.Masks;
import org.haltline.console.access.Masks.Field;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Who may see a case does not see everything of everybody, and is known for every gap that is
/// filled.
class MaskTest extends OneDesk {
  private static final String ID = "110101199003070070";

  @Test
  void anAuditorSeesWhatWasDoneAndNotToWhom() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "11"));
    for (String path : new String[] {"", "/history", "/findings"}) {
      Came seen = desk.get(Desk.AUDITOR, "/api/cases/" + caseId + path);
      assertThat(seen.status()).as(seen.text()).isEqualTo(200);
      assertThat(seen.text()).doesNotContain("林晓梅", "13800001111", "对方让我先付款");
      Came whole = desk.get(Desk.OPERATOR, "/api/cases/" + caseId + path);
      assertThat(whole.text().contains("林晓梅")).isEqualTo(!path.equals("/findings"));
    }
    JsonNode caller =
        desk.get(Desk.AUDITOR, "/api/cases/" + caseId).json().path("report").path("caller");
    assertThat(caller.path("name").asString()).isEqualTo("林***");
    assertThat(caller.path("phone").asString()).isEqualTo("138***1111");
  }

  @Test
  void theLiveFeedHasTheSameGaps() throws Exception {
    String end = desk.end().toString();
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "12"));
    assertThat(feed(Desk.OPERATOR, end, caseId)).contains("林晓梅");
    assertThat(feed(Desk.AUDITOR, end, caseId))
        .contains(caseId.value(), "林***")
        .doesNotContain("林晓梅", "13800001111", "对方让我先付款");
  }

  @Test
  void aDocumentsNumberIsRevealedOneAtATimeAndSaid() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "13"));
    Came asked =
        acts.issue(
            Desk.ANALYST,
            caseId,
            "{\"kind\":\"HOLDER_QUERY\",\"target\":{\"idDocument\":\""
                + ID
                + "\"},"
                + "\"institution\":\"ICBC\",\"reason\":\"who is this\"}");
    assertThat(asked.status()).as(asked.text()).isEqualTo(201);
    Came seen = desk.get(Desk.ANALYST, "/api/cases/" + caseId);
    assertThat(seen.text()).doesNotContain(ID).contains("***0070");
    assertThat(desk.get(Desk.ANALYST, "/api/cases/" + caseId + "/history").text())
        .doesNotContain(ID);
    assertThat(desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId).text()).contains(ID);

    int at = 0;
    JsonNode orders = seen.json().path("orders");
    while (!orders.get(at).path("kind").asString().equals("HOLDER_QUERY")) {
      at++;
    }
    Came revealed = reveal(Desk.ANALYST, caseId, "/orders/" + at + "/target/typed", "to compare");
    assertThat(revealed.status()).as(revealed.text()).isEqualTo(200);
    assertThat(revealed.json().path("value").asString()).isEqualTo(ID);

    JsonNode entry =
        desk.get(Desk.AUDITOR, "/api/audit?kind=read&caseId=" + caseId)
            .json()
            .path("entries")
            .get(0);
    assertThat(entry.path("operation").asString()).isEqualTo("reveal");
    assertThat(entry.path("subject").asString()).isEqualTo("/orders/" + at + "/target/typed");
    assertThat(entry.path("reason").asString()).isEqualTo("to compare");
  }

  @Test
  void theSameGapIsFilledAgainAndSaidAgain() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "14"));
    for (int i = 0; i < 2; i++) {
      assertThat(
              reveal(Desk.AUDITOR, caseId, "caller.phone", "look " + i)
                  .json()
                  .path("value")
                  .asString())
          .isEqualTo("13800001111");
    }
    assertThat(
            desk.get(Desk.AUDITOR, "/api/audit?kind=read&caseId=" + caseId).json().path("entries"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/report", "/version", "/nothing", "/orders/99/reason", "caller", "reason"})
  void whatIsNoTextIsNotRevealed(String field) {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "15"));
    assertThat(desk.refused(() -> reveal(Desk.ANALYST, caseId, field, "why not")).faults())
        .containsExactly("/field no-field");
  }

  @Test
  void nothingIsRevealedWithoutAReasonOrToAnInstitution() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "16"));
    assertThat(desk.refused(() -> reveal(Desk.ANALYST, caseId, "/report/said", "  ")).faults())
        .containsExactly("/reason blank");
    assertThat(desk.refused(() -> reveal(Desk.ICBC_LIAISON, caseId, "/report/said", "x")).code())
        .isEqualTo("not-allowed");
  }

  /// Whoever types the beginning of a number is not told the rest of it.
  @Test
  void aDocumentOnAListHasTheSameGaps() {
    String passport = "E12345679";
    brought("证件号,户名,备注\n" + ID + ",骆大海,护照" + passport + "\n");
    for (String token : List.of(Desk.OPERATOR, Desk.ANALYST, Desk.SUPERVISOR)) {
      Came seen = desk.get(token, "/api/suspects?q=" + ID.substring(0, 6));
      JsonNode listed = seen.json().path("listed").get(0);
      assertThat(seen.text()).doesNotContain(ID, passport);
      assertThat(listed.path("display").asString()).isEqualTo("resident-id ***0070");
      assertThat(listed.path("match").path("why").asString()).isEqualTo("BEGINNING");
      assertThat(listed.path("match").path("says").asString()).endsWith(": ***0070");
      assertThat(listed.path("on").get(0).path("name").asString()).isEqualTo("骆大海");
      assertThat(listed.path("on").get(0).path("note").asString()).isEqualTo("护照***5679");
    }
  }

  /// A number that is mistyped is somebody's all the same, and so is one under another heading.
  @Test
  void aDocumentThatWasNotUnderstoodHasTheSameGaps() {
    String wrong = ID.substring(0, 17) + "1";
    String list = "手机号,证件号,备注\n," + wrong + ",\n" + ID + ",,\n,12,\n";
    String faults = desk.get(Desk.ANALYST, "/api/lists/" + brought(list) + "/faults").text();
    Came screened = send(Desk.OPERATOR, "/api/screenings/file", list);
    assertThat(screened.json().path("faults")).as(screened.text()).hasSize(3);
    for (String told : List.of(faults, screened.text())) {
      assertThat(told).contains("***0071", "***0070").doesNotContain(wrong, ID);
    }
  }

  @Test
  void whatIsScreenedIsToldWithTheSameGaps() {
    brought("idnumber,note\n" + ID + ",once more\n");
    Came screened = send(Desk.OPERATOR, "/api/screenings/file", "证件号\n" + ID + "\n");
    assertThat(screened.json().path("known").asInt()).isEqualTo(1);
    assertThat(screened.text()).contains("***0070").doesNotContain(ID);
  }

  @Test
  void severalRolesSeeWhatAnyOfThemSees() {
    assertThat(gaps(Role.AUDITOR)).containsExactlyInAnyOrder(Field.values());
    assertThat(gaps(Role.AUDITOR, Role.SUPERVISOR)).containsExactly(Field.ID_NUMBER);
    assertThat(gaps(Role.OPERATOR)).contains(Field.ID_NUMBER).doesNotContain(Field.CALLER_PHONE);
  }

  private static Set<Field> gaps(Role... roles) {
    return Masks.of(new Actor("x", "x", Set.of(roles), null, null));
  }

  /// What it tells first of this case.
  private String feed(String token, String after, CaseId caseId) throws Exception {
    var feed =
        desk.http.send(
            desk.request(token, "/api/feed?after=" + after).GET().build(), BodyHandlers.ofLines());
    try (Stream<String> lines = feed.body()) {
      return lines.filter(line -> line.contains(caseId.value())).findFirst().orElse("");
    }
  }

  private String brought(String list) {
    String listId =
        send(Desk.SUPERVISOR, "/api/lists?name=documents", list).json().path("listId").asString();
    Desk.await(
        "the list is read",
        () ->
            desk.get(Desk.SUPERVISOR, "/api/lists/" + listId)
                .json()
                .path("state")
                .asString()
                .equals("READY"));
    return listId;
  }

  private Came send(String token, String path, String list) {
    return desk.send(
        desk.request(token, path)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(list)));
  }

  private Came reveal(String token, CaseId caseId, String field, String reason) {
    return desk.post(
        token,
        "/api/cases/" + caseId + "/reveal",
        "{\"field\":\"%s\",\"reason\":\"%s\"}".formatted(field, reason));
  }
}
