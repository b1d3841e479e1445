package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Opening;
import org.haltline.bank.sandbox.tx.SandboxTxBank;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.Money;
import org.haltline.core.subject.Luhn;
import org.haltline.outside.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole house on its real journal, a bank that comes for its mail over HTTP, and two people of
/// the police. House and bank share a clock that goes on by itself and can be put forward.
final class HoldDesk implements AutoCloseable {
  static final String OPERATOR = "an operator's token of this test";
  static final String CHIEF = "a supervisor's token of this test";
  private static final String BANK_ID = "102100099996";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final SandboxTxBank bank;
  private final House house;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Money> balances = new ConcurrentHashMap<>();
  private volatile Duration ahead = Duration.ZERO;
  private int cards;

  HoldDesk(Path folder) throws Exception {
    int port = Ports.free();
    Path config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              storage: {data: "%1$s/data", keys: "%1$s/keys", witness: "%1$s/witness"}
              http: {port: 0}
              dispatch: {deadlines-every: PT0.1S}
              tokens:
                - {sha256: %2$s, id: op, name: 苏晴, roles: [OPERATOR], unit: 县局, unit-level: COUNTY}
                - {sha256: %3$s, id: chief, name: 顾长青, roles: [SUPERVISOR], unit: 市局, unit-level: CITY}
              tx:
                port: %4$d
                organisation: "350500000000"
                name: 青屿市反诈中心
                operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110}
                investigator: {id-type: POLICE_OFFICER, id-number: P0002, name: 苏可}
              institutions:
                - id: ICBC
                  channels:
                    - {type: TX, tx: {bank-id: "%5$s", bank-name: 工商银行}}
            """
                .formatted(
                    folder,
                    ThreeProcessesTest.sha256(OPERATOR),
                    ThreeProcessesTest.sha256(CHIEF),
                    port,
                    BANK_ID));
    InstantSource clock = this::now;
    house = QuickHouse.start(SettingsFile.read(config, Map.of()).settings(), Part.all(), clock);
    bank =
        new SandboxTxBank(
            SandboxTxBank.Place.at(URI.create("http://127.0.0.1:" + port), BANK_ID),
            BankLedger.of((number, key) -> opening(number)),
            client,
            Faults.NONE,
            clock);
  }

  private Opening opening(String number) {
    Money balance = balances.getOrDefault(number, Money.zero("CNY"));
    return new Opening.Account("周某", true, balance, null);
  }

  /// A card of the bank on which so much lies.
  String card(long minor) {
    String body = "622202%012d".formatted(++cards);
    String card = body + Luhn.checkDigit(body);
    balances.put(card, new Money(minor, "CNY"));
    return card;
  }

  Instant now() {
    return Instant.now().plus(ahead);
  }

  void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /// Puts the clock forward to so long before that moment.
  void passUntil(Duration before, Instant moment) {
    pass(Duration.between(now(), moment.minus(before)));
  }

  // --- what people do

  /// A report of one payment to that card; the stop that follows it is done.
  Held stopped(String card, String amount) throws Exception {
    String report =
        """
        {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake loan","language":"zh",
         "said":"转了一笔","victimOnLineWithFraudster":false,
         "payments":[{"payee":{"bank":"ICBC","account":"%s"},"amount":"%s","currency":"CNY","at":"%s"}],
         "lures":[]}
        """
            .formatted(
                card, amount, now().minus(9, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS));
    JsonNode filed = post(OPERATOR, "/api/reports", report);
    String caseId = filed.get("caseId").asString();
    return done(new Held(caseId, card, first(readCase(caseId)).get("number").asString()));
  }

  /// One order and the account that it holds.
  record Held(String caseId, String card, String number) {
    String path() {
      return "/api/cases/" + caseId + "/orders/" + number;
    }
  }

  private static JsonNode first(JsonNode file) {
    return file.get("orders").get(0);
  }

  /// The same, once the bank has done it.
  Held done(Held held) throws Exception {
    await(held.number + " is done", () -> state(held).equals("DONE"));
    return held;
  }

  /// An order that takes over from that one.
  Held carryOn(Held held, String kind) throws Exception {
    return issue(
        held,
        "{\"kind\":\"%s\",\"original\":\"%s\",\"reason\":\"钱款未转出\"}".formatted(kind, held.number));
  }

  /// A stop on the next account of the trail.
  Held extend(Held held, String card, String amount) throws Exception {
    String order =
        """
        {"kind":"STOP_PAYMENT","original":"%s","target":{"bank":"ICBC","account":"%s"},"amount":"%s","currency":"CNY","reason":"资金转至此户"}
        """
            .formatted(held.number, card, amount);
    return issue(new Held(held.caseId, card, held.number), order);
  }

  private Held issue(Held held, String order) throws Exception {
    JsonNode made = post(OPERATOR, "/api/cases/" + held.caseId + "/orders", order);
    return new Held(held.caseId, held.card, first(made).get("number").asString());
  }

  /// Asks for a freeze or a renewal, prints its notice, hands the notice in, and a second person
  /// agrees.
  Held approved(Held held, String kind) throws Exception {
    Held asked = carryOn(held, kind);
    assertThat(state(asked)).isEqualTo("REQUESTED");
    assertThat(refused(CHIEF, asked.path() + "/approval", ""))
        .as("without its paper")
        .isEqualTo("paper-missing");
    attach(asked, "freeze-notice");
    assertThat(refused(OPERATOR, asked.path() + "/approval", ""))
        .as("who asked for it")
        .isEqualTo("not-allowed");
    post(CHIEF, asked.path() + "/approval", "");
    return asked;
  }

  /// Prints the order's own document and hands it in.
  void attach(Held held, String paper) throws Exception {
    var printed =
        client.send(
            request(OPERATOR, held.path() + "/document").build(), BodyHandlers.ofByteArray());
    assertThat(printed.statusCode()).isEqualTo(200);
    var handedIn =
        client.send(
            request(OPERATOR, held.path() + "/papers/" + paper)
                .header("Content-Type", "application/pdf")
                .PUT(BodyPublishers.ofByteArray(printed.body()))
                .build(),
            BodyHandlers.ofString());
    assertThat(handedIn.statusCode()).as(handedIn.body()).isEqualTo(200);
  }

  /// The order that lets that one go; behind an unfreezing leaves [#behind].
  Held release(Held held) throws Exception {
    return letGo(held, "/release");
  }

  Held unrelated(Held held) throws Exception {
    return letGo(held, "/unrelated");
  }

  private Held letGo(Held held, String how) throws Exception {
    int before = readCase(held.caseId).get("orders").size();
    post(OPERATOR, held.path() + how, "{\"reason\":\"账户与诈骗无关\"}");
    return at(held, before);
  }

  /// The order that left behind that one.
  Held behind(Held held) throws Exception {
    JsonNode orders = readCase(held.caseId).get("orders");
    int place = 0;
    while (!orders.get(place).get("number").asString().equals(held.number)) {
      place++;
    }
    return at(held, place + 1);
  }

  private Held at(Held held, int place) throws Exception {
    JsonNode order = readCase(held.caseId).get("orders").get(place);
    return new Held(held.caseId, held.card, order.get("number").asString());
  }

  /// A question about that account.
  Held ask(Held held, String kind) throws Exception {
    return issue(
        held,
        "{\"kind\":\"%s\",\"target\":{\"bank\":\"ICBC\",\"account\":\"%s\"},\"reason\":\"资金去向\"}"
            .formatted(kind, held.card));
  }

  /// The bank says at last that it is done.
  void sayDone(Held held, String code) throws Exception {
    assertThat(bank.say(code, "0100" + held.number, Map.of("Result", "0000"))).isEqualTo(204);
  }

  void file(Held held) throws Exception {
    post(
        OPERATOR,
        "/api/cases/" + held.caseId + "/filing",
        "{\"policeCaseNumber\":\"A33-%s\"}".formatted(held.caseId));
  }

  // --- what is seen

  JsonNode readCase(String caseId) throws Exception {
    return read("/api/cases/" + caseId);
  }

  JsonNode order(Held held) throws Exception {
    for (JsonNode order : readCase(held.caseId).get("orders")) {
      if (order.get("number").asString().equals(held.number)) {
        return order;
      }
    }
    throw new AssertionError("no order " + held.number);
  }

  JsonNode hold(Held held) throws Exception {
    return order(held).get("hold");
  }

  String state(Held held) throws Exception {
    return order(held).get("state").asString();
  }

  /// How it ended, once it has.
  String end(Held held) throws Exception {
    await(held.number + " ends", () -> !hold(held).get("stands").asBoolean());
    return hold(held).get("end").asString();
  }

  Instant endsAt(Held held) throws Exception {
    return Instant.parse(hold(held).get("endsAt").asString());
  }

  /// What is held in the whole case.
  String heldInAll(Held held) throws Exception {
    return readCase(held.caseId).get("sums").get(0).get("held").asString();
  }

  /// The facts of that kind about one order.
  List<JsonNode> facts(Held held, String type) throws Exception {
    JsonNode history = read("/api/cases/" + held.caseId + "/history?limit=200").get("facts");
    return StreamSupport.stream(history.spliterator(), false)
        .filter(fact -> fact.get("type").asString().equals(type))
        .map(fact -> fact.get("event"))
        .filter(event -> event.get("orderId").asString().equals(held.number))
        .toList();
  }

  void awaitFact(Held held, String type) throws Exception {
    await(type + " of " + held.number, () -> !facts(held, type).isEmpty());
  }

  /// The account as the bank has it.
  AccountView account(Held held) {
    return Objects.requireNonNull(bank.account(held.card));
  }

  /// The numbers of the orders that hold there, as the bank has them.
  List<String> holdsAtBank(Held held) {
    return account(held).standing().stream().map(AccountView.Held::order).toList();
  }

  // --- the wire

  JsonNode read(String path) throws Exception {
    var answer = client.send(request(OPERATOR, path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private JsonNode post(String token, String path, String json) throws Exception {
    var answer = client.send(posting(token, path, json), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JsonMapper.shared().readTree(answer.body());
  }

  /// The code of the refusal that this gets.
  String refused(String token, String path, String json) throws Exception {
    var answer = client.send(posting(token, path, json), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    return JsonMapper.shared()
        .readTree(answer.body())
        .get("type")
        .asString()
        .replace("urn:haltline:problem:", "");
  }

  private HttpRequest posting(String token, String path, String json) {
    return request(token, path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
        .build();
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(URI.create(house.api() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  static void await(String what, Callable<Boolean> reached) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.call()) {
      assertThat(System.nanoTime()).as("waited in vain: " + what).isLessThan(until);
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    bank.close();
    house.close();
    client.shutdownNow();
  }
}
