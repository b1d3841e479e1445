package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        .isEqualTo("国库 / the treasury");
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
  void whatIsTheCallersOwnIsNotOrderedOnAndTheOperatorIsTold() {
    String body =
        Calls.report(
            Calls.payment("农行", Calls.freshCard("ABC"), "9")
                + ","
                + Calls.payment("建行", Calls.CCB_CARD, "300"),
            "{\"url\":\"http://shop.example/pay\"},{\"phone\":\"+86 138 0000 1111\"}");
    Came came = desk.post(Desk.OPERATOR, "/api/reports", body, "callers-own");
    assertThat(came.status()).as(came.text()).isEqualTo(201);
    assertThat(came.json().path("orders").valueStream())
        .extracting(
            order -> order.path("kind").asString() + " " + order.path("code").asString("left"))
        .containsExactly(
            "STOP_PAYMENT left",
            "STOP_PAYMENT CALLERS_OWN",
            "BLOCK_LINK left",
            "SUSPEND_NUMBER CALLERS_OWN");
    assertThat(told(came))
        .containsExactly(
            "/payments/1/payee/account callers-account", "/lures/1/phone callers-number");
    assertThat(came.json().path("warnings").get(1).path("detail").asString())
        .contains("138 0000 1111")
        .contains("by hand");

    desk.speaks("zh");
    Came again = desk.post(Desk.OPERATOR, "/api/reports", body, "callers-own");
    desk.speaks("");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(told(again)).isEqualTo(told(came));
    assertThat(again.json().path("warnings").get(1).path("detail").asString()).contains("来电人");

    var caseId = new CaseId(came.json().path("caseId").asString());
    Came later =
        desk.post(
            Desk.OPERATOR,
            "/api/cases/" + caseId + "/payments",
            "{\"payments\":[" + Calls.payment("建行", Calls.CCB_CARD, "301") + "]}");
    assertThat(told(later)).containsExactly("/payments/0/payee/account callers-account");
    assertThat(desk.read(caseId).path("payments").size()).isEqualTo(3);
  }

  @Test
  void whatIsProtectedIsToldOnceAndNobodyIsAskedToOrderOnItByHand() {
    String body =
        Calls.report(
            Calls.payment("工商银行", Calls.TREASURY, "100")
                + ","
                + Calls.payment("工商银行", Calls.TREASURY, "200"),
            "{\"phone\":\"95588\"},{\"phone\":\"110\"},{\"phone\":\"021-95588\"},"
                + "{\"url\":\"https://login.bank.example/pay\"}");
    desk.speaks("zh");
    Came came = desk.post(Desk.OPERATOR, "/api/reports", body, "protected-lures");
    desk.speaks("");
    assertThat(came.status()).as(came.text()).isEqualTo(201);
    assertThat(told(came))
        .filteredOn(it -> !it.endsWith("phone.public-service"))
        .containsExactly(
            "/payments/0/payee/account protected",
            "/lures/0/phone protected",
            "/lures/1/phone protected",
            "/lures/3/url protected");
    for (JsonNode warning : came.json().path("warnings")) {
      assertThat(warning.path("detail").asString())
          .doesNotContain("手工下达")
          .doesNotContainPattern("[a-z]+ [a-z]+");
    }
    assertThat(came.json().path("warnings").toString()).contains("公共服务号码");

    var caseId = new CaseId(came.json().path("caseId").asString());
    Came again =
        desk.post(
            Desk.OPERATOR,
            "/api/cases/" + caseId + "/lures",
            "{\"lures\":[{\"phone\":\"95588\"}]}");
    assertThat(told(again)).containsExactly("/lures/0/phone phone.public-service");
  }

  private static List<String> told(Came came) {
    return came.json()
        .path("warnings")
        .valueStream()
        .map(it -> it.path("pointer").asString() + " " + it.path("code").asString())
        .toList();
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
    assertThat(told(third)).containsExactly("/payments/0/payee/account over-limit");
    assertThat(third.json().path("warnings").get(0).path("detail").asString())
        .contains("at most 2 stops on one account");
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
