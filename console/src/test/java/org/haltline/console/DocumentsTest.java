package org.haltline.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The document of an order, to be printed: who gets it, and of which orders there is one.
class DocumentsTest extends OneDesk {
  private static final String UNTYPED = "application/octet-stream";

  private Came document(String token, CaseId caseId, String number) {
    return desk.get(token, "/api/cases/" + caseId + "/orders/" + number + "/document");
  }

  @Test
  void aDeskPrintsTheDocumentOfItsOwnOrder() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    for (String token : List.of(Desk.OPERATOR, Desk.ICBC_LIAISON, Desk.AUDITOR)) {
      Came came = document(token, caseId, stop);
      assertThat(came.status()).isEqualTo(200);
      assertThat(came.headers().get("content-type")).containsExactly("application/pdf");
      assertThat(came.headers().get("content-disposition"))
          .containsExactly("inline; filename=\"" + stop + ".pdf\"");
      assertThat(came.text()).isEqualTo("%%PDF-1.4 %s %s".formatted(caseId, stop));
    }
  }

  @Test
  void anotherBanksOrderIsNoOrder() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Came refused = desk.refused(() -> document(Desk.ABC_LIAISON, caseId, stop));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo("no-such-order");
    Came nowhere =
        desk.refused(() -> document(Desk.ABC_LIAISON, new CaseId("QY-261120-9999"), stop));
    assertThat(nowhere.code()).as("nor is one of no case").isEqualTo("no-such-order");
    assertThat(
            desk.refused(() -> document(Desk.OPERATOR, new CaseId("QY-261120-9999"), stop)).code())
        .isEqualTo("no-such-case");
    assertThat(desk.refused(() -> document(Desk.OPERATOR, caseId, "9".repeat(32))).code())
        .isEqualTo("no-such-order");
  }

  @Test
  void aFreezeThatWaitsIsADraftForThePoliceAndNothingForTheBank() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    desk.held(Desk.ICBC_LIAISON, caseId, stop, "700");
    acts.filing(caseId);
    JsonNode freeze =
        Acts.only(
            acts.issue(
                Desk.OPERATOR,
                caseId,
                "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"of many\"}".formatted(stop)),
            201);
    String number = freeze.path("number").asString();
    assertThat(document(Desk.OPERATOR, caseId, number).text()).endsWith(" DRAFT");
    assertThat(desk.refused(() -> document(Desk.ICBC_LIAISON, caseId, number)).code())
        .isEqualTo("no-such-order");
    acts.paper(caseId, number, "freeze-notice", "the notice");
    assertThat(acts.approve(Desk.CITY_SUPERVISOR, caseId, number).status()).isEqualTo(200);
    assertThat(document(Desk.ICBC_LIAISON, caseId, number).text()).doesNotContain("DRAFT");
  }

  @Test
  void whatWasDeclinedOrHasNoDocumentHasNone() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    JsonNode query =
        Acts.only(
            acts.issue(
                Desk.OPERATOR,
                caseId,
                "{\"kind\":\"HOLDER_QUERY\",\"original\":\"%s\",\"reason\":\"who\"}"
                    .formatted(stop)),
            201);
    Came none =
        desk.refused(() -> document(Desk.OPERATOR, caseId, query.path("number").asString()));
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.code()).isEqualTo("no-document");

    desk.held(Desk.ICBC_LIAISON, caseId, stop, "700");
    acts.filing(caseId);
    String freeze =
        Acts.only(
                acts.issue(
                    Desk.OPERATOR,
                    caseId,
                    "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"of many\"}"
                        .formatted(stop)),
                201)
            .path("number")
            .asString();
    assertThat(
            desk.post(
                    Desk.SUPERVISOR,
                    "/api/cases/" + caseId + "/orders/" + freeze + "/decline",
                    "{\"reason\":\"not enough\"}")
                .status())
        .isEqualTo(200);
    assertThat(desk.refused(() -> document(Desk.OPERATOR, caseId, freeze)).code())
        .isEqualTo("no-document");
  }

  @Test
  void aBankAnswersOnPaperAndThePoliceReadIt() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    assertThat(desk.refused(() -> paper(Desk.OPERATOR, caseId, stop, "reply")).code())
        .isEqualTo("no-paper");

    assertThat(hand(Desk.ICBC_LIAISON, caseId, stop, "reply", "%PDF-1.7 first").status())
        .isEqualTo(200);
    assertThat(hand(Desk.ICBC_LIAISON, caseId, stop, "reply", "%PDF-1.7 corrected").status())
        .isEqualTo(200);
    Came read = paper(Desk.OPERATOR, caseId, stop, "reply");
    assertThat(read.text()).isEqualTo("%PDF-1.7 corrected");
    assertThat(read.headers().get("content-type")).containsExactly("application/pdf");
    assertThat(read.headers().get("content-disposition"))
        .containsExactly("attachment; filename=\"reply\"");

    for (String name : List.of("stop-payment-form", "anything")) {
      assertThat(desk.refused(() -> hand(Desk.ICBC_LIAISON, caseId, stop, name, "x")).code())
          .as("the police's papers are not the bank's to hand in")
          .isEqualTo("paper-unknown");
    }
    assertThat(desk.refused(() -> hand(Desk.ABC_LIAISON, caseId, stop, "reply", "x")).code())
        .isEqualTo("no-such-order");
    assertThat(desk.refused(() -> paper(Desk.ABC_LIAISON, caseId, stop, "reply")).code())
        .isEqualTo("no-such-order");
  }

  /// Whoever opens it later believes what it is called.
  @Test
  void whatIsNotWhatItSaysIsNotKept() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    for (String content :
        List.of("<html><script>alert(1)</script>", "MZ\u0090", "PK\u0003\u0004")) {
      Came refused = desk.refused(() -> hand(Desk.ICBC_LIAISON, caseId, stop, "reply", content));
      assertThat(refused.status()).isEqualTo(415);
      assertThat(refused.code()).isEqualTo("not-what-it-says");
      assertThat(refused.text()).contains("application/pdf", "PDF, a JPEG or a PNG");
    }
    assertThat(desk.refused(() -> paper(Desk.OPERATOR, caseId, stop, "reply")).code())
        .isEqualTo("no-paper");
  }

  /// Without a type it is what its first bytes say, and nothing that a desk should not open.
  @Test
  void whatComesWithoutATypeIsADocumentOrNothing() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    String at = Acts.path(caseId, stop) + "/papers/reply";
    for (String content :
        List.of("<html>", "<svg onload=alert(1)>", "MZ\u0090", "PK\u0003\u0004", "plain words")) {
      Came refused =
          desk.refused(
              () -> desk.put(Desk.ICBC_LIAISON, at, UNTYPED, content.getBytes(ISO_8859_1)));
      assertThat(refused.status()).as(content).isEqualTo(415);
      assertThat(refused.code()).as(content).isEqualTo("not-what-it-says");
    }
    byte[] picture = "\u0089PNG\r\n\u001a\n scanned".getBytes(ISO_8859_1);
    assertThat(desk.put(Desk.ICBC_LIAISON, at, UNTYPED, picture).status()).isEqualTo(200);
    assertThat(paper(Desk.OPERATOR, caseId, stop, "reply").header("Content-Type"))
        .isEqualTo("image/png");
  }

  /// A paper is called as the rulebook calls it: whatever else is refused at every door that takes
  /// a name, with its place, before anything is kept or looked for.
  @Test
  void whatIsNoNameOfAPaperIsRefusedAtEveryDoor() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    for (String name :
        List.of("<img src=y onerror=alert(2)>", "'><script>alert(2)", "a b", "回执", ".reply")) {
      String written = URLEncoder.encode(name, UTF_8).replace("+", "%20");
      Came handed = desk.refused(() -> hand(Desk.ICBC_LIAISON, caseId, stop, written, "%PDF-1.7"));
      Came read = desk.refused(() -> paper(Desk.OPERATOR, caseId, stop, written));
      assertThat(List.of(handed.code(), read.code()))
          .as(name)
          .containsExactly("paper-unknown", "no-paper");
      for (Came refused : List.of(handed, read)) {
        assertThat(refused.faults()).as(name).containsExactly("path:name " + refused.code());
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      }
    }
    assertThat(desk.refused(() -> paper(Desk.OPERATOR, caseId, stop, "reply")).code())
        .isEqualTo("no-paper");
  }

  /// Before anything is read, where the client says how much it is about to send, and as soon as it
  /// is too much where it does not.
  @Test
  void whatIsTooLargeIsNotKept() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    byte[] large = Arrays.copyOf("%PDF-1.7 ".getBytes(UTF_8), (10 << 20) + 1);
    for (var body :
        List.of(
            BodyPublishers.ofByteArray(large),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
      Came refused =
          desk.refused(
              () ->
                  desk.send(
                      desk.request(Desk.ICBC_LIAISON, Acts.path(caseId, stop) + "/papers/reply")
                          .header("Content-Type", "application/pdf")
                          .PUT(body)));
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.text()).contains("10 MiB");
    }
    assertThat(desk.refused(() -> paper(Desk.OPERATOR, caseId, stop, "reply")).code())
        .isEqualTo("no-paper");
  }

  private Came paper(String token, CaseId caseId, String order, String name) {
    return desk.get(token, "/api/cases/" + caseId + "/orders/" + order + "/papers/" + name);
  }

  private Came hand(String token, CaseId caseId, String order, String name, String content) {
    return desk.put(
        token,
        Acts.path(caseId, order) + "/papers/" + name,
        "application/pdf",
        content.getBytes(UTF_8));
  }
}
