package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.haltline.app.OrderEvidence.Verdict;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.orders.IsoDraft;
import org.haltline.bank.iso.orders.IsoDrafts;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Opening;
import org.haltline.bank.sandbox.iso.SandboxIsoBank;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.Signer;
import org.haltline.outside.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A report becomes a signed recall at a bank that speaks ISO 20022, and what the bank gives back a
/// fact of the case: a whole house on its real journal, and a bank behind real mutual TLS.
@Timeout(300)
class IsoBankTest {
  private static final String TOKEN = "an operator's token of this test";
  private static final String PASSWORD = "for-this-test";
  private static final String BIC = "QHBKCNBJ";
  private static final int EVERY = 11;
  private static final String ACCOUNT = "6222020000000000018";
  private static final Opening.Onward MOVED =
      new Opening.Onward("6228480000000000018", new Money(500, "CNY"), "LJBKCNBJ");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path keys;
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  /// One authority, and what it signed: the house, and a bank that bears its BIC.
  @BeforeAll
  static void certificates() throws Exception {
    keytool("ca", "authority", "-ext", "bc:c");
    keytool("house", "house", "-signer", "ca", "-ext", "SAN=ip:127.0.0.1");
    keytool("house-since", "house", "-signer", "ca", "-ext", "SAN=ip:127.0.0.1");
    keytool("bank", BIC, "-signer", "ca", "-ext", "SAN=ip:127.0.0.1");
    for (String name : List.of("ca", "house", "house-since", "bank")) {
      pem(name + ".crt", "CERTIFICATE", certificate(name).getEncoded());
    }
    for (String name : List.of("house", "house-since")) {
      pem(name + ".key", "PRIVATE KEY", key(name).getEncoded());
    }
  }

  @BeforeEach
  void aPort() throws Exception {
    port = Ports.free();
  }

  @AfterEach
  void end() {
    client.shutdownNow();
  }

  @Test
  void whatTheBankGivesBackIsAHoldOfTheCase() throws Exception {
    try (SandboxIsoBank bank = bank(new Money(81_230, "CNY"), Faults.NONE);
        House house = start(bank)) {
      String caseId = report(house);
      JsonNode stop = awaitStop(house, caseId, "DONE");
      JsonNode hold = stop.get("hold");
      assertThat(hold.get("stands").asBoolean()).isTrue();
      assertThat(hold.get("amount").asString()).isEqualTo("812.30");
      assertThat(stop.get("remark").asString()).contains("it goes back");
      assertThat(stop.toString()).contains("xmldsig");
      assertThat(readCase(house, caseId).get("sums").get(0).get("held").asString())
          .isEqualTo("812.30");
      assertThat(Objects.requireNonNull(bank.account(ACCOUNT)).heldMinor()).isEqualTo(81_230);
      assertThat(bank.taken()).containsExactly(stop.get("number").asString());
      assertThat(readCase(house, caseId).get("payments").get(0).get("reference").asString())
          .isEqualTo("2026112000405500123");
    }
    Path config = folder.resolve("haltline.yaml");
    assertThat(KeptEvidence.of(config, List.of()))
        .as("the signature that it went out with, looked at afterwards")
        .satisfies(
            tally -> {
              assertThat(tally.verified()).isEqualTo(1);
              assertThat(tally.notChecked()).isZero();
            });
    whatWasKeptIsHeldAgainst(SettingsFile.read(config, Map.of()).settings());
    whatIsKeptOutlivesTheConfiguration(config);
  }

  /// Another name, another key, no such bank any more: the certificate of that day is kept, and the
  /// configuration of that day says the rest.
  private void whatIsKeptOutlivesTheConfiguration(Path config) throws Exception {
    String then = Files.readString(config);
    Path earlier = Files.writeString(folder.resolve("2026-11-20.yaml"), then);
    String withAnotherKey = then.replace("/house.", "/house-since.");
    Files.writeString(config, withAnotherKey);
    assertThat(KeptEvidence.of(config, List.of()).verified())
        .as("another key signs by now")
        .isEqualTo(1);

    for (String since :
        List.of(
            withAnotherKey.replace("市反诈中心", "市公安局"),
            withAnotherKey.substring(0, withAnotherKey.indexOf("  institutions:")))) {
      Files.writeString(config, since);
      OrderEvidence.Tally today = KeptEvidence.of(config, List.of());
      assertThat(today.verified()).isZero();
      assertThat(today.gaps().keySet())
          .containsExactly(new OrderEvidence.Gap("ICBC", "xmldsig", ""));
      assertThat(KeptEvidence.of(config, List.of(), List.of(earlier)).verified())
          .as("with the configuration of that day")
          .isEqualTo(1);
    }

    Files.writeString(config, withAnotherKey);
    try (Stream<Path> kept = Files.list(folder.resolve("keys"))) {
      for (Path file : kept.filter(it -> it.toString().endsWith(".crt")).toList()) {
        Files.delete(file);
      }
    }
    OrderEvidence.Tally lost = KeptEvidence.of(config, List.of());
    assertThat(lost.verified()).isZero();
    assertThat(lost.gaps().keySet())
        .containsExactly(
            new OrderEvidence.Gap(
                "ICBC", "xmldsig", Signer.keyId(certificate("house").getPublicKey())));
    assertThat(KeptEvidence.of(config, List.of(keys.resolve("house.crt"))).verified())
        .as("handed in by somebody who has it")
        .isEqualTo(1);
  }

