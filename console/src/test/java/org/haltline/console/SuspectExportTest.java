package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.haltline.console.Desk.Came;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// An export counts as a hundred lookups, so each test asks as somebody with enough of them left.
class SuspectExportTest extends OneDesk {
  private static final String ID = "110101199003070070";

  private String known() {
    String card = Calls.freshCard("ICBC");
    desk.filed(Calls.to(card, "10"));
    // asked of the index itself, for over HTTP each asking is a lookup
    Desk.await("the report is found", () -> !desk.suspects.find(card, 1).isEmpty());
    return card;
  }

  private String brought(String list) {
    String listId =
        desk.send(
                desk.request(Desk.SUPERVISOR, "/api/lists?name=taken")
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofString(list)))
            .json()
            .path("listId")
            .asString();
    Desk.await("the list is read", () -> !list(listId).path("state").asString().equals("READING"));
    return listId;
  }

  private JsonNode list(String listId) {
    return desk.get(Desk.SUPERVISOR, "/api/lists/" + listId).json();
  }

  @Test
  void suspectsAreTakenAlongWithHowTheyStand() {
    String card = known();
    Came one = desk.get(Desk.ANALYST, "/api/suspects/export?q=" + card);
    assertThat(one.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(one.header("Content-Disposition")).contains("suspects.csv");
    List<String> lines = one.text().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("\uFEFFaccount,").contains("note", "Colour,Reports");
    assertThat(lines.getLast()).contains("'" + card, "周某", "BLUE,1,1,CNY 10.00");
    String accounts =
        desk.get(Desk.ANALYST, "/api/suspects/export?kinds=account&format=ndjson").text();
    assertThat(accounts).contains(card).doesNotContain("\"phone\"");
    assertThat(desk.get(Desk.ANALYST, "/api/suspects/export?colours=RED").text())
        .doesNotContain(card);
    assertThat(desk.get(Desk.ANALYST, "/api/suspects/export?format=xlsx").text()).startsWith("PK");
  }

  /// What was taken along is brought in again, and what is taken along of that is the same.
  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void whatIsBroughtInAgainSaysTheSame(String format) {
    String card = known();
    String taken =
        desk.get(Desk.CITY_SUPERVISOR, "/api/suspects/export?format=" + format + "&q=" + card)
            .text();
    String listId = brought(taken);
    assertThat(list(listId).path("entries").asInt()).isEqualTo(1);
    assertThat(list(listId).path("faults").asInt()).isZero();
    String path = "/export?format=" + format;
    String again = desk.get(Desk.CITY_SUPERVISOR, "/api/lists/" + listId + path).text();
    assertThat(again).contains(card, "周某");
    String second = brought(again);
    assertThat(desk.get(Desk.CITY_SUPERVISOR, "/api/lists/" + second + path).text())
        .isEqualTo(again);
    // and that is the very same list
    assertThat(brought(again)).isEqualTo(second);
    assertThat(desk.suspects.find(card, 1).getFirst().standing().reports()).isEqualTo(1);
  }

  @Test
  void aDocumentsNumberStaysAGap() {
    String beside = "110101 19900307 0070";
    String note = "又名" + ID + " 4101011990030700700000";
    String listId = brought("证件号,户名,备注\n" + ID + ",骆大海" + beside + "," + note + "\n");
    for (String format : List.of("csv", "ndjson")) {
      String path = "/api/lists/" + listId + "/export?format=" + format;
      assertThat(desk.get(Desk.ANALYST, path).text())
          .doesNotContain(ID, beside)
          .contains("***" + ID.substring(14), "骆大海***0070", "又名***0070 4101011990030700700000");
    }
  }

  @Test
  void whoeverTakesPeopleAlongStandsInTheTrailAndIsNoFasterThanALookup() {
    String card = known();
    String path = "/api/suspects/export?q=" + card + "&kinds=account,phone&colours=RED,GREEN";
    assertThat(desk.refused(() -> desk.get(Desk.OPERATOR, path)).status()).isEqualTo(403);
    assertThat(desk.get(Desk.SUPERVISOR, path).status()).isEqualTo(200);
    JsonNode entry =
        desk.get(Desk.AUDITOR, "/api/audit?kind=read&limit=1&who=sup-1")
            .json()
            .path("entries")
            .get(0);
    assertThat(entry.path("operation").asString()).isEqualTo("exportSuspects");
    assertThat(entry.path("outcome").asString()).isEqualTo("done");
    assertThat(entry.path("subject").asString())
        .isEqualTo(card + " kinds=account,phone colours=RED,GREEN");
    Desk.await("too many were taken", () -> desk.get(Desk.SUPERVISOR, path).status() == 429);
  }
}
