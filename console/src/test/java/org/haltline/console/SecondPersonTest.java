package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An order that wants a second person and papers: asked for, approved or declined.
class SecondPersonTest extends OneDesk {
  @Test
  void aFreezeLeavesOnlyWithASecondPersonAndItsPaper() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "49800.00");
    String wanted =
        "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"money of several victims\"}"
            .formatted(stop);
    Came early = desk.refused(() -> acts.issue(Desk.SUPERVISOR, caseId, wanted));
    assertThat(early.code()).isEqualTo("case-not-filed");
    assertThat(early.status()).isEqualTo(409);
    acts.filing(caseId);

    JsonNode freeze = Acts.only(acts.issue(Desk.SUPERVISOR, caseId, wanted), 201);
    assertThat(freeze.path("state").asString()).isEqualTo("REQUESTED");
    assertThat(freeze.path("amount").asString()).isEqualTo("49800.00");
    String number = freeze.path("number").asString();

    assertThat(desk.refused(() -> acts.approve(Desk.SUPERVISOR, caseId, number)).code())
        .isEqualTo("own-request");
    assertThat(desk.refused(() -> acts.approve(Desk.OPERATOR, caseId, number)).code())
        .isEqualTo("not-allowed");
    Came noPaper = desk.refused(() -> acts.approve(Desk.CITY_SUPERVISOR, caseId, number));
    assertThat(noPaper.code()).isEqualTo("paper-missing");
    assertThat(noPaper.json().path("detail").asString()).contains("freeze-notice");
    Came tooEarly =
        desk.refused(
            () -> desk.answer(Desk.ICBC_LIAISON, caseId, number, "{\"outcome\":\"DONE\"}"));
    assertThat(tooEarly.code()).isEqualTo("no-such-order");

    assertThat(acts.paper(caseId, number, "freeze-notice", "the notice").status()).isEqualTo(200);
    JsonNode approved = Acts.only(acts.approve(Desk.CITY_SUPERVISOR, caseId, number), 200);
    assertThat(approved.path("state").asString()).isEqualTo("ISSUED");
    assertThat(approved.path("approvedBy").asString()).isEqualTo("sup-2");
    assertThat(approved.path("requestedBy").asString()).isEqualTo("sup-1");

    Position end = desk.end();
    Came again = acts.approve(Desk.CITY_SUPERVISOR, caseId, number);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("changed").booleanValue()).isFalse();
    assertThat(desk.end()).isEqualTo(end);

    desk.held(Desk.ICBC_LIAISON, caseId, number, "49800.00");
    assertThat(acts.hold(caseId, stop).path("end").asString()).isEqualTo("FROZEN");
    assertThat(acts.hold(caseId, number).path("stands").booleanValue()).isTrue();
    assertThat(desk.read(caseId).path("sums").get(0).path("held").asString()).isEqualTo("49800.00");
  }

  @Test
  void aMajorFreezeWantsTheCitysApproval() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "700");
    acts.filing(caseId);
    String number =
        Acts.only(
                acts.issue(
                    Desk.OPERATOR,
                    caseId,
                    "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"complex\",\"major\":true}"
                        .formatted(stop)),
                201)
            .path("number")
            .asString();
    acts.paper(caseId, number, "freeze-notice", "the notice");

    Came county = desk.refused(() -> acts.approve(Desk.SUPERVISOR, caseId, number));
    assertThat(county.status()).isEqualTo(403);
    assertThat(county.code()).isEqualTo("not-allowed-to-approve");
    assertThat(county.json().path("detail").asString())
        .isEqualTo("This needs the approval of a supervisor at city level or above.");
    desk.speaks("zh");
    assertThat(acts.approve(Desk.SUPERVISOR, caseId, number).json().path("detail").asString())
        .isEqualTo("需要由市级及以上的主管审批。");
    desk.speaks("");
    assertThat(acts.approve(Desk.CITY_SUPERVISOR, caseId, number).status()).isEqualTo(200);
  }

  @Test
  void whatWasDeclinedNeverLeaves() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "700");
    acts.filing(caseId);
    String number =
        Acts.only(
                acts.issue(
                    Desk.OPERATOR,
                    caseId,
                    "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"all of it\"}"
                        .formatted(stop)),
                201)
            .path("number")
            .asString();
    String decline = Acts.path(caseId, number) + "/decline";
    Came silent = desk.refused(() -> desk.post(Desk.SUPERVISOR, decline, "{\"reason\":\"  \"}"));
    assertThat(silent.faults()).containsExactly("/reason blank");

    JsonNode declined =
        Acts.only(desk.post(Desk.SUPERVISOR, decline, "{\"reason\":\"a victim's account\"}"), 200);
    assertThat(declined.path("state").asString()).isEqualTo("DECLINED");
    assertThat(desk.refused(() -> acts.approve(Desk.CITY_SUPERVISOR, caseId, number)).code())
        .isEqualTo("order-not-waiting");
  }

  @Test
  void whoMayNeitherApproveNorTakeBackIsToldWhoMay() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "700");
    acts.filing(caseId);
    String freeze =
        "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"all of it\"}".formatted(stop);
    String number =
        Acts.only(acts.issue(Desk.SUPERVISOR, caseId, freeze), 201).path("number").asString();
    String decline = Acts.path(caseId, number) + "/decline";
    String reason = "{\"reason\":\"not needed\"}";

    Came came = desk.refused(() -> desk.post(Desk.OPERATOR, decline, reason));
    assertThat(came.status()).isEqualTo(403);
    assertThat(came.code()).isEqualTo("not-allowed-to-decline");
    assertThat(came.json().path("detail").asString())
        .isEqualTo(
            "A request is declined by a supervisor at county level or above, or taken back by"
                + " whoever asked for it. Ask one of them.");
    desk.speaks("zh");
    Came chinese = desk.post(Desk.OPERATOR, decline, reason);
    desk.speaks("");
    assertThat(chinese.json().path("detail").asString())
        .isEqualTo("申请由县级及以上的主管驳回，或由申请人本人撤回。请由其办理。");
    assertThat(chinese.json().path("errors").get(0).path("detail").asString())
        .isEqualTo(chinese.json().path("detail").asString());
  }

  @Test
  void aPaperIsKeptUnderItsHashAndNamedOnce() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Came first = acts.paper(caseId, stop, "stop-payment-form", "signed");
    assertThat(Acts.only(first, 200).path("papers").valueStream().map(JsonNode::asString))
        .containsExactly("stop-payment-form");
    Position end = desk.end();
    Came again = acts.paper(caseId, stop, "stop-payment-form", "signed");
    assertThat(again.json().path("changed").booleanValue()).isFalse();
    assertThat(desk.end()).isEqualTo(end);

    assertThat(desk.refused(() -> acts.paper(caseId, stop, "poem", "signed")).code())
        .isEqualTo("paper-unknown");
    assertThat(desk.refused(() -> acts.paper(caseId, stop, "stop-payment-form", "")).code())
        .isEqualTo("body-missing");
    String at = Acts.path(caseId, stop) + "/papers/stop-payment-form";
    assertThat(desk.refused(() -> desk.put(Desk.OPERATOR, at, "text/html", new byte[] {1})).code())
        .isEqualTo("wrong-type");
    assertThat(
            desk.refused(
                    () -> desk.put(Desk.OPERATOR, at, "application/pdf", new byte[(10 << 20) + 1]))
                .code())
        .isEqualTo("too-large");
  }

  /// The contract takes no Idempotency-Key for documents, so one that is sent all the same must not
  /// make a second document look like a repetition of the first.
  @Test
  void anotherPaperUnderAnUsedKeyIsNotTakenForTheFirst() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "900"));
    String at = Acts.path(caseId, desk.order(caseId, "STOP_PAYMENT")) + "/papers/stop-payment-form";
    for (String text : new String[] {"%PDF-1.7 page one", "%PDF-1.7 page two"}) {
      Came came =
          desk.send(
              desk.request(Desk.OPERATOR, at)
                  .header("Content-Type", "application/pdf")
                  .header("Idempotency-Key", "the-same")
                  .PUT(BodyPublishers.ofString(text)));
      assertThat(came.status()).isEqualTo(200);
      assertThat(came.header("Idempotency-Replayed")).isEmpty();
    }
    assertThat(
            desk.read(caseId)
                .path("orders")
                .get(0)
                .path("papers")
                .valueStream()
                .map(JsonNode::asString))
        .containsExactly("stop-payment-form", "stop-payment-form");
  }
}
