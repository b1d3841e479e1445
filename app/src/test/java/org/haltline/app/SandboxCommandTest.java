package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.app.Programs.Program;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// `haltline sandbox` as the other side meets it, over HTTP and through a kill.
@ResourceLock(Resources.SYSTEM_OUT)
class SandboxCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("ICBC (http://127\\.0\\.0\\.1:\\d+)\n");
  private static final Pattern CONTROL = Pattern.compile("GET (http://127\\.0\\.0\\.1:\\d+)/book");
  private static final String NUMBER = "20261120060211480000000000000007";
  private static final String STOP =
      """
      {"number": "%s", "case": "QY-261120-0001", "kind": "STOP_PAYMENT",
       "target": {"type": "account", "key": "account:6222021182590302944",
                  "number": "6222021182590302944"},
       "amountMinor": 100000, "currency": "CNY", "reason": "fraud", "authority": "city centre",
       "orderedAt": "2026-11-20T06:02:11Z", "withdraws": []}
      """
          .formatted(NUMBER);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Programs programs;

  @BeforeEach
  void begin() {
    programs = new Programs(folder);
  }

  @AfterEach
  void end() {
    programs.close();
    client.close();
  }

  @Test
  void whatItAnsweredItStillSaysAfterItWasKilled() throws Exception {
    Program before = programs.start("sandbox", "ICBC", "--book", folder.toString());
    String order = address(before) + "/orders/" + NUMBER;
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(URI.create(order)).PUT(BodyPublishers.ofString(STOP)));
    assertThat(answer.statusCode()).isEqualTo(200);
    before.kill();

    Program after = programs.start("sandbox", "ICBC", "--book", folder.toString());
    order = address(after) + "/orders/" + NUMBER;
    HttpResponse<String> asked = send(HttpRequest.newBuilder(URI.create(order)).GET());
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).isEqualTo(answer.body());
    assertThat(after.said()).contains(folder.resolve("ICBC-1.book").toString());
  }

  @Test
  void aCarrierOfServiceOrdersIsStartedAlone() throws Exception {
    Program carrier = programs.start("sandbox", "CUCC", "--line", "tmf");
    Pattern ordering = Pattern.compile("ordering-url (http://127\\.0\\.0\\.1:\\d+)/ordering");
    programs.await("the address", () -> ordering.matcher(carrier.said()).find());
    Matcher said = ordering.matcher(carrier.said());
    assertThat(said.find()).isTrue();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(said.group(1) + "/ordering/serviceOrder"))
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    HttpResponse<String> token =
        send(
            HttpRequest.newBuilder(URI.create(said.group(1) + "/token"))
                .header("Authorization", "Basic aGFsdGxpbmU6YStzZWNyZXQrb2YrdGhlK3NhbmRib3g=")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
    assertThat(token.body()).contains("access_token");
  }

  @Test
  void aCarriersMessageCentreIsStartedAloneAndTurnedBesideIt() throws Exception {
    Program carrier = programs.start("sandbox", "CMCC", "--line", "smpp");
    Pattern turned = Pattern.compile("GET (http://127\\.0\\.0\\.1:\\d+)/numbers");
    programs.await("the address", () -> turned.matcher(carrier.said()).find());
    Matcher said = turned.matcher(carrier.said());
    assertThat(said.find()).isTrue();
    assertThat(carrier.said()).containsPattern("CMCC smpp 127\\.0\\.0\\.1:\\d+");
    URI faults = URI.create(said.group(1) + "/faults");
    assertThat(
            send(HttpRequest.newBuilder(faults).PUT(BodyPublishers.ofString("{\"down\":true}")))
                .body())
        .contains("\"down\":true");
    assertThat(
            send(HttpRequest.newBuilder(URI.create(said.group(1) + "/numbers/+8613900000001"))
                    .GET())
                .body())
        .contains("ACTIVE", "\"messages\":0");
  }

  @Test
  void theBookOfARunningOneIsNotSharedAndAnotherSeedHasItsOwn() throws Exception {
    address(programs.start("sandbox", "ICBC"));
    Program second = programs.start("sandbox", "ICBC");
    Program third = programs.start("sandbox", "ICBC", "--seed", "2");
    programs.await("the refusal", () -> !second.process().isAlive());
    assertThat(second.said()).contains("the book of a sandbox that is running");

    address(third);
    assertThat(folder.resolve("haltline-sandboxes")).isDirectoryContaining("glob:**/ICBC-2.book");
  }

  @Test
  void whoWasGivenTheCentresKeyCarriesOutOnlyWhatItSignedAndOneToldToForgetKeepsNothing()
      throws Exception {
    Said centre =
        Said.by(
            new StringWriter(),
            "order-key",
            "--set",
            "haltline.storage.data=" + folder + "/data",
            "--set",
            "haltline.storage.keys=" + folder + "/keys",
            "--set",
            "haltline.storage.witness=" + folder + "/witness");
    Signer ours = KeysFolder.open(folder.resolve("keys"), folder.resolve("data")).orderKey();
    assertThat(centre.out()).contains("Ed25519, key id " + ours.keyId());
    Path published = folder.resolve("order.pem");
    Files.writeString(published, centre.out());

    Program bank =
        programs.start("sandbox", "ICBC", "--forget", "--signed-by", published.toString());
    URI order = URI.create(address(bank) + "/orders/" + NUMBER);
    var unsigned = HttpRequest.newBuilder(order).PUT(BodyPublishers.ofString(STOP));
    assertThat(send(unsigned).statusCode()).isEqualTo(403);
    String signature = DetachedJws.over(STOP.getBytes(StandardCharsets.UTF_8), ours).value();
    var signed =
        HttpRequest.newBuilder(order)
            .header(DetachedJws.HEADER, signature)
            .PUT(BodyPublishers.ofString(STOP));
    assertThat(send(signed).statusCode()).isEqualTo(200);
    assertThat(folder.resolve("haltline-sandboxes")).doesNotExist();
  }

  @Test
  void aBankOfAnotherLineMakesItsTrialAndIsSeenAndTurnedBesideIt() throws Exception {
    Program bank =
        programs.start(
            "sandbox",
            "ICBC",
            "--line",
            "ISO20022",
            "--house",
            "https://127.0.0.1:1",
            "--bic",
            "ICBKCNBJ",
            "--trial",
            folder.resolve("trial").toString(),
            "--mules",
            "1000");
    programs.await("its control", () -> CONTROL.matcher(bank.said()).find());
    assertThat(bank.said())
        .contains("certificate: \"" + folder.resolve("trial/house.crt"), "bic: ICBKCNBJ");
    assertThat(folder.resolve("trial/authority.crt")).exists();
    Matcher said = CONTROL.matcher(bank.said());
    assertThat(said.find()).isTrue();
    String control = said.group(1);
    String pays = "{\"to\": \"6222021182590302944\", \"amountMinor\": 500, \"name\": \"周建平\"}";
    HttpResponse<String> entered =
        send(
            HttpRequest.newBuilder(URI.create(control + "/payments"))
                .POST(BodyPublishers.ofString(pays)));
    assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
    var account = HttpRequest.newBuilder(URI.create(control + "/accounts/6222021182590302944"));
    assertThat(send(account).body()).contains("周建平", "\"minor\":500");
    var unreadable =
        HttpRequest.newBuilder(URI.create(control + "/faults"))
            .PUT(BodyPublishers.ofString("{\"refuseRate\": 7}"));
    assertThat(send(unreadable).statusCode()).isEqualTo(400);
    var down =
        HttpRequest.newBuilder(URI.create(control + "/faults"))
            .PUT(BodyPublishers.ofString("{\"down\": true}"));
    assertThat(send(down).body()).contains("\"down\":true");
    assertThat(send(HttpRequest.newBuilder(URI.create(control + "/book"))).body())
        .contains("\"total\":0");
  }

  @Test
  void whatALineNeedsAndWasNotSaidIsNamed() {
    var err = new StringWriter();
    Said bank = Said.by(err, "sandbox", "ICBC", "--line", "TX", "--bank-id", "102100099996");
    assertThat(bank.status()).isNotZero();
    assertThat(err.toString()).contains("--house is missing");
  }

  @Test
  void whereNoSuchSignatureIsLookedAtNobodyIsToldThatItIs() {
    for (String[] asked :
        new String[][] {
          {"sandbox", "BANK01", "--line", "ISO20022", "--signed-by", "centre.pem"},
          {"sandbox", "CMCC", "--line", "SMPP", "--signed-by", "centre.pem"}
        }) {
      var err = new StringWriter();
      assertThat(Said.by(err, asked).status()).isNotZero();
      assertThat(err.toString()).contains("--signed-by").doesNotContain("\tat ");
    }
  }

  private String address(Program program) throws Exception {
    programs.await("its address", () -> ADDRESS.matcher(program.said()).find());
    Matcher said = ADDRESS.matcher(program.said());
    assertThat(said.find()).isTrue();
    return said.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
