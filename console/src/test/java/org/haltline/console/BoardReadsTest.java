package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What waits, what ends, what is late, what may still be caught, and how the day goes.
class BoardReadsTest extends OneDesk {

  /// As the board has it when it has all that is journalled.
  private JsonNode board(String token, String path) {
    Desk.await("the board", () -> !desk.end().isAfter(desk.board.position()));
    Came came = desk.get(token, path);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    assertThat(came.json().path("catchingUp").booleanValue()).isFalse();
    assertThat(came.json().path("asOf").asString()).startsWith("2026-11-20T01:12:4");
    return came.json();
  }

  private List<JsonNode> rows(JsonNode list, String member, CaseId caseId) {
    return list.path(member)
        .valueStream()
        .filter(row -> row.path("caseId").asString().equals(caseId.value()))
        .toList();
  }

  private CaseId held(String amount) {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), amount));
    desk.held(Desk.ICBC_LIAISON, caseId, desk.order(caseId, "STOP_PAYMENT"), amount);
    return caseId;
  }

  @Test
  void whatWaitsForASecondPersonSaysWhyWhoAndWhatIsMissing() {
    CaseId caseId = held("900.00");
    acts.filing(caseId);
    String stop = desk.order(caseId, "STOP_PAYMENT");
    String number =
        Acts.only(
                acts.issue(
                    Desk.SUPERVISOR,
                    caseId,
                    "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"victims\"}"
                        .formatted(stop)),
                201)
            .path("number")
            .asString();
    JsonNode own = rows(board(Desk.SUPERVISOR, "/api/approvals"), "approvals", caseId).getFirst();
    assertThat(own.path("order").path("number").asString()).isEqualTo(number);
    assertThat(own.path("order").path("requestedBy").asString()).isEqualTo("sup-1");
    assertThat(own.path("applicant").asString()).isEqualTo("Wen");
    assertThat(own.path("may").booleanValue()).isFalse();
    assertThat(own.path("because").asString()).contains("own request");
    assertThat(own.path("why").asString()).isNotBlank();
    assertThat(own.path("second").path("level").asString()).isEqualTo("COUNTY");
    assertThat(own.path("papersMissing").get(0).asString()).isEqualTo("freeze-notice");
    assertThat(may(Desk.OPERATOR, caseId)).contains("supervisor");
    assertThat(may(Desk.CITY_SUPERVISOR, caseId)).contains("freeze-notice");
    acts.paper(caseId, number, "freeze-notice", "the notice");
    assertThat(may(Desk.CITY_SUPERVISOR, caseId)).isEmpty();
    assertThat(acts.approve(Desk.CITY_SUPERVISOR, caseId, number).status()).isEqualTo(200);
    assertThat(rows(board(Desk.SUPERVISOR, "/api/approvals"), "approvals", caseId)).isEmpty();
  }

  /// Why this one may not; empty where they may.
  private String may(String token, CaseId caseId) {
    JsonNode row = rows(board(token, "/api/approvals"), "approvals", caseId).getFirst();
    assertThat(row.path("may").booleanValue()).isEqualTo(!row.has("because"));
    return row.path("because").asString("");
  }

  @Test
  void aHoldIsShownBeforeItEndsToItsOwnInstitutionAlone() {
    CaseId caseId = held("810.00");
    String soon = "/api/holds?within=PT60H&limit=500";
    JsonNode row = rows(board(Desk.SUPERVISOR, soon), "holds", caseId).getFirst();
    assertThat(row.path("order").path("hold").path("amount").asString()).isEqualTo("810.00");
    assertThat(rows(board(Desk.SUPERVISOR, "/api/holds"), "holds", caseId)).isEmpty();
    assertThat(rows(board(Desk.ICBC_LIAISON, soon), "holds", caseId)).hasSize(1);
    assertThat(rows(board(Desk.ABC_LIAISON, soon), "holds", caseId)).isEmpty();
    assertThat(desk.refused(() -> desk.get(Desk.SUPERVISOR, "/api/holds?within=P2D")).faults())
        .containsExactly("query:within pattern");
    acts.release(caseId, desk.order(caseId, "STOP_PAYMENT"));
    desk.answer(Desk.ICBC_LIAISON, caseId, desk.order(caseId, "RELEASE"), "{\"outcome\":\"DONE\"}");
    assertThat(rows(board(Desk.SUPERVISOR, soon), "holds", caseId)).isEmpty();
  }

  @Test
  void mostMoneyStillCatchableStandsFirstAndSaysWhatThatRestsOn() {
    String old = "2026-11-19T09:03:11+08:00";
    CaseId gone =
        desk.filed(Calls.report(Calls.payment("农行", Calls.freshCard("ABC"), "60000.00", old), ""));
    CaseId fresh =
        desk.filed(Calls.report(Calls.payment("农行", Calls.freshCard("ABC"), "50000.00"), ""));
    CaseId small =
        desk.filed(Calls.report(Calls.payment("农行", Calls.freshCard("ABC"), "31.50"), ""));
    String queue = "/api/institutions/ABC/orders?state=open&rank=catchable&limit=200";
    List<JsonNode> all =
        desk.get(Desk.ABC_LIAISON, queue).json().path("orders").valueStream().toList();
    List<String> ours =
        all.stream()
            .map(row -> row.path("caseId").asString())
            .filter(List.of(gone.value(), fresh.value(), small.value())::contains)
            .toList();
    assertThat(ours).containsExactly(fresh.value(), gone.value(), small.value());
    JsonNode best =
        all.stream()
            .filter(row -> row.path("caseId").asString().equals(fresh.value()))
            .findFirst()
            .orElseThrow()
            .path("catchable");
    assertThat(best.path("share").intValue()).isBetween(70, 75);
    assertThat(best.path("amount").asString()).matches("3[5-7]\\d{3}");
    assertThat(best.path("because").asString())
        .startsWith("Left 9 min ago: ≈ 7")
        .contains("an assumption of this project");
    desk.speaks("zh");
    JsonNode chinese =
        rows(board(Desk.SUPERVISOR, "/api/unanswered?what=all&limit=500"), "orders", fresh)
            .getFirst();
    desk.speaks("");
    assertThat(chinese.path("catchable").path("because").asString())
        .startsWith("转出已 9 分钟，≈ 7")
        .contains("本项目假定值");
    assertThat(rows(board(Desk.SUPERVISOR, "/api/unanswered"), "orders", fresh)).isEmpty();
    assertThat(rows(board(Desk.ICBC_LIAISON, "/api/unanswered?what=all"), "orders", fresh))
        .isEmpty();
  }

  @Test
  void theFiguresOfTheDayFollowWhatHappens() {
    JsonNode before = board(Desk.SUPERVISOR, "/api/figures");
    CaseId caseId = held("700.00");
    Desk.await(
        "figures",
        () ->
            board(Desk.SUPERVISOR, "/api/figures").path("calls").intValue()
                == before.path("calls").intValue() + 1);
    JsonNode after = board(Desk.ADMIN, "/api/figures");
    assertThat(after.path("casesWithHold").intValue())
        .isEqualTo(before.path("casesWithHold").intValue() + 1);
    assertThat(sum(after, "calls")).isEqualTo(after.path("calls").intValue());
    assertThat(sum(after, "casesWithHold")).isEqualTo(after.path("casesWithHold").intValue());
    assertThat(after.path("toHoldMedianS").doubleValue()).isGreaterThanOrEqualTo(0);
    assertThat(after.path("holds").intValue()).isGreaterThan(before.path("holds").intValue());
    JsonNode icbc =
        after
            .path("institutions")
            .valueStream()
            .filter(it -> it.path("id").asString().equals("ICBC"))
            .findFirst()
            .orElseThrow();
    assertThat(icbc.path("answered").intValue()).isPositive();
    assertThat(icbc.path("p90Ms").longValue())
        .isGreaterThanOrEqualTo(icbc.path("p50Ms").longValue());
    assertThat(rows(after, "events", caseId))
        .extracting(event -> event.path("type").asString())
        .containsExactly("OrderDone", "ReportFiled");
  }

  private static int sum(JsonNode figures, String ofEveryHour) {
    return figures
        .path("hours")
        .valueStream()
        .mapToInt(it -> it.path(ofEveryHour).intValue())
        .sum();
  }

  @Test
  void casesAreListedNewestFirstPageByPage() {
    CaseId first = desk.filed(Calls.plain().replace("fake shopping", "a kind of its own"));
    CaseId second = desk.filed(Calls.plain().replace("fake shopping", "a kind of its own"));
    String list = "/api/cases?limit=1&kind=a%20kind%20of%20its%20own";
    JsonNode newest = board(Desk.OPERATOR, list);
    assertThat(newest.path("cases").get(0).path("caseId").asString()).isEqualTo(second.value());
    assertThat(newest.path("cases").get(0).path("sums").get(0).path("reported").asString())
        .isEqualTo("49800.00");
    JsonNode older = board(Desk.OPERATOR, list + "&after=" + newest.path("next").asString());
    assertThat(older.path("cases").get(0).path("caseId").asString()).isEqualTo(first.value());
    assertThat(older.path("next").isNull()).isTrue();
    JsonNode byNumber = board(Desk.OPERATOR, "/api/cases?q=" + first.value());
    assertThat(byNumber.path("cases").size()).isEqualTo(1);
    assertThat(board(Desk.OPERATOR, "/api/cases?state=CLOSED&q=" + first).path("cases").size())
        .isZero();
    assertThat(
            board(Desk.OPERATOR, "/api/cases?to=2026-11-20T09:00:00%2B08:00").path("cases").size())
        .isZero();
    assertThat(desk.refused(() -> desk.get(Desk.OPERATOR, "/api/cases?from=today")).faults())
        .containsExactly("query:from time-shape");
  }

  @Test
  void aCallerIsKnownHoweverTheNumberIsWritten() {
    CaseId caseId = desk.filed(Calls.plain().replace("13800001111", "138 0571 2222"));
    for (String written : List.of("13805712222", "%2B86%20138-0571-2222", "138%200571%202222")) {
      JsonNode known = board(Desk.OPERATOR, "/api/callers?number=" + written);
      assertThat(known.path("cases").size()).as(written).isEqualTo(1);
      assertThat(known.path("cases").get(0).path("caseId").asString()).isEqualTo(caseId.value());
    }
    assertThat(board(Desk.OPERATOR, "/api/callers?number=13805712223").path("cases").size())
        .isZero();
    assertThat(board(Desk.OPERATOR, "/api/callers?number=withheld").path("cases").size()).isZero();
  }
}
