package org.haltline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.haltline.app.House;
import org.haltline.app.Part;
import org.haltline.app.SettingsFile;
import org.haltline.console.people.Passwords;
import org.haltline.core.order.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole house on its own Redis, from a configuration file, and those who speak with it over
/// HTTP: an operator, and a supervisor who is somebody else.
public final class HouseAtHand implements AutoCloseable {
  public static final String OPERATOR = "an operator's token of this test";
  public static final String SUPERVISOR = "a supervisor's token of this test";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Somebody signs in every few seconds here, and nobody steals what is stored.
  private static final Passwords.Cost PASSWORDS = new Passwords.Cost(64, 1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final House house;

  private HouseAtHand(House house) {
    this.house = house;
  }

  /// Starts one.
  ///
  /// @param institutions how they are reached, in YAML
  public static HouseAtHand start(Path folder, String institutions) throws IOException {
    return start(folder, 0, institutions);
  }

  /// Starts one at that port, anew in the same folder if need be.
  public static HouseAtHand start(Path folder, int port, String institutions) throws IOException {
    return start(folder, port, institutions, Map.of());
  }

  /// Starts one with more settings.
  ///
  /// @param settings `haltline.…` keys beside the configuration file
  public static HouseAtHand start(
      Path folder, int port, String institutions, Map<String, String> settings) throws IOException {
    return start(folder, port, institutions, "", settings, InstantSource.system());
  }

  /// Starts one that lives by that clock.
  ///
  /// @param dispatch more of what is said about dispatch, in YAML, each followed by a comma
  public static HouseAtHand start(
      Path folder, int port, String institutions, String dispatch, InstantSource clock)
      throws IOException {
    return start(folder, port, institutions, dispatch, Map.of(), clock);
  }

  private static HouseAtHand start(
      Path folder,
      int port,
      String institutions,
      String dispatch,
      Map<String, String> settings,
      InstantSource clock)
      throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              storage: {data: "%1$s/data", keys: "%1$s/keys", witness: "%1$s/witness"}
              http: {port: %4$d}
              dispatch: {%5$sfeedback-port: 0}
              tokens:
                - {sha256: %2$s, id: op, name: 苏晴, roles: [OPERATOR], unit: 市局, unit-level: CITY}
                - {sha256: %3$s, id: sv, name: 白立, roles: [OPERATOR, SUPERVISOR], unit: 市局, unit-level: CITY}
              institutions:
            """
                    .formatted(folder, sha256(OPERATOR), sha256(SUPERVISOR), port, dispatch)
                + institutions.indent(4));
    return new HouseAtHand(
        House.start(SettingsFile.read(config, settings).settings(), Part.all(), clock, PASSWORDS));
  }

  /// Where it is reached.
  public URI address() {
    return house.api();
  }

  /// Lets somebody sign in with this password; whatever session they had ends.
  public void place(Actor person, String password) {
    house.place(person, password);
  }

  /// Somebody calls and tells what lured them; the number of the case.
  ///
  /// @param lures in JSON
  public String report(String lures) throws Exception {
    return post(
            OPERATOR,
            "/api/reports",
            """
            {"caller":{"name":"来电人","phone":"13700001111"},"via":"hotline","kind":"fake parcel","language":"zh",
             "said":"快递理赔","victimOnLineWithFraudster":false,"payments":[],"lures":[%s]}
            """
                .formatted(lures))
        .get("caseId")
        .asString();
  }

  /// What came of it, accepted or not.
  public HttpResponse<String> tryPost(String token, String path, String json) throws Exception {
    return client.send(
        request(token, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  public JsonNode post(String token, String path, String json) throws Exception {
    HttpResponse<String> answer = tryPost(token, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JsonMapper.shared().readTree(answer.body());
  }

  /// Hands in a file.
  public void handIn(String token, String path, String type, String content) throws Exception {
    var answer =
        client.send(
            request(token, path)
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(content))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
  }

  /// An order of the case by its place in it, once it is in that state.
  public JsonNode awaitOrder(String caseId, int place, String state) throws Exception {
    await(() -> order(caseId, place).path("state").asString("").equals(state), caseId);
    return order(caseId, place);
  }

  /// An order of the case by its place in it, once its remark says that.
  public JsonNode awaitRemark(String caseId, int place, String words) throws Exception {
    await(() -> order(caseId, place).path("remark").asString("").contains(words), caseId);
    return order(caseId, place);
  }

  /// Until a fact of that type stands in the case's history.
  public void awaitFact(String caseId, String type) throws Exception {
    String path = "/api/cases/" + caseId + "/history?limit=200";
    await(() -> get(path).get("facts").findValuesAsString("type").contains(type), caseId);
  }

  public JsonNode order(String caseId, int place) throws Exception {
    return readCase(caseId).get("orders").path(place);
  }

  public JsonNode readCase(String caseId) throws Exception {
    var answer =
        client.send(request(OPERATOR, "/api/cases/" + caseId).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  /// What is there, read by the operator.
  public JsonNode get(String path) throws Exception {
    return JsonMapper.shared().readTree(tryGet(path).body());
  }

  /// What is there, read by whoever has that token.
  public JsonNode get(String token, String path) throws Exception {
    var answer = client.send(request(token, path).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  /// What is answered to the operator, with its headers.
  public HttpResponse<String> tryGet(String path) throws Exception {
    return client.send(request(OPERATOR, path).build(), BodyHandlers.ofString());
  }

  private void await(Callable<Boolean> reached, String caseId) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.call()) {
      assertThat(System.nanoTime())
          .as("waited in vain: %s", readCase(caseId).get("orders"))
          .isLessThan(until);
      Thread.sleep(20);
    }
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(URI.create(house.api() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    house.close();
    client.shutdownNow();
  }
}
