package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.haltline.bank.sandbox.BankTls;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.core.dispatch.OrderJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bank of plain JSON behind real mutual TLS, both ways: it takes orders from whoever shows a
/// certificate of its authority, and posts its late answer to a house that asks for one as well.
@Timeout(180)
class HttpBankTest {
  private static final String TOKEN = "a token of this test alone";

  @TempDir static Path keys;
  @TempDir Path folder;

  private final HttpClient people = HttpClient.newHttpClient();
  private final CompletableFuture<String> answerTo = new CompletableFuture<>();
  private TrialCertificates certificates;
  private SSLContext bankSide;
  private @Nullable HttpsServer bank;

  @BeforeEach
  void certificates() {
    certificates = TrialCertificates.in(keys);
    certificates.issued("house", "house");
    var its = certificates.issued("bank", "ICBC");
    bankSide = BankTls.context(its.key(), its.certificate(), certificates.authority());
  }

  private void listen(SSLContext as) throws IOException {
    HttpsServer opened =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    opened.setHttpsConfigurator(
        new HttpsConfigurator(as) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    opened.createContext("/", this::called);
    opened.start();
    bank = opened;
  }

  /// "Working", whatever it is asked.
  private void called(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String to = exchange.getRequestHeaders().getFirst(OrderJson.ANSWER_TO);
      if (to != null) {
        answerTo.complete(to);
      }
      byte[] working = "{\"state\":\"working\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(202, working.length);
      exchange.getResponseBody().write(working);
    }
  }

  @AfterEach
  void close() {
    if (bank != null) {
      bank.stop(0);
    }
    people.shutdownNow();
  }

  @Test
  void ordersGoAndLateAnswersComeOverMutualTls() throws Exception {
    listen(bankSide);
    try (House house = start(bankUrl())) {
      String caseId = report(house);
      String to = answerTo.get(60, TimeUnit.SECONDS);
      assertThat(to).startsWith("https://127.0.0.1:");
      String number = to.substring(to.lastIndexOf('/') + 1);
      String done =
          "{\"number\":\"%s\",\"case\":\"%s\",\"state\":\"done\",\"heldMinor\":81230,\"currency\":\"CNY\"}"
              .formatted(number, caseId);

      assertThatThrownBy(() -> post(to, done, trusting()))
          .as("without a certificate")
          .isInstanceOf(IOException.class);
      assertThat(state(house, caseId)).isNotEqualTo("DONE");
      assertThat(post(to, done, bankSide)).isEqualTo(204);
      assertThat(state(house, caseId)).isEqualTo("DONE");
    }
    assertThat(evidence(List.of()).verified())
        .as("the signature that it went out with")
        .isEqualTo(1);
    Path published = folder.resolve("keys/order.key.public");
    String keyId = OrderKeys.published(published).keyId();
    Path aside = Files.move(published, folder.resolve("set aside.public"));
    assertThat(evidence(List.of()).verified()).as("kept by its id as well").isEqualTo(1);
    Files.delete(folder.resolve("keys/order-" + keyId + ".key.public"));
    assertThat(evidence(List.of()))
        .as("a key that is gone")
        .satisfies(
            tally -> {
              assertThat(tally.verified()).isZero();
              assertThat(tally.gaps().keySet())
                  .containsExactly(new OrderEvidence.Gap("ICBC", "jws", keyId));
              assertThat(tally.notChecked()).isEqualTo(1);
              assertThat(tally.holds()).isTrue();
            });
    assertThat(evidence(List.of(aside)).verified()).isEqualTo(1);
  }

  private OrderEvidence.Tally evidence(List<Path> more) throws Exception {
    return KeptEvidence.of(folder.resolve("haltline.yaml"), more);
  }

  /// It may be anybody: nothing is said to it.
  @Test
  void aBankWithoutTheRightCertificateIsToldNothing() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("another"));
    TrialCertificates others = TrialCertificates.in(elsewhere);
    var its = others.issued("bank", "ICBC");
    listen(BankTls.context(its.key(), its.certificate(), certificates.authority()));
    try (House house = start(bankUrl())) {
      String caseId = report(house);
      HoldDesk.await("nobody knows", () -> state(house, caseId).equals("UNKNOWN"));
      assertThat(answerTo).isNotDone();
    }
  }

  /// Who trusts the authority and shows nothing.
  private SSLContext trusting() throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", LineKeys.certificate(certificates.authority()));
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static int post(String to, String answer, SSLContext as) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(as).build()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(to))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(answer))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (SSLException refused) {
      throw new IOException(refused);
    }
  }

  private String bankUrl() {
    return "https://127.0.0.1:" + Objects.requireNonNull(bank).getAddress().getPort();
  }

  private House start(String url) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              storage: {data: "%1$s/data", keys: "%1$s/keys", witness: "%1$s/witness"}
              http: {port: 0}
              dispatch:
                tls:
                  certificate: "%2$s/house.crt"
                  key: "%2$s/house.key"
                  trusted: "%2$s/authority.crt"
              tokens:
                - {sha256: %3$s, id: op, name: 苏晴, roles: [OPERATOR], unit: 市局, unit-level: CITY}
              institutions:
                - id: ICBC
                  channels:
                    - {type: HTTP, url: "%4$s"}
            """
                .formatted(folder, keys, ThreeProcessesTest.sha256(TOKEN), url));
    return QuickHouse.start(
        SettingsFile.read(config, Map.of()).settings(), Part.all(), InstantSource.system());
  }

  private String report(House house) throws Exception {
    String report =
        """
        {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake loan","language":"zh",
         "said":"转了一笔","victimOnLineWithFraudster":false,
         "payments":[{"payee":{"bank":"ICBC","account":"6222021234567890128"},"amount":"1000.00","currency":"CNY","at":"%s"}],
         "lures":[]}
        """
            .formatted(Instant.now().minus(9, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS));
    JsonNode filed =
        send(
            house,
            "/api/reports",
            HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(report)));
    return filed.get("caseId").asString();
  }

  private String state(House house, String caseId) throws Exception {
    JsonNode file = send(house, "/api/cases/" + caseId, HttpRequest.newBuilder());
    return Objects.requireNonNull(file.get("orders").get(0)).get("state").asString();
  }

  private JsonNode send(House house, String path, HttpRequest.Builder request) throws Exception {
    var answer =
        people.send(
            request
                .uri(URI.create(house.api() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JsonMapper.shared().readTree(answer.body());
  }
}
