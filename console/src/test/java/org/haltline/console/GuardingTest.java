package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderKind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an administrator sees to beside people.
class GuardingTest extends OneDesk {

  @Test
  void whatIsProtectedAtAScreenIsNotOrderedOnFromTheNextDecisionOn() {
    String card = Calls.freshCard("ICBC");
    Came added = protect("account", card, "救灾专户 / the relief fund");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.json().path("reason").asString()).isEqualTo("the relief fund");

    CaseId caseId = desk.filed(Calls.to(card, "900"));
    JsonNode order = desk.read(caseId).path("orders").get(0);
    assertThat(order.path("state").asString()).as(order.toString()).isEqualTo("NOT_ISSUED");

    String key = added.json().path("key").asString();
    assertThat(drop(key).json().path("removed").booleanValue()).isTrue();
    assertThat(drop(key).json().path("removed").booleanValue()).isFalse();
    CaseId free = desk.filed(Calls.to(card, "901"));
    assertThat(desk.order(free, "STOP_PAYMENT")).isNotEmpty();
    assertThat(desk.read(free).path("orders").get(0).path("state").asString()).isEqualTo("ISSUED");
    List<String> trail =
        desk.get(Desk.AUDITOR, "/api/audit?kind=act&who=adm-1")
            .json()
            .path("entries")
            .valueStream()
            .map(it -> it.path("operation").asString() + " " + it.path("reason").asString())
            .toList();
    assertThat(trail).contains("dropProtected gone", "addProtected 救灾专户 / the relief fund");
  }

  @Test
  void whatShipsIsNotTakenOut() {
    assertThat(desk.refused(() -> drop("link:bank.example")).code())
        .isEqualTo("protected-for-good");
    assertThat(desk.refused(() -> protect("domain", "bank.example", "again")).code())
        .isEqualTo("protected-already");
    assertThat(desk.get(Desk.OPERATOR, "/api/protected").text()).contains("link:bank.example");
  }

  @Test
  void whatCannotBeProtectedIsSaid() {
    assertThat(desk.refused(() -> protect("account", "6222", "x")).faults())
        .containsExactly("/account protected-value");
    assertThat(desk.refused(() -> protect("domain", "shop.example/path", "x")).faults())
        .containsExactly("/domain protected-value");
    assertThat(desk.refused(() -> protect("phone", "13800001234", " ")).faults())
        .containsExactly("/reason blank");
  }

  @Test
  void theLawInForceIsThere() {
    JsonNode law = desk.get(Desk.OPERATOR, "/api/rulebook").json();
    assertThat(law.path("version").asString()).isEqualTo(desk.book.version());
    JsonNode stop =
        law.path("kinds")
            .valueStream()
            .filter(it -> it.path("kind").asString().equals("STOP_PAYMENT"))
            .findFirst()
            .orElseThrow();
    assertThat(stop.path("term").asString()).isEqualTo("PT48H");
    assertThat(stop.path("mostPerTarget").intValue()).isEqualTo(2);
    assertThat(law.path("kinds")).hasSize(OrderKind.values().length);
  }

  @Test
  void theLedgerIsVerifiedWhileTheDesksGoOn() {
    desk.filed(Calls.to(Calls.freshCard("ICBC"), "77"));
    Came begun = desk.post(Desk.AUDITOR, "/api/ledger/verification", "");
    assertThat(begun.status()).as(begun.text()).isIn(200, 202);
    Desk.await("verified", () -> !state().path("state").asString().equals("running"));
    JsonNode found = state();
    assertThat(found.path("state").asString()).as(found.toString()).isEqualTo("holds");
    assertThat(found.path("checked").intValue()).isPositive();
    assertThat(found.path("faults")).isEmpty();
    assertThat(found.path("by").asString()).isEqualTo("aud-1");
  }

  @Test
  void anInstitutionThatNobodyServesIsSaidToBeSo() {
    JsonNode tried = desk.post(Desk.ADMIN, "/api/institutions/ABC/test", "").json();
    assertThat(tried.path("adapter").booleanValue()).isFalse();
    assertThat(tried.path("channels")).isEmpty();
    assertThat(
            desk.refused(() -> desk.post(Desk.ADMIN, "/api/institutions/NOBODY/test", "")).code())
        .isEqualTo("no-such-institution");
  }

  private JsonNode state() {
    return desk.get(Desk.AUDITOR, "/api/ledger/verification").json();
  }

  private Came protect(String is, String value, String reason) {
    return desk.post(
        Desk.ADMIN,
        "/api/protected",
        "{\"%s\":\"%s\",\"reason\":\"%s\"}".formatted(is, value, reason));
  }

  private Came drop(String key) {
    return desk.send(desk.request(Desk.ADMIN, "/api/protected?reason=gone&key=" + key).DELETE());
  }
}
