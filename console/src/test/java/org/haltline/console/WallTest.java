package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Staff of an institution see their own institution's orders and what they need to carry them out.
/// What they may not see does not exist for them.
class WallTest extends OneDesk {
  private static final String NO_ORDER = "20261120011240123000000000000001";

  @Test
  void aBankSeesItsOwnPartOfACaseAndNothingOfTheVictim() {
    String icbcCard = Calls.freshCard("ICBC");
    String abcCard = Calls.freshCard("ABC");
    CaseId caseId = twoBanks(icbcCard, abcCard);

    Came seen = desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId);

    assertThat(seen.status()).isEqualTo(200);
    JsonNode view = seen.json();
    assertThat(view.path("orders")).hasSize(1);
    assertThat(view.path("orders").get(0).path("institution").asString()).isEqualTo("ICBC");
    assertThat(view.path("payments")).hasSize(1);
    assertThat(view.path("payments").get(0).has("payer")).isFalse();
    assertThat(view.has("report")).isFalse();
    assertThat(view.path("lures")).isEmpty();
    assertThat(view.path("sums")).isEmpty();
    assertThat(seen.text())
        .contains(icbcCard)
        .doesNotContain("林晓梅", "13800001111", "13800002222", "对方让我先付款", abcCard)
        .doesNotContain(Calls.CCB_CARD, "ABC", "CMCC", "12000");
  }

  /// The victim's own bank, too, sees what its orders name and no account of another bank.
  @Test
  void thatTheVictimHasAnAccountThereOpensNothing() {
    String victim = Calls.freshCard("ICBC");
    String icbcCard = Calls.freshCard("ICBC");
    String abcCard = Calls.freshCard("ABC");
    String payments =
        Calls.payment("工商银行", icbcCard, "49800.00")
            + ","
            + Calls.payment("农业银行", abcCard, "12000.50");
    CaseId caseId =
        desk.filed(Calls.report(payments, "").replace(Calls.CCB_CARD, victim).replace("建设", "工商"));

    Came seen = desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId);

    assertThat(seen.json().path("payments")).hasSize(1);
    assertThat(seen.text()).contains(icbcCard).doesNotContain(abcCard, "ABC", "12000");
  }

  /// Money that has not left is recalled at the payer's bank, which has to be told to whom it goes.
  @Test
  void aRecallNamesThePaymentThatItIsAbout() {
    String victim = Calls.freshCard("ICBC");
    String abcCard = Calls.freshCard("ABC");
    String payment =
        Calls.payment("农业银行", abcCard, "900")
            .replace("\"at\":\"2026-11-20T09:03:11+08:00\"", "\"left\":false");
    CaseId caseId =
        desk.filed(Calls.report(payment, "").replace(Calls.CCB_CARD, victim).replace("建设", "工商"));

    Came seen = desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId);

    assertThat(seen.json().path("orders").get(0).path("kind").asString()).isEqualTo("RECALL");
    assertThat(seen.json().path("payments")).hasSize(1);
    assertThat(seen.text()).contains(victim, abcCard);
  }

  @Test
  void thePoliceSeeAllOfIt() {
    CaseId caseId = twoBanks(Calls.freshCard("ICBC"), Calls.freshCard("ABC"));
    for (String token : new String[] {Desk.OPERATOR, Desk.SUPERVISOR, Desk.ANALYST, Desk.AUDITOR}) {
      JsonNode view = desk.get(token, "/api/cases/" + caseId).json();
      assertThat(view.path("orders")).hasSize(3);
      assertThat(view.path("payments")).hasSize(2);
      assertThat(view.path("report").path("caller").path("name").asString())
          .isEqualTo(token.equals(Desk.AUDITOR) ? "林***" : "林晓梅");
    }
  }

  @Test
  void aCaseWithoutAnOwnOrderIsNoCaseAtAll() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    for (String token : new String[] {Desk.ABC_LIAISON, Desk.TELECOM}) {
      Came hidden = desk.refused(() -> desk.get(token, "/api/cases/" + caseId));
      Came absent = desk.refused(() -> desk.get(token, "/api/cases/QY-261120-9999"));
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(told(hidden)).isEqualTo(told(absent));
    }
  }

  /// An order that was wanted and never left is the police's own business.
  @Test
  void anOrderThatNeverLeftIsNotTheInstitutions() {
    CaseId caseId = desk.filed(Calls.to(Calls.TREASURY, "900"));
    assertThat(desk.read(caseId).path("orders").get(0).path("institution").asString())
        .isEqualTo("ICBC");
    assertThat(desk.refused(() -> desk.get(Desk.ICBC_LIAISON, "/api/cases/" + caseId)).code())
        .isEqualTo("no-such-case");
  }

  @Test
  void theHistoryIsThePolices() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String history = "/api/cases/" + caseId + "/history";
    for (String token : new String[] {Desk.ICBC_LIAISON, Desk.TELECOM, Desk.ICBC_MACHINE}) {
      assertThat(desk.refused(() -> desk.get(token, history)).code()).isEqualTo("not-allowed");
    }
    assertThat(desk.get(Desk.AUDITOR, history).json().path("facts")).hasSize(2);
  }

  @Test
  void whatWaitsAtAnInstitutionIsSeenByItsPeopleAndThePolice() {
    CaseId caseId = twoBanks(Calls.freshCard("ICBC"), Calls.freshCard("ABC"));
    var stops = desk.orders(caseId, "STOP_PAYMENT");
    for (String token :
        new String[] {Desk.ICBC_LIAISON, Desk.ICBC_MACHINE, Desk.OPERATOR, Desk.AUDITOR}) {
      assertThat(desk.waiting(token, "ICBC", "open"))
          .contains(stops.getFirst())
          .doesNotContain(stops.getLast());
    }
    Came foreign =
        desk.refused(() -> desk.get(Desk.ICBC_LIAISON, "/api/institutions/ABC/orders?state=open"));
    Came absent =
        desk.refused(
            () -> desk.get(Desk.ICBC_LIAISON, "/api/institutions/NOBODY/orders?state=open"));
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(told(foreign)).isEqualTo(told(absent));
    assertThat(
            desk.refused(() -> desk.get(Desk.ADMIN, "/api/institutions/ICBC/orders?state=open"))
                .code())
        .isEqualTo("not-allowed");
  }

  @Test
  void aBankKnowsOfNoOtherInstitution() {
    JsonNode own = desk.get(Desk.ICBC_LIAISON, "/api/institutions").json().path("institutions");
    assertThat(own.valueStream().map(it -> it.path("id").asString())).containsExactly("ICBC");
    JsonNode all = desk.get(Desk.OPERATOR, "/api/institutions").json().path("institutions");
    assertThat(all).hasSizeGreaterThan(10);
  }

  @Test
  void nobodyAnswersForAnotherInstitution() {
    CaseId caseId = twoBanks(Calls.freshCard("ICBC"), Calls.freshCard("ABC"));
    String abcs = desk.orders(caseId, "STOP_PAYMENT").getLast();
    String refusal = "{\"outcome\":\"REFUSED\",\"reason\":\"NOT_OURS\"}";
    for (String token : new String[] {Desk.ICBC_LIAISON, Desk.ICBC_MACHINE, Desk.TELECOM}) {
      Came foreign = desk.refused(() -> desk.answer(token, caseId, abcs, refusal));
      Came absent = desk.refused(() -> desk.answer(token, caseId, NO_ORDER, refusal));
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(told(foreign)).isEqualTo(told(absent));
    }
    assertThat(desk.orderSeen(caseId, abcs).path("state").asString()).isEqualTo("ISSUED");
    assertThat(desk.answer(Desk.ABC_LIAISON, caseId, abcs, refusal).status()).isEqualTo(200);
  }

  private CaseId twoBanks(String icbcCard, String abcCard) {
    return desk.filed(
        Calls.report(
            Calls.payment("工商银行", icbcCard, "49800.00")
                + ","
                + Calls.payment("农业银行", abcCard, "12000.50"),
            "{\"phone\":\"13800002222\"}"));
  }

  /// All of a problem but the number of its occurrence.
  private static String told(Came came) {
    return came.text().replaceAll("urn:uuid:[0-9a-f-]+", "");
  }
}
