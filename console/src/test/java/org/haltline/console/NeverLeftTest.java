package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Orders that the law forbids: the report is taken all the same, and says why.
class NeverLeftTest extends OneDesk {
  @Test
  void whatIsProtectedIsNeverOrderedOnAndTheReportIsTakenAllTheSame() {
    Came came =
        desk.file(
            Calls.report(Calls.payment("工商银行", Calls.TREASURY, "100"), "{\"phone\":\"96110\"}"));
    assertThat(came.status()).as(came.text()).isEqualTo(201);
    for (JsonNode order : came.json().path("orders")) {
      assertThat(order.path("state").asString()).isEqualTo("NOT_ISSUED");
      assertThat(order.path("code").asString()).isEqualTo("PROTECTED");
    }
    assertThat(came.json().path("orders").get(0).path("remark").asString())
        .isEqualTo("the treasury");
    var caseId = new CaseId(came.json().path("caseId").asString());

    for (String order :
        new String[] {
          """
          {"kind":"STOP_PAYMENT","target":{"account":"%s","bank":"工行"},"amount":"9","currency":"CNY","reason":"x"}
          """
              .formatted(Calls.TREASURY),
          "{\"kind\":\"SUSPEND_NUMBER\",\"target\":{\"phone\":\"96110\"},\"institution\":\"CMCC\",\"reason\":\"x\"}"
        }) {
      Came refused = desk.refused(() -> acts.issue(Desk.OPERATOR, caseId, order));
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("target-protected");
      assertThat(refused.faults()).containsExactly("/target target-protected");
    }
  }

  @Test
  void aThirdStopOnOneAccountOverAllCasesIsToldAsNotIssued() {
    String card = Calls.freshCard("ICBC");
    CaseId first = desk.filed(Calls.to(card, "100"));
    desk.filed(Calls.to(card, "200"));

    Came third =
        desk.file(
            Calls.report(
                Calls.payment("工行", card, "300")
                    + ","
                    + Calls.payment("农行", Calls.freshCard("ABC"), "9"),
                ""));
    assertThat(third.status()).as(third.text()).isEqualTo(201);
    JsonNode tooMany = third.json().path("orders").get(0);
    assertThat(tooMany.path("state").asString()).isEqualTo("NOT_ISSUED");
    assertThat(tooMany.path("code").asString()).isEqualTo("OVER_LIMIT");
    assertThat(tooMany.path("remark").asString()).contains("2");
    assertThat(third.json().path("orders").get(1).path("state").asString()).isEqualTo("ISSUED");
    var caseId = new CaseId(third.json().path("caseId").asString());
    String byHand =
        """
        {"kind":"STOP_PAYMENT","target":{"account":"%s","bank":"工行"},"amount":"300","currency":"CNY","reason":"x"}
        """
            .formatted(card);
    Came refused = desk.refused(() -> acts.issue(Desk.OPERATOR, caseId, byHand));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("cap-reached");

    // A refused stop gives its place back.
    desk.answer(
        Desk.ICBC_LIAISON,
        first,
        desk.order(first, "STOP_PAYMENT"),
        "{\"outcome\":\"REFUSED\",\"reason\":\"NOTHING_THERE\"}");
    assertThat(Acts.only(acts.issue(Desk.OPERATOR, caseId, byHand), 201).path("state").asString())
        .isEqualTo("ISSUED");
  }
}
