package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import tools.jackson.databind.JsonNode;

/// What the police do with the orders of a case, in the words of the tests.
final class Acts {
  private final Desk desk;

  Acts(Desk desk) {
    this.desk = desk;
  }

  Came issue(String token, CaseId caseId, String json) {
    return desk.post(token, "/api/cases/" + caseId + "/orders", json, UUID.randomUUID().toString());
  }

  Came approve(String token, CaseId caseId, String order) {
    return desk.post(token, path(caseId, order) + "/approval", "");
  }

  Came release(CaseId caseId, String order) {
    return desk.post(
        Desk.OPERATOR, path(caseId, order) + "/release", "{\"reason\":\"an innocent account\"}");
  }

  Came closing(CaseId caseId) {
    return desk.post(
        Desk.SUPERVISOR, "/api/cases/" + caseId + "/closure", "{\"why\":\"nothing left to do\"}");
  }

  void filing(CaseId caseId) {
    Came came =
        desk.post(
            Desk.ANALYST,
            "/api/cases/" + caseId + "/filing",
            "{\"policeCaseNumber\":\"A4401-" + caseId + "\"}");
    assertThat(came.json().path("status").asString()).isEqualTo("FILED");
  }

  Came paper(CaseId caseId, String order, String name, String text) {
    return desk.put(
        Desk.OPERATOR,
        path(caseId, order) + "/papers/" + name,
        "application/pdf",
        (text.isEmpty() ? "" : "%PDF-1.7 " + text).getBytes(StandardCharsets.UTF_8));
  }

  static String path(CaseId caseId, String order) {
    return "/api/cases/" + caseId + "/orders/" + order;
  }

  JsonNode hold(CaseId caseId, String order) {
    return desk.orderSeen(caseId, order).path("hold");
  }

  /// The first order that a command touched.
  static JsonNode only(Came came, int status) {
    assertThat(came.status()).as(came.text()).isEqualTo(status);
    assertThat(came.json().path("orders")).as(came.text()).isNotEmpty();
    return came.json().path("orders").get(0);
  }
}
