package org.haltline.load.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.haltline.load.house.HaltlineServer;

/// Somebody at a desk who types into the one field there is: over HTTP, on one event loop, so that
/// nothing is measured but the house and the line to it.
final class DeskLine implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 32;
  private static final int OK = 200;
  private static final int MINUTES_MAX = 5;

  /// How long somebody waits who sees that a report is not found yet.
  private static final long LOOK_AGAIN_MS = 20;

  /// Who is not found by then is looked for no more: the looking would become the load.
  private static final long LOOK_MS = 10_000;

  private final Vertx vertx;
  private final Context loop;
  private final HttpClient client;
  private final URI server;
  private final String token;

  /// What came of many lookups.
  record Lookups(Histogram micros, long found) {}

  /// How late reports were found: from their 201 to the answer that named the case.
  static final class Findable {
    private final Histogram millis = new Histogram(TimeUnit.MINUTES.toMillis(2), 3);
    private long open;
    private long failed;
    private long late;

    /// How many were not found within ten seconds; their time counts as ten.
    long late() {
      return late;
    }

    Histogram millis() {
      return millis;
    }
  }

  DeskLine(Vertx vertx, HaltlineServer house) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    this.server = house.base();
    this.token = house.token();
  }

  /// One after the other.
  ///
  /// @param typed what is asked, which is also what the answer has to name
  Lookups ask(List<String> typed) throws InterruptedException {
    var done = new CompletableFuture<Lookups>();
    var micros = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
    loop.runOnContext(now -> next(0, typed, micros, new long[1], done));
    return await(done);
  }

  private void next(
      int number,
      List<String> typed,
      Histogram micros,
      long[] found,
      CompletableFuture<Lookups> done) {
    if (number == typed.size()) {
      done.complete(new Lookups(micros, found[0]));
      return;
    }
    String asked = typed.get(number);
    long from = System.nanoTime();
    find(asked)
        .onComplete(
            answer -> {
              micros.recordValue((System.nanoTime() - from) / 1_000);
              if (answer.failed()) {
                done.completeExceptionally(answer.cause());
                return;
              }
              found[0] += answer.result().toString().contains(asked) ? 1 : 0;
              next(number + 1, typed, micros, found, done);
            });
  }

  /// Looks until the case is named, from any thread.
  void watch(String account, String caseId, Findable findable) {
    loop.runOnContext(
        now -> {
          findable.open++;
          look(account, caseId, System.nanoTime(), findable);
        });
  }

  private void look(String account, String caseId, long acknowledged, Findable findable) {
    find(account)
        .onComplete(
            answer -> {
              if (answer.failed()) {
                findable.failed++;
                findable.open--;
              } else if (answer.result().toString().contains(caseId)) {
                findable.millis.recordValue(
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - acknowledged));
                findable.open--;
              } else if (System.nanoTime() - acknowledged
                  > TimeUnit.MILLISECONDS.toNanos(LOOK_MS)) {
                findable.millis.recordValue(LOOK_MS);
                findable.late++;
                findable.open--;
              } else {
                vertx.setTimer(LOOK_AGAIN_MS, now -> look(account, caseId, acknowledged, findable));
              }
            });
  }

  /// Waits until each was found.
  ///
  /// @return how many were not, for the house did not answer
  long awaitAll(Findable findable) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    long[] left = {1};
    while (left[0] > 0 && System.nanoTime() < until) {
      Thread.sleep(100);
      var asked = new CompletableFuture<Long>();
      loop.runOnContext(now -> asked.complete(findable.open));
      left[0] = await(asked);
    }
    return left[0] + findable.failed;
  }

  private Future<Buffer> find(String typed) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI("/api/suspects?q=" + URLEncoder.encode(typed, UTF_8))
            .putHeader("authorization", "Bearer " + token);
    return client
        .request(options)
        .compose(HttpClientRequest::send)
        .compose(
            answer ->
                answer.statusCode() == OK
                    ? answer.body()
                    : answer
                        .body()
                        .compose(
                            body ->
                                Future.failedFuture(answer.statusCode() + " " + body.toString())));
  }

  private static <T> T await(CompletableFuture<T> done) throws InterruptedException {
    try {
      return done.get(MINUTES_MAX, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the lookups over HTTP did not end well", failed);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
