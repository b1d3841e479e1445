package org.haltline.load.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.haltline.load.world.ClosedLoad.Bounds;
import org.haltline.load.world.ClosedLoad.Ends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadsTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private ReportClient clientOf(Handler<HttpServerRequest> server) throws Exception {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(server)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS)
            .actualPort();
    return new ReportClient(vertx, URI.create("http://127.0.0.1:" + port), "t", 64, 30_000);
  }

  private static void created(HttpServerRequest request, String caseId) {
    request.response().setStatusCode(201).putHeader("location", "/api/cases/" + caseId).end();
  }

  @Test
  void aServerThatStallsIsChargedForEveryArrivalMeanwhile() throws Exception {
    List<HttpServerRequest> held = new ArrayList<>();
    try (var client =
        clientOf(
            request -> {
              held.add(request);
              if (held.size() == 40) {
                held.forEach(one -> created(one, "C-1"));
              }
            })) {
      var outcome =
          new OpenLoad(client, "k-").run(100, 0.4, 1, number -> BODY, (number, caseId, at) -> {});

      assertThat(outcome.accepted()).isEqualTo(40);
      // The first waited for the fortieth, 390 ms later; half of them for at least half of that.
      assertThat(outcome.answerMicros().getMaxValue()).isGreaterThan(380_000);
      assertThat(outcome.answerMicros().getValueAtPercentile(50)).isGreaterThan(180_000);
    }
  }

  @Test
  void anOpenLoadSendsEachReportOnceUnderAKeyOfItsOwn() throws Exception {
    List<String> keys = new ArrayList<>();
    List<String> cases = new ArrayList<>();
    try (var client =
        clientOf(
            request -> {
              keys.add(request.getHeader("idempotency-key"));
              created(request, "C-" + keys.size());
            })) {
      var outcome =
          new OpenLoad(client, "k-")
              .run(
                  1_000,
                  0.1,
                  7,
                  number -> BODY,
                  (number, caseId, at) -> cases.add(number + " " + caseId));

      assertThat(outcome.accepted()).isEqualTo(100);
      assertThat(outcome.errors()).isZero();
      assertThat(keys).hasSize(100).doesNotHaveDuplicates().contains("k-7", "k-106");
      assertThat(cases).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void anAnswerOtherThanCreatedIsAnError() throws Exception {
    try (var client = clientOf(request -> request.response().setStatusCode(503).end())) {
      var outcome =
          new OpenLoad(client, "k-")
              .run(1_000, 0.05, 1, number -> BODY, (number, caseId, at) -> {});

      assertThat(outcome.accepted()).isZero();
      assertThat(outcome.errors()).isEqualTo(50);
    }
  }

  @Test
  void aClosedLoadKeepsToItsBoundInFlight() throws Exception {
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    try (var client =
        clientOf(
            request -> {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              vertx.setTimer(
                  5,
                  timer -> {
                    inFlight.decrementAndGet();
                    created(request, "C-1");
                  });
            })) {
      var outcome =
          new ClosedLoad(client, "k-")
              .run(0.5, 1, new Bounds(8, Integer.MAX_VALUE), number -> BODY, null);

      assertThat(most).satisfies(count -> assertThat(count.get()).isBetween(2, 8));
      assertThat(outcome.accepted()).isGreaterThan(8);
      assertThat(outcome.drained()).isTrue();
    }
  }

  @Test
  void aClosedLoadWaitsForWhatItsReportsSetOff() throws Exception {
    var accepted = new AtomicLong();
    var carriedOut = new AtomicLong();
    var mostUnfinished = new AtomicLong();
    try (var client =
        clientOf(
            request -> {
              accepted.incrementAndGet();
              created(request, "C-1");
              vertx.setTimer(
                  20,
                  timer -> {
                    mostUnfinished.accumulateAndGet(accepted.get() - carriedOut.get(), Math::max);
                    carriedOut.incrementAndGet();
                  });
            })) {
      var ends = new Ends(carriedOut::get, () -> carriedOut.get() == accepted.get());
      var outcome =
          new ClosedLoad(client, "k-").run(0.5, 1, new Bounds(8, 12), number -> BODY, ends);

      assertThat(mostUnfinished.get()).isBetween(2L, 12L);
      assertThat(outcome.drained()).isTrue();
      assertThat(carriedOut).hasValue(outcome.accepted());
    }
  }
}
