package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A liaison drops in a statement, and where the money went on to is part of the case.
class StatementTest extends OneDesk {
  private static final String HEADINGS = "交易时间,借贷标志,金额,对方户名,对方账号,对方开户行,流水号\n";
  private static final String FIRST =
      "2026-05-20 16:11:47,借,49800.00,鲁安,6228480402564890018,农业银行,F1\n";
  private static final String SECOND = "2026-05-20 16:12:03,贷,0.01,沈佳音,,建设银行,F2\n";

  @Test
  void itsTransfersAreFactsOfTheCase() {
    String card = Calls.freshCard("ICBC");
    CaseId caseId = desk.filed(Calls.to(card, "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");

    Came dropped = drop(Desk.ICBC_LIAISON, caseId, stop, HEADINGS + FIRST + SECOND);

    assertThat(dropped.status()).as(dropped.text()).isEqualTo(200);
    assertThat(dropped.json().path("changed").booleanValue()).isTrue();
    JsonNode found = findings(Desk.ANALYST, caseId, "");
    assertThat(found.path("transfersInAll").intValue()).isEqualTo(2);
    JsonNode first = found.path("transfers").get(0);
    assertThat(first.path("source").asString()).isEqualTo("STATEMENT");
    assertThat(first.path("order").asString()).isEqualTo(stop);
    assertThat(first.path("from").path("account").asString()).isEqualTo(card);
    assertThat(first.path("from").path("bank").asString()).isEqualTo("ICBC");
    assertThat(first.path("to").path("account").asString()).isEqualTo("6228480402564890018");
    assertThat(first.path("to").path("holder").asString()).isEqualTo("鲁安");
    assertThat(first.path("to").path("bank").asString()).isEqualTo("农业银行");
    assertThat(first.path("to").path("institution").asString()).isEqualTo("ABC");
    assertThat(first.path("amount").asString()).isEqualTo("49800.00");
    assertThat(first.path("at").asString()).isEqualTo("2026-05-20T08:11:47Z");
    assertThat(found.path("transfers").get(1).path("to").path("account").asString())
        .isEqualTo(card);
  }

  @Test
  void whatIsDroppedAgainAddsOnlyWhatIsNew() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    drop(Desk.ICBC_LIAISON, caseId, stop, HEADINGS + FIRST);
    Position end = desk.end();

    Came again = drop(Desk.ICBC_LIAISON, caseId, stop, HEADINGS + FIRST);

    assertThat(again.json().path("changed").booleanValue()).isFalse();
    assertThat(desk.end()).isEqualTo(end);
    drop(Desk.ANALYST, caseId, stop, HEADINGS + FIRST + SECOND);
    assertThat(findings(Desk.ANALYST, caseId, "").path("transfersInAll").intValue()).isEqualTo(2);
    JsonNode page = findings(Desk.ANALYST, caseId, "?limit=1");
    assertThat(page.path("transfers")).hasSize(1);
    assertThat(page.path("next").intValue()).isEqualTo(1);
    JsonNode last = findings(Desk.ANALYST, caseId, "?limit=1&after=1");
    assertThat(last.path("transfers").get(0).path("reference").asString()).isEqualTo("F2");
    assertThat(last.path("next").isNull()).isTrue();
  }

  @Test
  void oneFaultyRowAndNothingIsTaken() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Position end = desk.end();

    Came refused =
        desk.refused(
            () ->
                drop(
                    Desk.ICBC_LIAISON,
                    caseId,
                    stop,
                    HEADINGS + FIRST + FIRST.replace("借", "转").replace("49800.00", "ten")));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("statement-faulty");
    JsonNode fault = refused.json().path("errors").get(0);
    assertThat(fault.path("pointer").asString()).isEqualTo("row:3");
    assertThat(fault.path("detail").asString()).contains("ten");
    assertThat(desk.end()).isEqualTo(end);
  }

  @Test
  void whatIsNoStatementIsToldSo() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");

    Came refused = desk.refused(() -> drop(Desk.ICBC_LIAISON, caseId, stop, "hello\nworld\n"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("statement-unreadable");
  }

  /// Small on its way and without end when it is unpacked, or simply too large.
  @Test
  void aBombIsNotUnpackedAndWhatIsTooLargeOrNoTableIsToldSo() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    String xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    Came bomb = desk.refused(() -> drop(caseId, stop, xlsx, bomb()));
    byte[] beyond = (HEADINGS + FIRST + "\n".repeat(10 << 20)).getBytes(UTF_8);
    Came large = desk.refused(() -> drop(caseId, stop, "text/csv", beyond));
    Came streamed =
        desk.refused(
            () ->
                drop(
                    caseId,
                    stop,
                    "text/csv",
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(beyond))));
    Came page = desk.refused(() -> drop(caseId, stop, "text/html", "<p>".getBytes(UTF_8)));

    assertThat(bomb.status()).isEqualTo(422);
    assertThat(bomb.code()).isEqualTo("statement-unreadable");
    assertThat(bomb.text()).contains("Unpacked it is larger", "Nothing of it was taken");
    for (Came came : List.of(large, streamed)) {
      assertThat(came.status()).isEqualTo(413);
      assertThat(came.text()).contains("10 MiB");
    }
    assertThat(page.status()).isEqualTo(415);
    assertThat(findings(Desk.ICBC_LIAISON, caseId, "").path("transfers")).isEmpty();
  }

  private Came drop(CaseId caseId, String order, String type, byte[] bytes) {
    return drop(caseId, order, type, BodyPublishers.ofByteArray(bytes));
  }

  private Came drop(CaseId caseId, String order, String type, BodyPublisher body) {
    return desk.send(
        desk.request(Desk.ICBC_LIAISON, Acts.path(caseId, order) + "/statement?name=x")
            .header("Content-Type", type)
            .POST(body));
  }

  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] nothing = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(nothing);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @Test
  void anotherBankNeitherDropsNorSees() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    drop(Desk.ICBC_LIAISON, caseId, stop, HEADINGS + FIRST);

    assertThat(findings(Desk.ICBC_LIAISON, caseId, "").path("transfers")).hasSize(1);
    assertThat(desk.refused(() -> drop(Desk.ABC_LIAISON, caseId, stop, HEADINGS + SECOND)).code())
        .isEqualTo("no-such-order");
    assertThat(
            desk.refused(() -> desk.get(Desk.ABC_LIAISON, "/api/cases/" + caseId + "/findings"))
                .code())
        .isEqualTo("no-such-case");
  }

  @Test
  void aStatementInTheUsualEncodingOfChineseBanksIsRead() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");

    drop(Desk.ICBC_LIAISON, caseId, stop, (HEADINGS + FIRST).getBytes(Charset.forName("GB18030")));

    assertThat(
            findings(Desk.ANALYST, caseId, "")
                .path("transfers")
                .get(0)
                .path("to")
                .path("holder")
                .asString())
        .isEqualTo("鲁安");
  }

  private JsonNode findings(String token, CaseId caseId, String query) {
    Came came = desk.get(token, "/api/cases/" + caseId + "/findings" + query);
    assertThat(came.status()).as(came.text()).isEqualTo(200);
    return came.json();
  }

  private Came drop(String token, CaseId caseId, String order, String text) {
    return drop(token, caseId, order, text.getBytes(UTF_8));
  }

  private Came drop(String token, CaseId caseId, String order, byte[] bytes) {
    String path = "/api/cases/" + caseId + "/orders/" + order + "/statement?name=flow.csv";
    return desk.send(
        desk.request(token, path)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofByteArray(bytes)));
  }
}
