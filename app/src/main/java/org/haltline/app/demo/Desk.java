package org.haltline.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One person of the demo at the API: the operator who files, the liaison who answers what no
/// machine could.
final class Desk {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI api;
  private final String token;

  Desk(HttpClient client, URI api, String token) {
    this.client = client;
    this.api = api;
    this.token = token;
  }

  /// @param status of HTTP
  record Answer(int status, JsonNode body) {
    boolean isCreated() {
      return status == 201;
    }
  }

  Answer post(String path, byte[] body, @Nullable String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return send(request.build());
  }

  /// Attaches what the house drew up itself, as if it had been printed, signed and scanned.
  ///
  /// @param document where it is drawn up
  /// @param paper where it is attached
  Answer attach(String document, String paper) throws IOException, InterruptedException {
    byte[] drawnUp = client.send(request(document).build(), BodyHandlers.ofByteArray()).body();
    return send(
        request(paper)
            .header("Content-Type", "application/pdf")
            .PUT(BodyPublishers.ofByteArray(drawnUp))
            .build());
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    byte[] body = response.body();
    return new Answer(
        response.statusCode(), body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
  }
}
