package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.haltline.core.dispatch.ChannelTrial.Outcome;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.order.OrderKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Knocking at an institution's channels, over the real bus and real HTTP, with no order sent.
class ChannelTrialTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T01:00:00Z"));

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void whoAnswersIsReachedWhoIsAwayIsNotAndPeopleAreNotKnockedAt() throws Exception {
    HttpServer bank = answering(404);
    serve(bank.actualPort());

    List<ChannelTrial> tried = get(ChannelTrial.of(vertx, "ICBC")).orElseThrow();
    assertThat(tried).extracting(ChannelTrial::channel).containsExactly("http", "desk");
    assertThat(tried)
        .extracting(ChannelTrial::outcome)
        .containsExactly(Outcome.REACHED, Outcome.NOTHING_TO_TRY);

    get(bank.close());
    ChannelTrial away = get(ChannelTrial.of(vertx, "ICBC")).orElseThrow().getFirst();
    assertThat(away.outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(away.says()).isNotBlank();
  }

  @Test
  void whoDoesNotLetUsInIsNotReached() throws Exception {
    serve(answering(403).actualPort());
    ChannelTrial tried = get(ChannelTrial.of(vertx, "ICBC")).orElseThrow().getFirst();
    assertThat(tried.outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(tried.says()).contains("403");
  }

  @Test
  void anInstitutionThatNobodyServesIsTold() throws Exception {
    assertThat(get(ChannelTrial.of(vertx, "ABC"))).isEqualTo(Optional.empty());
  }

  private HttpServer answering(int status) throws Exception {
    return get(
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  assertThat(request.path()).startsWith("/orders/0000");
                  request.response().setStatusCode(status).end();
                })
            .listen(0, "127.0.0.1"));
  }

  private void serve(int port) throws Exception {
    var settings =
        new JsonHttpChannel.Settings(
            "http",
            URI.create("http://127.0.0.1:" + port),
            null,
            EnumSet.allOf(OrderKind.class),
            2,
            Duration.ofSeconds(5));
    get(
        vertx.deployVerticle(
            new InstitutionVerticle(
                CentreKey.random().institutionKey("ICBC"),
                List.of(
                    new JsonHttpChannel(vertx, "ICBC", settings, null, CLOCK),
                    new DeskChannel(CLOCK)),
                (after, limit) -> CompletableFuture.completedStage(List.of()),
                DispatchBounds.defaults(),
                CLOCK,
                new SimpleMeterRegistry())));
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