  /// Whatever is changed in what was kept of a message is found. Each look makes the message again,
  /// so one place in eleven is changed.
  private static void whatWasKeptIsHeldAgainst(Settings settings) throws Exception {
    SentAnew anew = SentAnew.of(settings);
    OutgoingOrder stop = OrderEvidenceTest.stopAt(Instant.now().plus(1, ChronoUnit.DAYS));
    OrderSignature kept = kept(settings, stop);
    var known = new OrderEvidence.Known(Map.of(), List.of(certificate("house")));
    assertThat(OrderEvidence.verdict(stop, kept, known, anew)).isEqualTo(Verdict.HOLDS);
    List<OrderSignature> off = OrderEvidenceTest.oneByteOff(kept);
    for (int i = 0; i < off.size(); i += EVERY) {
      OrderSignature planted = off.get(i);
      assertThat(OrderEvidence.verdict(stop, planted, known, anew))
          .as(planted.toString())
          .isEqualTo(Verdict.BROKEN);
    }
    var another = new OrderEvidence.Known(Map.of(), List.of(certificate("house-since")));
    assertThat(OrderEvidence.verdict(stop, kept, another, anew)).isEqualTo(Verdict.KEY_GONE);
    OutgoingOrder older = OrderEvidenceTest.stopAt(Instant.parse("2026-11-20T04:00:00Z"));
    OrderSignature signed = kept(settings, older);
    assertThat(OrderEvidence.verdict(older, kept, known, anew))
        .as("a signature by that key on something else")
        .isEqualTo(Verdict.BYTES_ELSEWHERE);
    var withAnother =
        new OrderSignature(
            signed.form(), signed.algorithm(), signed.keyId(), signed.value(), kept.sha256());
    assertThat(OrderEvidence.verdict(older, withAnother, known, anew))
        .as("another certificate of the same key stood in the message then")
        .isEqualTo(Verdict.HOLDS);
  }

  /// What the house keeps of that order, signed with its key.
  private static OrderSignature kept(Settings settings, OutgoingOrder order) throws Exception {
    Settings.IsoHouse said = settings.iso().orElseThrow();
    var drafts =
        new IsoDrafts(
            IsoBanks.sender(said),
            new IsoParty.Bank(BIC),
            IsoBanks.options(
                settings.institutions().getFirst().channels().getFirst().iso().orElseThrow(),
                new LawFiles(settings.law()).rulebook().zone()));
    var ready = (IsoDraft.Ready) drafts.draft(order);
    var codec =
        new IsoCodec(
            new IsoSeal(key("house"), certificate("house"), certificate("bank")),
            IsoSchemas.none(),
            1_000_000,
            InstantSource.system());
    return codec.sign(ready.head(), ready.message()).evidence();
  }

  @Test
  void whatIsSaidTwiceIsOneFactAndARestartLosesNothing() throws Exception {
    try (SandboxIsoBank bank =
        bank(new Money(900_000, "CNY"), Faults.NONE.answeringTwice(1).answeringLate(1, 2_000))) {
      String caseId;
      try (House house = start(bank)) {
        caseId = report(house);
        await(() -> !bank.taken().isEmpty());
      }
      try (House house = start(bank)) {
        JsonNode stop = awaitStop(house, caseId, "DONE");
        assertThat(stop.get("hold").get("amount").asString()).isEqualTo("1000.00");
        assertThat(stop.has("contradictions")).isFalse();
        assertThat(Objects.requireNonNull(bank.account(ACCOUNT)).holds()).hasSize(1);
      }
    }
  }

