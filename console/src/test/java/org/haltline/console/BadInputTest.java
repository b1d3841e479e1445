package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.haltline.console.Desk.Came;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything that a client can get wrong has a clear answer and leaves the journal as it was.
class BadInputTest extends OneDesk {
  @Test
  void wrongDigits() {
    Came came = desk.refused(() -> desk.file(reportTo("工商银行", "6222020000000000015")));
    assertThat(came.code()).isEqualTo("invalid");
    assertThat(came.faults()).containsExactly("/payments/0/payee/account account.check-digit");
  }

  @ParameterizedTest
  @CsvSource({
    "-1.00, amount-not-positive",
    "0, amount-not-positive",
    "1000000000000000, amount-too-large",
    "49800.005, amount-decimals"
  })
  void impossibleAmounts(String amount, String code) {
    Came came =
        desk.refused(
            () -> desk.file(Calls.report(Calls.payment("工行", Calls.ICBC_CARD, amount), "")));
    assertThat(came.status()).isEqualTo(422);
    assertThat(came.code()).isEqualTo("invalid");
    assertThat(came.faults()).containsExactly("/payments/0/amount " + code);
  }

  @ParameterizedTest
  @CsvSource({
    "2026 1120 0040, pattern",
    "流水号20261120, pattern",
    "<EndToEndId>, pattern",
    "'', too-short",
    "20261120004055001232026112000405500123202611200040550012320261120, too-long"
  })
  void impossibleReferences(String reference, String code) {
    String payment = Calls.payment("工行", Calls.ICBC_CARD, "5");
    String told =
        payment.replace("\"currency\"", "\"reference\":\"" + reference + "\",\"currency\"");
    Came came = desk.refused(() -> desk.file(Calls.report(told, "")));
    assertThat(came.status()).isEqualTo(400);
    assertThat(came.faults()).containsExactly("/payments/0/reference " + code);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00+08:00, time-future",
    "2019-11-20T09:00:00+08:00, time-ancient",
    "2026-11-20T09:00:00, time-shape"
  })
  void impossibleTimes(String at, String code) {
    Came came =
        desk.refused(
            () -> desk.file(Calls.report(Calls.payment("工行", Calls.ICBC_CARD, "5", at), "")));
    assertThat(came.code()).isEqualTo("invalid");
    assertThat(came.faults()).containsExactly("/payments/0/at " + code);
  }

  @Test
  void unknownCurrency() {
    Came came = desk.refused(() -> desk.file(Calls.plain().replace("\"CNY\"", "\"RMB\"")));
    assertThat(came.code()).isEqualTo("invalid");
    assertThat(came.faults()).containsExactly("/payments/0/currency currency-unknown");
  }

  @Test
  void duplicatePayments() {
    String one = Calls.payment("工行", Calls.ICBC_CARD, "5");
    Came came = desk.refused(() -> desk.file(Calls.report(one + "," + one, "")));
    assertThat(came.faults()).containsExactly("/payments/1 duplicate-payment");
    CaseId caseId = desk.filed(Calls.report(one, ""));
    Came again =
        desk.refused(
            () ->
                desk.post(
                    Desk.OPERATOR,
                    "/api/cases/" + caseId + "/payments",
                    "{\"payments\":["
                        + Calls.payment("工行", Calls.ICBC_CARD, "6")
                        + ","
                        + one
                        + "]}"));
    assertThat(again.code()).isEqualTo("duplicate-payment");
    assertThat(again.faults()).containsExactly("/payments/1 duplicate-payment");
  }

  @Test
  void theSameKeyWithAnotherBody() {
    String key = UUID.randomUUID().toString();
    assertThat(desk.post(Desk.OPERATOR, "/api/reports", Calls.plain(), key).status())
        .isEqualTo(201);
    Came came = desk.refused(() -> desk.post(Desk.OPERATOR, "/api/reports", Calls.full(), key));
    assertThat(came.status()).isEqualTo(422);
    assertThat(came.code()).isEqualTo("key-reused");
    Came elsewhere =
        desk.refused(
            () ->
                desk.post(
                    Desk.OPERATOR,
                    "/api/cases/QY-261120-0001/lures",
                    "{\"lures\":[{\"phone\":\"13800003333\"}]}",
                    key));
    assertThat(elsewhere.code()).isEqualTo("key-reused");
  }

  @Test
  void theSameKeyOfSomebodyElseIsAnotherKey() {
    String key = UUID.randomUUID().toString();
    assertThat(desk.post(Desk.OPERATOR, "/api/reports", Calls.plain(), key).status())
        .isEqualTo(201);
    Came other = desk.post(Desk.SUPERVISOR, "/api/reports", Calls.full(), key);
    assertThat(other.status()).as(other.text()).isEqualTo(201);
  }

  @Test
  void aReportWithoutKey() {
    Came came = desk.refused(() -> desk.post(Desk.OPERATOR, "/api/reports", Calls.plain()));
    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo("idempotency-key-missing");
  }

  @Test
  void keysThatCannotBe() {
    for (String key : List.of("with space", "x".repeat(129))) {
      Came came = desk.refused(() -> desk.post(Desk.OPERATOR, "/api/reports", Calls.plain(), key));
      assertThat(came.code()).isEqualTo("bad-parameter");
      assertThat(came.json().path("errors").get(0).path("pointer").asString())
          .isEqualTo("header:Idempotency-Key");
    }
  }

  @Test
  void anUnknownMember() {
    Came came =
        desk.refused(() -> desk.file(Calls.plain().replace("\"via\"", "\"vla\":1,\"via\"")));
    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo("shape");
    assertThat(came.faults()).containsExactly("/vla unknown-member");
    assertThat(came.json().path("errors").get(0).path("detail").asString()).contains("vla", "via");
  }

  @Test
  void faultsOfShapeAndOfMeaningAreToldTogetherInTheClientsLanguage() {
    String body = Calls.plain().replace("\"via\"", "\"vla\":1,\"via\"").replace("49800.00", "0");
    desk.speaks("zh-CN,zh;q=0.9");
    Came came = desk.file(body);
    desk.speaks("");
    assertThat(came.faults())
        .containsExactlyInAnyOrder("/vla unknown-member", "/payments/0/amount amount-not-positive");
    assertThat(came.header("Content-Language")).isEqualTo("zh");
    assertThat(came.json().path("title").asString()).isEqualTo("与接口约定不符");
    assertThat(came.json().path("errors").get(1).path("detail").asString()).isEqualTo("金额应大于零。");
  }

  @Test
  void malformedJson() {
    Came came = desk.refused(() -> desk.file("{\n \"caller\": }"));
    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo("malformed-json");
    assertThat(came.json().path("detail").asString()).contains("line 2, column 12");
    assertThat(desk.refused(() -> desk.file("")).code()).isEqualTo("body-missing");
    assertThat(desk.refused(() -> desk.file("[".repeat(60_000))).code())
        .isEqualTo("malformed-json");
    assertThat(desk.refused(() -> desk.file("{\"a\":".repeat(30) + "1" + "}".repeat(30))).code())
        .isEqualTo("malformed-json");
  }

  @Test
  void brokenUtf8() {
    byte[] body = Calls.plain().getBytes(StandardCharsets.UTF_8);
    body[19] = (byte) 0xFF;
    Came came =
        desk.refused(
            () ->
                desk.send(
                    desk.request(Desk.OPERATOR, "/api/reports")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "k-utf8")
                        .POST(BodyPublishers.ofByteArray(body))));
    assertThat(came.status()).isEqualTo(400);
    assertThat(came.code()).isEqualTo("broken-utf8");
    assertThat(came.json().path("detail").asString()).contains("byte 19");
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/xml", "application/x-www-form-urlencoded", "''"})
  void aWrongContentType(String type) {
    Came came =
        desk.refused(
            () -> {
              var request =
                  desk.request(Desk.OPERATOR, "/api/reports")
                      .header("Idempotency-Key", "k-type")
                      .POST(BodyPublishers.ofString(Calls.plain()));
              return desk.send(type.isEmpty() ? request : request.header("Content-Type", type));
            });
    assertThat(came.status()).isEqualTo(415);
    assertThat(came.code()).isEqualTo("wrong-type");
    assertThat(came.json().path("detail").asString()).contains("application/json");
  }

  @Test
  void aCharacterSetOtherThanUtf8() {
    Came came =
        desk.refused(
            () ->
                desk.send(
                    desk.request(Desk.OPERATOR, "/api/reports")
                        .header("Idempotency-Key", "k-charset")
                        .header("Content-Type", "application/json; charset=gbk")
                        .POST(BodyPublishers.ofString(Calls.plain()))));
    assertThat(came.status()).isEqualTo(415);
    assertThat(came.code()).isEqualTo("wrong-charset");
    assertThat(came.json().path("detail").asString()).contains("UTF-8");
  }

  @Test
  void contentTypesThatAreMeantRight() {
    for (String type : List.of("application/json; charset=UTF-8", "Application/JSON")) {
      Came came =
          desk.send(
              desk.request(Desk.OPERATOR, "/api/reports")
                  .header("Idempotency-Key", UUID.randomUUID().toString())
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString(Calls.plain())));
      assertThat(came.status()).as(came.text()).isEqualTo(201);
    }
  }

  @Test
  void aBodyOfTenMegabytes() {
    String body = Calls.plain().replace("付完就联系不上了", "x".repeat(10 << 20));
    Came came = desk.refused(() -> desk.file(body));
    assertThat(came.status()).isEqualTo(413);
    assertThat(came.code()).isEqualTo("too-large");
    // The connection is of use afterwards.
    assertThat(desk.file(Calls.plain()).status()).isEqualTo(201);
  }

  @Test
  void aBodyOfTenMegabytesThatDoesNotSayHowLongItIs() throws IOException {
    Position end = desk.end();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.server.port())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + Desk.OPERATOR
                  + "\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk =
          ("10000\r\n" + "[".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 160; i++) {
        out.write(chunk);
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      byte[] head = in.readNBytes(12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
    assertThat(desk.end()).isEqualTo(end);
  }

  @Test
  void aClientThatAsksFirstHearsNoBeforeItSends() throws IOException {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "700"));
    String statement = Acts.path(caseId, desk.order(caseId, "STOP_PAYMENT")) + "/statement?name=x";
    asksFirst("/api/reports", Desk.OPERATOR, "application/json", 10L << 20);
    asksFirst(statement, Desk.ICBC_LIAISON, "text/csv", (10L << 20) + 1);
    asksFirst("/api/lists", Desk.ANALYST, "text/csv", (1L << 30) + 1);
  }

  private void asksFirst(String path, String token, String type, long bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.server.port())) {
      socket.setSoTimeout(60_000);
      String asked =
          String.join(
              "\r\n",
              "POST " + path + " HTTP/1.1",
              "Host: x",
              "Authorization: Bearer " + token,
              "Idempotency-Key: k",
              "Content-Type: " + type,
              "Content-Length: " + bytes,
              "Expect: 100-continue",
              "",
              "");
      socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).as(path).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void listsWithoutEnd() {
    String lures = "{\"phone\":\"13800002222\"},".repeat(50) + "{\"phone\":\"13800002222\"}";
    Came came = desk.refused(() -> desk.file(Calls.report("", lures)));
    assertThat(came.status()).isEqualTo(400);
    assertThat(came.faults()).containsExactly("/lures too-many");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/report, 404, no-such-path",
    "GET, /api, 404, no-such-path",
    "GET, /api/reports, 405, method-not-allowed",
    "DELETE, /api/cases/QY-261120-0001, 405, method-not-allowed",
    "POST, /health, 405, method-not-allowed",
    "GET, /api/cases/QY-261120-9999, 404, no-such-case",
    "GET, /api/cases/nonsense, 404, no-such-case",
    "GET, /api/cases/QY-261120-9999/history, 404, no-such-case",
    "POST, /api/cases/QY-261120-9999/orders/1/approval, 403, not-allowed",
    "GET, /api/cases/QY-261120-0001?verbose=1, 400, bad-parameter",
    "GET, /api/institutions?verbose=1, 400, bad-parameter",
    "GET, /api/openapi.yaml?verbose=1, 400, bad-parameter",
    "GET, /health?verbose=1, 400, bad-parameter",
    "GET, /ready?verbose=1, 400, bad-parameter",
    "GET, /metrics?verbose=1, 403, not-allowed",
    "GET, /api/cases/QY-261120-0001/history?limit=0, 400, bad-parameter",
    "GET, /api/cases/QY-261120-0001/history?limit=5&limit=6, 400, bad-parameter",
    "GET, /api/institutions/ICBC/orders, 400, bad-parameter",
    "GET, /api/institutions/ICBC/orders?state=all, 400, bad-parameter",
    "GET, /api/institutions/ICBC/orders?state=open&after=x, 400, bad-parameter",
    "GET, /api/institutions/NOBODY/orders?state=open, 404, no-such-institution",
    "GET, /api/institutions/ICBC/orders?state=open&after=1-0%0A, 400, bad-parameter",
    "GET, /api/institutions/ICBC/orders?state=open&after=99999999999999999999-0, 400,"
        + " bad-parameter",
    "GET, /api/feed?after=yesterday, 400, bad-parameter",
    "GET, /api/feed?after=99999999999999999999-0, 400, bad-parameter",
    "GET, /api/feed?after=99999999999999-0, 409, place-unknown"
  })
  void pathsMethodsAndParameters(String method, String path, int status, String code) {
    Came came =
        desk.refused(
            () ->
                desk.send(
                    desk.request(Desk.OPERATOR, path).method(method, BodyPublishers.noBody())));
    assertThat(came.status()).isEqualTo(status);
    assertThat(came.code()).isEqualTo(code);
    if (status == 405) {
      assertThat(came.header("Allow")).isNotBlank();
    }
  }

  @Test
  void nobodyAndSomebodyUnknown() {
    Came nobody = desk.refused(() -> desk.get("", "/api/cases/QY-261120-0001"));
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.code()).isEqualTo("no-token");
    assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"haltline\"");
    Came unknown = desk.refused(() -> desk.get("guessed", "/api/cases/QY-261120-0001"));
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.code()).isEqualTo("token-unknown");
    assertThat(unknown.header("WWW-Authenticate")).contains("invalid_token");
    assertThat(desk.refused(() -> desk.post("", "/api/reports", Calls.plain(), "k")).code())
        .isEqualTo("no-token");
  }

  @Test
  void whatIsNoHttp() throws IOException {
    assertThat(raw("EHLO mail.example\r\n\r\n"))
        .startsWith("HTTP/1.0 400")
        .contains("urn:haltline:problem:malformed-request");
  }

  @Test
  void anEscapeThatIsNone() throws IOException {
    for (String path : List.of("/api/cases/%zz", "/api/%", "/api/feed?after=%zz")) {
      assertThat(raw("GET " + path + HEAD + "\r\n"))
          .as(path)
          .startsWith("HTTP/1.1 400")
          .containsIgnoringCase("content-type: application/problem+json")
          .contains("urn:haltline:problem:malformed-request");
    }
  }

  @Test
  void twoKeysForOneReport() throws IOException {
    String report = Calls.plain();
    String head =
        "POST /api/reports"
            + HEAD
            + "Content-Type: application/json\r\nContent-Length: "
            + report.getBytes(StandardCharsets.UTF_8).length
            + "\r\nIdempotency-Key: the-first-of-two\r\nIdempotency-Key: the-second-of-two\r\n\r\n";
    assertThat(raw(head + report))
        .startsWith("HTTP/1.1 400")
        .contains("urn:haltline:problem:bad-parameter", "header:Idempotency-Key");
  }

  private static final String HEAD =
      " HTTP/1.1\r\nHost: haltline\r\nConnection: close\r\nAuthorization: Bearer "
          + Desk.OPERATOR
          + "\r\n";

  /// Says what no HTTP client would, and hears the answer.
  private String raw(String said) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String reportTo(String bank, String account) {
    return Calls.report(Calls.payment(bank, account, "49800.00"), "");
  }
}
