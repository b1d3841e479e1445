package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Holds and cuts let go, and the case they stand in closed.
class LettingGoTest extends OneDesk {
  @Test
  void aReleaseEndsAHoldOnceNothingIsHeldAnyMore() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "900");

    JsonNode letGo = Acts.only(acts.release(caseId, stop), 200);
    assertThat(letGo.path("kind").asString()).isEqualTo("RELEASE");
    assertThat(letGo.path("original").asString()).isEqualTo(stop);
    String number = letGo.path("number").asString();
    Position end = desk.end();
    assertThat(acts.release(caseId, stop).json().path("changed").booleanValue()).isFalse();
    assertThat(desk.end()).isEqualTo(end);

    Came rest =
        desk.refused(
            () ->
                desk.answer(
                    Desk.ICBC_LIAISON,
                    caseId,
                    number,
                    "{\"outcome\":\"DONE\",\"held\":\"100\",\"currency\":\"CNY\"}"));
    assertThat(rest.code()).isEqualTo("still-held");
    assertThat(acts.hold(caseId, stop).path("stands").booleanValue()).isTrue();

    desk.held(Desk.ICBC_LIAISON, caseId, number, "0");
    assertThat(acts.hold(caseId, stop).path("end").asString()).isEqualTo("RELEASED");
    assertThat(desk.refused(() -> acts.release(caseId, stop)).code())
        .isEqualTo("nothing-to-release");
  }

  @Test
  void aCaseThatHoldsMoneyOrMayYetDoesNotClose() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Came onItsWay = desk.refused(() -> acts.closing(caseId));
    assertThat(onItsWay.status()).isEqualTo(409);
    assertThat(onItsWay.code()).isEqualTo("hold-stands");
    assertThat(onItsWay.faults()).containsExactly("path:caseId hold-stands");
    assertThat(onItsWay.json().path("detail").asString()).contains(stop);
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "900");
    assertThat(desk.refused(() -> acts.closing(caseId)).code()).isEqualTo("hold-stands");
    assertThat(desk.read(caseId).path("status").asString()).isEqualTo("REPORTED");
  }

  @Test
  void aClosedCaseTakesNothingNewAndLetsEverythingGo() {
    String card = Calls.freshCard("ICBC");
    CaseId caseId =
        desk.filed(
            Calls.report(
                Calls.payment("工商银行", card, "900"),
                "{\"phone\":\"13800004444\"},{\"phone\":\"13800005555\"}"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.answer(
        Desk.ICBC_LIAISON, caseId, stop, "{\"outcome\":\"REFUSED\",\"reason\":\"NOTHING_THERE\"}");
    for (String cut : desk.orders(caseId, "SUSPEND_NUMBER")) {
      assertThat(desk.answer(Desk.TELECOM, caseId, cut, "{\"outcome\":\"DONE\"}").status())
          .isEqualTo(200);
    }
    assertThat(acts.closing(caseId).json().path("status").asString()).isEqualTo("CLOSED");

    String target = "\"target\":{\"account\":\"" + card + "\",\"bank\":\"工商银行\"}";
    for (String order :
        new String[] {
          "{\"kind\":\"STOP_PAYMENT\",%s,\"amount\":\"9\",\"currency\":\"CNY\",\"reason\":\"again\"}"
              .formatted(target),
          "{\"kind\":\"FREEZE\",%s,\"amount\":\"9\",\"currency\":\"CNY\",\"reason\":\"again\"}"
              .formatted(target),
          "{\"kind\":\"BLOCK_LINK\",\"target\":{\"url\":\"http://a.example/\"},\"reason\":\"again\"}",
          "{\"kind\":\"SUSPEND_NUMBER\",\"target\":{\"phone\":\"13800006666\"},\"reason\":\"again\"}"
        }) {
      Came came = desk.refused(() -> acts.issue(Desk.OPERATOR, caseId, order));
      assertThat(came.status()).as(order).isEqualTo(409);
      assertThat(came.code()).as(order).isEqualTo("case-closed");
    }
    String cases = "/api/cases/" + caseId;
    Came payment =
        desk.refused(
            () ->
                desk.post(
                    Desk.OPERATOR,
                    cases + "/payments",
                    "{\"payments\":[" + Calls.payment("工行", card, "77") + "]}"));
    assertThat(payment.code()).isEqualTo("case-closed");
    Came lure =
        desk.refused(
            () ->
                desk.post(
                    Desk.OPERATOR, cases + "/lures", "{\"lures\":[{\"phone\":\"13800007777\"}]}"));
    assertThat(lure.code()).isEqualTo("case-closed");

    var cuts = desk.orders(caseId, "SUSPEND_NUMBER");
    JsonNode restored = Acts.only(acts.release(caseId, cuts.getFirst()), 200);
    assertThat(restored.path("kind").asString()).isEqualTo("RESTORE_NUMBER");
    JsonNode byKind =
        Acts.only(
            acts.issue(
                Desk.OPERATOR,
                caseId,
                "{\"kind\":\"RESTORE_NUMBER\",\"original\":\"%s\",\"reason\":\"the wrong number\"}"
                    .formatted(cuts.getLast())),
            201);
    assertThat(byKind.path("state").asString()).isEqualTo("ISSUED");
    desk.answer(Desk.TELECOM, caseId, restored.path("number").asString(), "{\"outcome\":\"DONE\"}");
    assertThat(acts.hold(caseId, cuts.getFirst()).path("end").asString()).isEqualTo("RELEASED");
    assertThat(desk.read(caseId).path("status").asString()).isEqualTo("CLOSED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\n", "x", "1234"})
  void anOriginalThatIsNoNumber(String tail) {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String body =
        "{\"kind\":\"RELEASE\",\"reason\":\"x\",\"original\":\"" + "1".repeat(32) + tail + "\"}";
    Came came = desk.refused(() -> acts.issue(Desk.OPERATOR, caseId, body));
    assertThat(came.faults()).containsExactly("/original pattern");
  }
}
