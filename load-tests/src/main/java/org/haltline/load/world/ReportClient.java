package org.haltline.load.world;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/// The operators' side of the line: posts reports over HTTP, all on one event loop, and hands the
/// answers back there.
public final class ReportClient implements AutoCloseable {
  private final Context loop;
  private final HttpClient client;
  private final URI server;
  private final String token;
  private final int timeoutMs;

  /// An answer to a report: its status, where the case is, and what the server said.
  ///
  /// @param location empty when none was named
  public record Answer(int status, String location, Buffer body) {
    public boolean isCreated() {
      return status == 201;
    }

    public String caseId() {
      return location.substring(location.lastIndexOf('/') + 1);
    }
  }

  /// A client of one server.
  ///
  /// @param connectionsMax kept open, each carries one call at a time
  /// @param timeoutMs of one call; then nobody knows what became of it
  public ReportClient(Vertx vertx, URI server, String token, int connectionsMax, int timeoutMs) {
    this.server = server;
    this.token = token;
    this.timeoutMs = timeoutMs;
    this.loop = vertx.getOrCreateContext();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(60)
                .setTcpNoDelay(true)
                .setConnectTimeout(Math.min(timeoutMs, 2_000)),
            new PoolOptions().setHttp1MaxSize(connectionsMax));
  }

  /// Runs something where answers arrive: what is touched there alone needs no lock.
  public void runOnLoop(Runnable what) {
    loop.runOnContext(on -> what.run());
  }

  /// Files a report. To be called on the loop.
  public Future<Answer> file(String idempotencyKey, byte[] body) {
    return client
        .request(
            options()
                .putHeader("content-type", "application/json")
                .putHeader("idempotency-key", idempotencyKey))
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(ReportClient::answer);
  }

  /// Files a report, from any thread; the answer still arrives on the loop.
  public Future<Answer> fileFromAnywhere(String idempotencyKey, byte[] body) {
    Promise<Answer> answered = Promise.promise();
    runOnLoop(() -> file(idempotencyKey, body).onComplete(answered));
    return answered.future();
  }

  private RequestOptions options() {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(server.getHost())
        .setPort(server.getPort())
        .setURI("/api/reports")
        .setTimeout(timeoutMs)
        .putHeader("authorization", "Bearer " + token);
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    String location = response.getHeader("location");
    return response
        .body()
        .map(body -> new Answer(response.statusCode(), location == null ? "" : location, body));
  }

  @Override
  public void close() {
    client.close();
  }
}
