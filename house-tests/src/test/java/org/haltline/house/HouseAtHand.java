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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole house on its own Redis, from a configuration file, and those who speak with it over
/// HTTP: an operator, and a supervisor who is somebody else.
final class HouseAtHand implements AutoCloseable {
  static final String OPERATOR = "an operator's token of this test";
  static final String SUPERVISOR = "a supervisor's token of this test";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final House house;

  private HouseAtHand(House house) {
    this.house = house;
  }

  /// Starts one.
  ///
  /// @param institutions how they are reached, in YAML
  static HouseAtHand start(Path folder, String institutions) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("haltline.yaml"),
            """
            haltline:
              storage: {data: "%1$s/data", keys: "%1$s/keys", witness: "%1$s/witness"}
              http: {port: 0}
              tokens:
                - {sha256: %2$s, id: op, name: 苏晴, roles: [OPERATOR], unit: 市局, unit-level: CITY}
                - {sha256: %3$s, id: sv, name: 白立, roles: [OPERATOR, SUPERVISOR], unit: 市局, unit-level: CITY}
              institutions:
            """
                    .formatted(folder, sha256(OPERATOR), sha256(SUPERVISOR))
                + institutions.indent(4));
    return new HouseAtHand(
        House.start(
            SettingsFile.read(config, Map.of()).settings(), Part.all(), InstantSource.system()));
  }

  /// Somebody calls and tells what lured them; the number of the case.
  ///
  /// @param lures in JSON
  String report(String lures) throws Exception {
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
  HttpResponse<String> tryPost(String token, String path, String json) throws Exception {
    return client.send(
        request(token, path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  JsonNode post(String token, String path, String json) throws Exception {
    HttpResponse<String> answer = tryPost(token, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return JsonMapper.shared().readTree(answer.body());
  }

  /// An order of the case by its place in it, once it is in that state.
  JsonNode awaitOrder(String caseId, int place, String state) throws Exception {
    await(() -> order(caseId, place).path("state").asString("").equals(state), caseId);
    return order(caseId, place);
  }

  JsonNode order(String caseId, int place) throws Exception {
    return readCase(caseId).get("orders").path(place);
  }

  JsonNode readCase(String caseId) throws Exception {
    var answer =
        client.send(request(OPERATOR, "/api/cases/" + caseId).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
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
