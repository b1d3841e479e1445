package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

/// Whatever the API answers is nothing that a browser embeds, guesses the type of, keeps, or tells
/// other sites about.
class HeadersTest extends OneDesk {
  @Test
  void everyAnswerOfTheApiIsGuarded() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    assertThat(acts.paper(caseId, stop, "stop-payment-form", "signed").status()).isEqualTo(200);
    List<Came> answers =
        List.of(
            desk.get(Desk.OPERATOR, "/api/cases/" + caseId),
            desk.get(Desk.OPERATOR, Acts.path(caseId, stop) + "/document"),
            desk.get(Desk.OPERATOR, Acts.path(caseId, stop) + "/papers/stop-payment-form"),
            desk.get(Desk.SUPERVISOR, "/api/institutions/ICBC/orders/export?state=open"),
            desk.get(Desk.OPERATOR, "/api/cases/QY-000000-0000"),
            desk.get("", "/api/cases"),
            desk.get(Desk.ADMIN, "/api/cases/" + caseId),
            desk.post("", "/api/session", Browser.asked("nobody-1", "not a password")));

    for (Came came : answers) {
      assertThat(came.header("X-Content-Type-Options")).as(came.text()).isEqualTo("nosniff");
      assertThat(came.header("Content-Security-Policy"))
          .isEqualTo("default-src 'none'; frame-ancestors 'none'");
      assertThat(came.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(came.header("Cache-Control")).contains("no-store");
      assertThat(came.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }
}