  @Test
  void whereTheMoneyWentIsAFactOfTheCase() throws Exception {
    try (SandboxIsoBank bank = bank(new Money(81_230, "CNY"), Faults.NONE.answeringTwice(1));
        House house = start(bank)) {
      String caseId = report(house);
      awaitStop(house, caseId, "DONE");
      post(
          house,
          "/api/cases/" + caseId + "/orders",
          "{\"kind\":\"TRANSACTION_QUERY\",\"target\":{\"bank\":\"ICBC\",\"account\":\"%s\"},\"reason\":\"where to\"}"
              .formatted(ACCOUNT));
      await(() -> order(house, caseId, 1).get("state").asString().equals("DONE"));
      JsonNode found = read(house, "/api/cases/" + caseId + "/findings");
      assertThat(found.get("holders").get(0).get("name").asString()).isEqualTo("周某");
      assertThat(found.get("balances").get(0).get("available").asString())
          .as("what the recall set aside cannot leave")
          .isEqualTo("0.00");
      assertThat(found.get("transfersInAll").asInt()).as("told twice, kept once").isEqualTo(2);
      JsonNode moved = found.get("transfers").get(1);
      assertThat(moved.get("from").get("account").asString()).isEqualTo(ACCOUNT);
      assertThat(moved.get("to").get("account").asString()).isEqualTo(MOVED.number());
      assertThat(moved.get("to").get("bank").asString()).isEqualTo(MOVED.bank());
      assertThat(moved.get("amount").asString()).isEqualTo("5.00");
      assertThat(Instant.parse(moved.get("at").asString())).isBefore(Instant.now());
    }
  }

  @Test
  void whatNoMessageSaysGoesToTheDesk() throws Exception {
    try (SandboxIsoBank bank = bank(new Money(900_000, "CNY"), Faults.NONE);
        House house = start(bank)) {
      String caseId = report(house);
      JsonNode stop = awaitStop(house, caseId, "DONE");
      post(
          house,
          "/api/cases/" + caseId + "/orders/" + stop.get("number").asString() + "/release",
          "{\"reason\":\"a mistake\"}");
      await(() -> order(house, caseId, 1).get("state").asString().equals("ON_DESK"));
      assertThat(bank.taken()).hasSize(1);
    }
  }

  private House start(SandboxIsoBank bank) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              storage: {data: "%1$s/data", keys: "%1$s/keys", witness: "%1$s/witness"}
              http: {port: 0}
              tokens:
                - {sha256: %2$s, id: op, name: 苏晴, roles: [OPERATOR, SUPERVISOR], unit: 市局, unit-level: CITY}
              iso:
                port: %3$d
                certificate: "%4$s/house.crt"
                key: "%4$s/house.key"
                trusted: "%4$s/ca.crt"
                organisation: "350500000000"
                name: 青屿市反诈中心
              institutions:
                - id: ICBC
                  channels:
                    - {type: ISO20022, iso: {bic: %5$s, url: "%6$s", certificate: "%4$s/bank.crt", again-after: PT10S}}
            """
                .formatted(folder, ThreeProcessesTest.sha256(TOKEN), port, keys, BIC, bank.url()));
    return QuickHouse.start(
        SettingsFile.read(config, Map.of()).settings(), Part.all(), InstantSource.system());
  }

  private SandboxIsoBank bank(Money balance, Faults faults) throws Exception {
    var seal = new IsoSeal(key("bank"), certificate("bank"), certificate("house"));
    return new SandboxIsoBank(
        new SandboxIsoBank.Place(
            new IsoParty.Bank(BIC), 0, context(), URI.create("https://127.0.0.1:" + port), 1),
        new IsoCodec(seal, IsoSchemas.none(), 1_000_000, InstantSource.system()),
        BankLedger.of((number, of) -> new Opening.Account("周某", true, balance, MOVED)),
        faults,
        InstantSource.system());
  }

  private static SSLContext context() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate("ca"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "bank", key("bank"), PASSWORD.toCharArray(), store().getCertificateChain("bank"));
    var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void keytool(String name, String subject, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-alias", name));
    command.addAll(List.of("-dname", "CN=" + subject, "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", keys.resolve("all.p12").toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys.resolve("all.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static PrivateKey key(String name) throws Exception {
    return (PrivateKey) store().getKey(name, PASSWORD.toCharArray());
  }

  private static X509Certificate certificate(String name) throws Exception {
    return (X509Certificate) store().getCertificate(name);
  }

  private static void pem(String file, String what, byte[] bytes) throws Exception {
    Files.writeString(
        keys.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what));
  }

  private String report(House house) throws Exception {
    String report =
        """
        {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake loan","language":"zh",
         "said":"转了一笔","victimOnLineWithFraudster":false,
         "payments":[{"payee":{"bank":"ICBC","account":"%s"},"amount":"1000.00","currency":"CNY","at":"%s","reference":"2026112000405500123"}],
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
            .header("Idempotency-Key", path)
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
