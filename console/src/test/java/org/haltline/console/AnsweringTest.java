package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What an institution types on its desk.
class AnsweringTest extends OneDesk {
  @Test
  void aDeskHoldsLessThanWasOrdered() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    JsonNode toDesk =
        Acts.only(
            desk.answer(
                Desk.ICBC_LIAISON,
                caseId,
                stop,
                "{\"outcome\":\"NEEDS_PERSON\",\"remark\":\"the branch must look\"}"),
            200);
    assertThat(toDesk.path("state").asString()).isEqualTo("ON_DESK");
    assertThat(toDesk.path("remark").asString()).isEqualTo("the branch must look");
    assertThat(desk.waiting(Desk.ICBC_LIAISON, "ICBC", "desk")).contains(stop);

    desk.held(Desk.ICBC_LIAISON, caseId, stop, "12000.50");
    JsonNode hold = acts.hold(caseId, stop);
    assertThat(hold.path("amount").asString()).isEqualTo("12000.50");
    assertThat(hold.path("endsAt").asString()).startsWith("2026-11-22T01:12:40");
    JsonNode sum = desk.read(caseId).path("sums").get(0);
    assertThat(sum.path("reported").asString()).isEqualTo("49800.00");
    assertThat(sum.path("held").asString()).isEqualTo("12000.50");
    assertThat(desk.waiting(Desk.ICBC_LIAISON, "ICBC", "desk")).doesNotContain(stop);
  }

  @Test
  void twoPeopleNeverWorkOnOneOrderUnknowingly() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Came early = desk.post(Desk.ICBC_LIAISON, at(caseId, stop, "claim"), "{}");
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.code()).isEqualTo("not-on-desk");
    Acts.only(
        desk.answer(
            Desk.ICBC_LIAISON,
            caseId,
            stop,
            "{\"outcome\":\"NEEDS_PERSON\",\"remark\":\"by hand\"}"),
        200);

    JsonNode claimed =
        Acts.only(desk.post(Desk.ICBC_LIAISON, at(caseId, stop, "claim"), "{}"), 200);
    String who = claimed.path("claimedBy").path("id").asString();
    assertThat(who).isNotEmpty();
    assertThat(listedClaim(stop)).isEqualTo(claimed.path("claimedBy"));

    Came over =
        desk.answer(
            Desk.SUPERVISOR, caseId, stop, "{\"outcome\":\"REFUSED\",\"reason\":\"OTHER\"}");
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.code()).isEqualTo("claimed-by-another");
    assertThat(over.text()).contains(who);
    JsonNode takenOver =
        Acts.only(
            desk.post(
                Desk.SUPERVISOR, at(caseId, stop, "claim"), "{\"takingOverFrom\":\"" + who + "\"}"),
            200);
    assertThat(takenOver.path("claimedBy").path("id").asString()).isEqualTo("sup-1");
    assertThat(listedClaim(stop)).isEqualTo(takenOver.path("claimedBy"));
    Came late = desk.post(Desk.ICBC_LIAISON, at(caseId, stop, "hand-back"), "{}");
    assertThat(late.code()).isEqualTo("not-claimed-by-you");
    JsonNode back = Acts.only(desk.post(Desk.SUPERVISOR, at(caseId, stop, "hand-back"), "{}"), 200);
    assertThat(back.path("claimedBy").isMissingNode()).isTrue();
    assertThat(listedClaim(stop).isMissingNode()).isTrue();
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "12000.50");
  }

  @Test
  void aDeskIsListedInItsOrderThoughACaseOnItWasErased() {
    List<String> stops = new ArrayList<>();
    List<CaseId> cases = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
      String stop = desk.order(caseId, "STOP_PAYMENT");
      String byHand = "{\"outcome\":\"NEEDS_PERSON\",\"remark\":\"by hand\"}";
      Acts.only(desk.answer(Desk.ICBC_LIAISON, caseId, stop, byHand), 200);
      cases.add(caseId);
      stops.add(stop);
    }
    Acts.only(
        desk.post(Desk.ICBC_LIAISON, at(cases.getFirst(), stops.getFirst(), "claim"), "{}"), 200);
    Acts.only(desk.post(Desk.ICBC_LIAISON, at(cases.get(1), stops.get(1), "claim"), "{}"), 200);
    Desk.get(desk.journal.eraseCase(cases.get(1)));
    assertThat(desk.get(Desk.SUPERVISOR, "/api/cases/" + cases.get(1)).status()).isEqualTo(410);

    List<JsonNode> listed =
        desk.waitingOrders(Desk.ICBC_LIAISON, "ICBC", "desk").stream()
            .filter(order -> stops.contains(order.path("number").asString()))
            .toList();
    assertThat(listed)
        .extracting(order -> order.path("number").asString())
        .containsExactlyElementsOf(stops);
    assertThat(listed)
        .extracting(order -> order.path("claimedBy").path("id").asString(""))
        .containsExactly("icbc-1", "icbc-1", "");
  }

  /// Who has an order in hand, as the list of its desk has it.
  private JsonNode listedClaim(String order) {
    return desk.waitingOrders(Desk.ICBC_LIAISON, "ICBC", "desk").stream()
        .filter(listed -> listed.path("number").asString().equals(order))
        .findFirst()
        .orElseThrow()
        .path("claimedBy");
  }

  private static String at(CaseId caseId, String order, String act) {
    return "/api/cases/" + caseId + "/orders/" + order + "/" + act;
  }

  @Test
  void theFirstAnswerStandsAndAnotherIsKeptBesideIt() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    String done =
        "{\"outcome\":\"DONE\",\"held\":\"900\",\"currency\":\"CNY\",\"at\":\"2026-11-20T01:12:41Z\"}";
    assertThat(desk.answer(Desk.ICBC_LIAISON, caseId, stop, done).status()).isEqualTo(200);
    Position end = desk.end();
    Came again = desk.answer(Desk.ICBC_LIAISON, caseId, stop, done);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("changed").booleanValue()).isFalse();
    assertThat(desk.end()).isEqualTo(end);

    JsonNode other =
        Acts.only(
            desk.answer(
                Desk.ICBC_LIAISON,
                caseId,
                stop,
                "{\"outcome\":\"REFUSED\",\"reason\":\"NOTHING_THERE\"}"),
            200);
    assertThat(other.path("state").asString()).isEqualTo("DONE");
    assertThat(other.path("contradictions").intValue()).isEqualTo(1);
  }

  @Test
  void aRefusalSaysWhy() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    JsonNode refused =
        Acts.only(
            desk.answer(
                Desk.ICBC_LIAISON,
                caseId,
                stop,
                "{\"outcome\":\"REFUSED\",\"reason\":\"NAME_MISMATCH\",\"remark\":\"户名不符\"}"),
            200);
    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.path("code").asString()).isEqualTo("NAME_MISMATCH");
    assertThat(refused.path("remark").asString()).isEqualTo("户名不符");
    assertThat(refused.has("hold")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"outcome\":\"REFUSED\" | /reason reason-missing",
        "\"outcome\":\"NEEDS_PERSON\" | /remark remark-missing",
        "\"outcome\":\"MAYBE\" | /outcome not-one-of",
        "\"outcome\":\"DONE\",\"held\":\"900.01\",\"currency\":\"CNY\" | /held"
            + " held-above-ordered",
        "\"outcome\":\"DONE\",\"held\":\"900\",\"currency\":\"USD\" | /held"
            + " held-above-ordered",
        "\"outcome\":\"DONE\" | /held amount-missing",
        "\"outcome\":\"DONE\",\"held\":\"-1\",\"currency\":\"CNY\" | /held amount-negative",
        "\"outcome\":\"DONE\",\"held\":\"9\" | /currency currency-missing",
        "\"outcome\":\"DONE\",\"held\":\"9\",\"currency\":\"CNY\",\"reason\":\"CANNOT\" | /reason"
            + " only-when-refused",
        "\"outcome\":\"DONE\",\"held\":\"9\",\"currency\":\"CNY\",\"at\":\"2026-11-20T03:00:00Z\" |"
            + " /at time-future",
      })
  void anAnswerThatCannotBeLeavesTheOrderWaiting(String body, String fault) {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Came came = desk.refused(() -> desk.answer(Desk.ICBC_LIAISON, caseId, stop, "{" + body + "}"));
    assertThat(came.faults()).containsExactly(fault);
    assertThat(desk.orderSeen(caseId, stop).path("state").asString()).isEqualTo("ISSUED");
  }
}
