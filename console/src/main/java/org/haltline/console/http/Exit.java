package org.haltline.console.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.haltline.console.contract.Endpoint;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.view.Views;
import org.haltline.console.view.Views.ProblemView;
import org.haltline.console.words.Language;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way out, the same for every operation: answers and problems become responses, are timed, and
/// what is our own fault is logged under the number that the client is told.
public final class Exit {
  private static final Logger log = LoggerFactory.getLogger(Exit.class);

  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence SECURITY_POLICY =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence NOTHING_EMBEDDED =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

  /// Long answers at once, over all loops; who comes then waits.
  private static final int POURED_AT_ONCE = 2;

  private static final int POURED_H_MAX = 2;
  private static final int POURED_BYTES = 64 << 10;

  private final MeterRegistry registry;
  private final ConcurrentHashMap<Measured, Timer> timers = new ConcurrentHashMap<>();

  private record Measured(String operationId, int status) {}

  public Exit(MeterRegistry registry) {
    this.registry = registry;
  }

  void leave(
      RoutingContext routing,
      Endpoint endpoint,
      Language language,
      long startedNanos,
      AsyncResult<Answer> result) {
    HttpServerResponse response = routing.response();
    if (response.ended() || response.closed()) {
      return;
    }
    int status;
    if (result.succeeded()) {
      status = result.result().status();
      answer(routing, language, result.result());
    } else {
      Problem problem = Failures.problem(result.cause());
      status = problem.code().status();
      problem(routing, language, problem, result.cause());
    }
    BodyReader.discard(routing.vertx(), routing.request());
    timer(endpoint.operationId(), status)
        .record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
  }

  /// A problem outside of any operation: no such path, not this method.
  public void problem(RoutingContext routing, Problem problem) {
    Language language =
        Language.preferred(routing.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    problem(routing, language, problem, null);
    BodyReader.discard(routing.vertx(), routing.request());
  }

  /// A request that is none: its connection ends with the answer.
  public static void notHttp(HttpServerRequest request) {
    Problem problem = Problem.of(ProblemCode.MALFORMED_REQUEST);
    var view = ProblemView.of(problem, Language.EN, "urn:uuid:" + UUID.randomUUID());
    guarded(request.response())
        .setStatusCode(problem.code().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(Buffer.buffer(Views.bytes(view)))
        .onComplete(told -> request.connection().close());
  }

  private static void problem(
      RoutingContext routing, Language language, Problem problem, @Nullable Throwable cause) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    String what = routing.request().method() + " " + routing.request().path();
    if (problem.code() == ProblemCode.INTERNAL) {
      log.error("{} {} failed", instance, what, cause);
    } else if (problem.code().status() >= 500) {
      log.warn("{} {}: {} ({})", instance, what, problem.code().slug(), String.valueOf(cause));
    } else {
      log.debug("{} {}: {}", instance, what, problem.code().slug());
    }
    HttpServerResponse response = routing.response();
    Failures.headers(problem.code(), response);
    if (problem.code() == ProblemCode.TOO_MANY_TRIES) {
      response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(problem.args().getFirst()));
    }
    if (problem.code() == ProblemCode.METHOD_NOT_ALLOWED) {
      response.putHeader(HttpHeaders.ALLOW, String.valueOf(problem.args().getFirst()));
    }
    answer(
        routing,
        language,
        Answer.of(
            problem.code().status(),
            "application/problem+json",
            Buffer.buffer(Views.bytes(ProblemView.of(problem, language, instance)))));
  }

  private static void answer(RoutingContext routing, Language language, Answer answer) {
    HttpServerResponse response = routing.response();
    guarded(response)
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
    answer.headers().forEach(response::putHeader);
    if (answer.pouring() == null) {
      response.end(answer.body());
    } else {
      pour(routing, answer.pouring());
    }
  }

  /// A connection that ends before its last chunk tells the client that something is missing.
  private static void pour(RoutingContext routing, Answer.Pouring pouring) {
    HttpServerResponse response = routing.response().setChunked(true);
    WorkerExecutor pourers =
        routing
            .vertx()
            .createSharedWorkerExecutor("pouring", POURED_AT_ONCE, POURED_H_MAX, TimeUnit.HOURS);
    pourers
        .executeBlocking(
            () -> {
              try (var out = new BufferedOutputStream(new ResponseStream(response), POURED_BYTES)) {
                pouring.into(out);
              }
              return true;
            },
            false)
        .onComplete(
            poured -> {
              pourers.close();
              if (poured.succeeded()) {
                response.end();
              } else {
                log.warn(
                    "{} was not poured out: {}",
                    routing.request().path(),
                    poured.cause().toString());
                response.reset();
              }
            });
  }

  /// The headers that keep an answer from being stored, guessed at, embedded or passed on.
  static HttpServerResponse guarded(HttpServerResponse response) {
    return response
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF)
        .putHeader(SECURITY_POLICY, NOTHING_EMBEDDED)
        .putHeader(REFERRER_POLICY, NO_REFERRER);
  }

  private Timer timer(String operationId, int status) {
    return timers.computeIfAbsent(
        new Measured(operationId, status),
        measured ->
            Timer.builder("haltline.http.requests")
                .description("From the arrival of a request's head to its answer")
                .tag("operation", operationId)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2))
                .register(registry));
  }
}
