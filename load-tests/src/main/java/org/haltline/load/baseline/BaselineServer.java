package org.haltline.load.baseline;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/// The HTTP side of a baseline: takes a report's bytes without looking at them, has them written,
/// and answers like the house does, 201 with an address.
abstract class BaselineServer extends VerticleBase {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final int port;

  BaselineServer(int port) {
    this.port = port;
  }

  /// Takes a report; the future completes when it may be answered.
  abstract Future<?> take(long number, Buffer report);

  /// Whether nothing that was taken is unfinished.
  abstract boolean isQuiet();

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(
            new HttpServerOptions().setHost("127.0.0.1").setPort(port).setTcpNoDelay(true))
        .requestHandler(this::serve)
        .listen();
  }

  private void serve(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.POST)) {
      request.body().compose(body -> file(request, body)).onFailure(failure -> end(request, 503));
    } else if ("/quiet".equals(request.path())) {
      end(request, isQuiet() ? 200 : 202);
    } else {
      end(request, 200);
    }
  }

  private Future<Void> file(HttpServerRequest request, Buffer report) {
    long number = NUMBERS.incrementAndGet();
    return take(number, report)
        .compose(
            taken ->
                request
                    .response()
                    .setStatusCode(201)
                    .putHeader("location", "/api/cases/BASE-000000-" + (10_000 + number))
                    .putHeader("content-type", "application/json")
                    .end("{\"number\":" + number + "}"));
  }

  private static void end(HttpServerRequest request, int status) {
    if (!request.response().ended()) {
      request.response().setStatusCode(status).end();
    }
  }
}
