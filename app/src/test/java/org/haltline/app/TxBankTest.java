package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Opening;
import org.haltline.bank.sandbox.tx.SandboxTxBank;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.Money;
import org.haltline.outside.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A report becomes a request in a bank's mailbox, and what the bank feeds back a fact of the case:
/// a whole house on its real journal, and a bank that comes for its mail over HTTP.
@Timeout(300)
class TxBankTest {
  private static final String TOKEN = "an operator's token of this test";
  private static final String BANK_ID = "102100099996";
  private static final String ACCOUNT = "6222020000000000018";
  private static final Opening.Onward MOVED =
      new Opening.Onward("6228480000000000018", new Money(500, "CNY"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private Path config = Path.of("not-there-yet");
  private int port;

  @BeforeEach
  void configure() throws Exception {
    port = Ports.free();
    config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              storage: {data: "%1$s/data", keys: "%1$s/keys", witness: "%1$s/witness"}
              http: {port: 0}
              tokens:
                - {sha256: %2$s, id: op, name: 苏晴, roles: [OPERATOR, SUPERVISOR], unit: 市局, unit-level: CITY}
              tx:
                port: %3$d
                organisation: "350500000000"
                name: 青屿市反诈中心
                operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110}
                investigator: {id-type: POLICE_OFFICER, id-number: P0002, name: 苏可}
              institutions:
                - id: ICBC
                  channels:
                    - {type: TX, tx: {bank-id: "%4$s", bank-name: 工商银行, fetch-within: PT1S, again-after: PT2S}}
            """
                .formatted(folder, ThreeProcessesTest.sha256(TOKEN), port, BANK_ID));
  }

  @AfterEach
  void end() {
    client.shutdownNow();
  }

  @Test
  void whatTheBankHoldsIsAHoldOfTheCase() throws Exception {
    try (House house = start();
        SandboxTxBank bank = bank(new Money(81_230, "CNY"), Faults.NONE)) {
      String caseId = report(house);
      JsonNode stop = awaitStop(house, caseId, "DONE");
      JsonNode hold = stop.get("hold");
      assertThat(hold.get("stands").asBoolean()).isTrue();
      assertThat(hold.get("amount").asString()).isEqualTo("812.30");
      assertThat(readCase(house, caseId).get("sums").get(0).get("held").asString())
          .isEqualTo("812.30");
      assertThat(Objects.requireNonNull(bank.account(ACCOUNT)).heldMinor()).isEqualTo(81_230);
      assertThat(bank.fetched()).containsExactly("0100" + stop.get("number").asString());
      JsonNode signature = stop.get("signature");
      assertThat(signature.get("form").asString()).isEqualTo("tx");
      assertThat(signature.get("algorithm").asString()).isEqualTo("Ed25519");
      Path published = folder.resolve("keys").resolve("order.key.public");
      assertThat(signature.get("keyId").asString())
          .isEqualTo(OrderKeys.published(published).keyId());
    }
    assertThat(KeptEvidence.of(config, List.of()))
        .as("the signature that it went out with, looked at afterwards")
        .satisfies(
            tally -> {
              assertThat(tally.verified()).isEqualTo(1);
              assertThat(tally.notChecked()).isZero();
              assertThat(tally.holds()).isTrue();
            });
    String then = Files.readString(config);
    Path earlier = Files.writeString(folder.resolve("2026-11-20.yaml"), then);
    int banks = then.indexOf("  institutions:");
    for (String since :
        List.of(
            then.replace("林一帆", "林二帆"),
            then.replace("again-after: PT2S", "application-prefix: \"0777\""),
            then.substring(0, banks))) {
      Files.writeString(config, since);
      assertThat(KeptEvidence.of(config, List.of()))
          .as("not made again with\n%s", since)
          .satisfies(
              tally -> {
                assertThat(tally.verified()).isZero();
                assertThat(tally.gaps().keySet())
                    .containsExactly(new OrderEvidence.Gap("ICBC", "tx", ""));
                assertThat(tally.notChecked()).isEqualTo(1);
                assertThat(tally.holds()).isTrue();
              });
      assertThat(KeptEvidence.of(config, List.of(), List.of(earlier)))
          .as("and with the configuration of that day it is")
          .satisfies(
              tally -> {
                assertThat(tally.verified()).isEqualTo(1);
                assertThat(tally.notChecked()).isZero();
              });
    }
    Files.delete(folder.resolve("keys").resolve("order.key"));
    Files.writeString(config, then);
    start().close();
    assertThat(KeptEvidence.of(config, List.of()).verified())
        .as("another key signs by now")
        .isEqualTo(1);
  }

  @Test
  void whatABankTellsWhileItIsWaitedForIsAFactOfTheCase() throws Exception {
    try (House house = start();
        SandboxTxBank bank = bank(new Money(81_230, "CNY"), Faults.NONE)) {
      String caseId = report(house);
      awaitStop(house, caseId, "DONE");
      post(
          house,
          "/api/cases/" + caseId + "/orders",
          "{\"kind\":\"TRANSACTION_QUERY\",\"target\":{\"bank\":\"ICBC\",\"account\":\"%s\"},\"reason\":\"where to\"}"
              .formatted(ACCOUNT));
      await(() -> order(house, caseId, 1).get("state").asString().equals("DONE"));
      JsonNode found = read(house, "/api/cases/" + caseId + "/findings");
      assertThat(found.get("balances").get(0).get("available").asString())
          .as("what the stop holds cannot leave")
          .isEqualTo("0.00");
      JsonNode moved = found.get("transfers").get(found.get("transfersInAll").asInt() - 1);
      assertThat(moved.get("to").get("account").asString()).isEqualTo(MOVED.number());
      assertThat(moved.get("amount").asString()).isEqualTo("5.00");
      assertThat(bank.fetched()).hasSize(2);
    }
  }

  @Test
  void theFormOfAStopCanBePrinted() throws Exception {
    try (House house = start()) {
      String caseId = report(house);
      String number = order(house, caseId, 0).get("number").asString();
      var printed =
          client.send(
              request(house, "/api/cases/" + caseId + "/orders/" + number + "/document").build(),
              BodyHandlers.ofByteArray());
      assertThat(printed.statusCode()).isEqualTo(200);
      try (PDDocument document = Loader.loadPDF(printed.body())) {
        assertThat(new PDFTextStripper().getText(document))
            .contains("紧急止付申请表", "指令编号 " + number, "案件编号 " + caseId, "账号 " + ACCOUNT)
            .contains("协助单位 中国工商银行", "金额 CNY 1000.00", "人民币壹仟元整");
      }
    }
  }

  @Test
  void whatIsSaidTwiceIsOneFactAndAContradictionIsShown() throws Exception {
    try (House house = start();
        SandboxTxBank bank = bank(new Money(900_000, "CNY"), Faults.NONE.answeringTwice(1))) {
      String caseId = report(house);
      JsonNode stop = awaitStop(house, caseId, "DONE");
      String number = "0100" + stop.get("number").asString();
      int version = readCase(house, caseId).get("version").asInt();

      assertThat(bank.say("100102", number, Map.of("Result", "0302"))).isEqualTo(204);

      JsonNode after = awaitStop(house, caseId, "DONE");
      assertThat(after.get("contradictions").asInt()).isEqualTo(1);
      assertThat(after.get("hold").get("amount").asString()).isEqualTo("1000.00");
      assertThat(bank.say("100102", number, Map.of("Result", "0302"))).isEqualTo(204);
      assertThat(readCase(house, caseId).get("version").asInt()).isEqualTo(version + 1);
    }
  }

  @Test
  void aBankThatStaysAwayIsSeenAndARestartLosesNothing() throws Exception {
    try (SandboxTxBank bank = bank(new Money(900_000, "CNY"), Faults.NONE.away(true))) {
      String caseId;
      try (House house = start()) {
        caseId = report(house);
        JsonNode unknown = awaitStop(house, caseId, "UNKNOWN");
        assertThat(unknown.get("remark").asString()).contains("it has fetched nothing since");
      }
      bank.misbehave(Faults.NONE.answeringLate(1, 300));
      try (House house = start()) {
        awaitStop(house, caseId, "DONE");
        assertThat(Objects.requireNonNull(bank.account(ACCOUNT)).holds()).hasSize(1);
      }
    }
  }

  @Test
  void anAnswerThatComesAfterTheOrderHasLeftTheQueueFindsItsCase() throws Exception {
    try (SandboxTxBank bank = bank(new Money(900_000, "CNY"), Faults.NONE)) {
      String caseId;
      String number;
      try (House house = start()) {
        caseId = report(house);
        number = "0100" + awaitStop(house, caseId, "DONE").get("number").asString();
      }
      try (House house = start()) {
        await(() -> bank.say("100102", number, Map.of("Result", "0302")) == 204);
        assertThat(awaitStop(house, caseId, "DONE").get("contradictions").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void aReleaseTakesBackWhatTheBankHasNotFetched() throws Exception {
    try (House house = start();
        SandboxTxBank bank = bank(new Money(900_000, "CNY"), Faults.NONE.away(true))) {
      String caseId = report(house);
      JsonNode stop = awaitStop(house, caseId, "UNKNOWN");
      post(
          house,
          "/api/cases/" + caseId + "/orders/" + stop.get("number").asString() + "/release",
          "{\"reason\":\"a mistake\"}");
      await(() -> order(house, caseId, 1).get("state").asString().equals("DONE"));
      assertThat(order(house, caseId, 0).get("state").asString()).isEqualTo("WITHDRAWN");
      bank.misbehave(Faults.NONE);
      Thread.sleep(500);
      assertThat(bank.fetched()).isEmpty();
    }
  }

  /// Ordered and called back while nobody served the bank: it never meets the mailbox, and what the
  /// release says is said of the stop. The mailbox's book knows that it was never laid in.
  @Test
  void aProlongationThatWasCalledBackWhileTheMailboxWasAwayGivesItsPlaceBack() throws Exception {
    try (SandboxTxBank bank = bank(new Money(900_000, "CNY"), Faults.NONE)) {
      String caseId;
      String orders;
      String stop;
      try (House house = start()) {
        caseId = report(house);
        orders = "/api/cases/" + caseId + "/orders";
        stop = awaitStop(house, caseId, "DONE").get("number").asString();
      }
      try (House house = start(Set.of(Part.CORE, Part.CONSOLE))) {
        post(
            house,
            orders,
            "{\"kind\":\"PROLONG\",\"original\":\"%s\",\"reason\":\"more time\"}".formatted(stop));
        post(house, orders + "/" + stop + "/release", "{\"reason\":\"a mistake\"}");
        assertThat(order(house, caseId, 1).get("state").asString()).isEqualTo("WITHDRAWN");
      }
      try (House house = start()) {
        await(() -> order(house, caseId, 2).get("state").asString().equals("DONE"));
        await(() -> order(house, caseId, 1).has("remark"));
        assertThat(order(house, caseId, 1).get("remark").asString())
            .contains("called back before it was received");
        assertThat(bank.fetched()).as("the stop and its release").hasSize(2);
        post(
            house,
            orders,
            "{\"kind\":\"STOP_PAYMENT\",\"target\":{\"bank\":\"ICBC\",\"account\":\"%s\"},\"amount\":\"500.00\",\"currency\":\"CNY\",\"reason\":\"the second of two\"}"
                .formatted(ACCOUNT));
        await(() -> order(house, caseId, 3).get("state").asString().equals("DONE"));
      }
    }
  }

  private House start() {
    return start(Part.all());
  }

  private House start(Set<Part> parts) {
    return QuickHouse.start(
        SettingsFile.read(config, Map.of()).settings(), parts, InstantSource.system());
  }

  private SandboxTxBank bank(Money balance, Faults faults) {
    return new SandboxTxBank(
        SandboxTxBank.Place.at(URI.create("http://127.0.0.1:" + port), BANK_ID),
        BankLedger.of((number, key) -> new Opening.Account("周某", true, balance, MOVED)),
        client,
        faults,
        InstantSource.system());
  }

  private String report(House house) throws Exception {
    String report =
        """
        {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake loan","language":"zh",
         "said":"转了一笔","victimOnLineWithFraudster":false,
         "payments":[{"payee":{"bank":"ICBC","account":"%s"},"amount":"1000.00","currency":"CNY","at":"%s"}],
         "lures":[]}
        """
            .formatted(
                ACCOUNT,
                Instant.now().minus(9, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS));
    return post(house, "/api/reports", report).get("caseId").asString();
  }

  private JsonNode post(House house, String path, String json) throws Exception {
    HttpRequest request =
        request(house, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JsonMapper.shared().readTree(answer.body());
  }

  private JsonNode readCase(House house, String caseId) throws Exception {
    return read(house, "/api/cases/" + caseId);
  }

  private JsonNode read(House house, String path) throws Exception {
    var answer = client.send(request(house, path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  /// The stop of the case, once it is in that state.
  private JsonNode awaitStop(House house, String caseId, String state) throws Exception {
    await(() -> order(house, caseId, 0).get("state").asString().equals(state));
    return order(house, caseId, 0);
  }

  private JsonNode order(House house, String caseId, int number) throws Exception {
    return readCase(house, caseId).get("orders").get(number);
  }

  private static void await(Callable<Boolean> reached) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
      Thread.sleep(20);
    }
  }

  private static HttpRequest.Builder request(House house, String path) {
    return HttpRequest.newBuilder(URI.create(house.api() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + TOKEN);
  }
}
