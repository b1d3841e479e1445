package org.haltline.core.dispatch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxServerTest {
  private static final String ORDER =
      """
      {"number": "%1$s", "case": "QY-260302-0001", "kind": "SUSPEND_NUMBER",
       "target": {"type": "phone", "key": "phone:+8613711112222", "number": "+8613711112222"},
       "reason": "reported fraud", "authority": "Operator Three",
       "orderedAt": "2026-03-02T08:15:30Z", "withdraws": []}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final Counting sandbox = new Counting();

  /// Counts how often it was made to do something.
  private static final class Counting extends SandboxServer {
    int applied;

    Counting() {
      super("CMCC", new Settings("127.0.0.1", 0, "secret", 1), InstantSource.system());
    }

    @Override
    protected AnswerJson apply(OrderJson order, Instant at) {
      applied++;
      return AnswerJson.cut(at, null, null);
    }

    @Override
    protected @Nullable Object look(String path) {
      return path.equals("/applied") ? Map.of("applied", applied) : null;
    }
  }

  private record Said(int status, String body) {}

  @BeforeEach
  void start() {
    get(vertx.deployVerticle(sandbox));
  }

  @AfterEach
  void close() {
    get(vertx.close());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Said call(HttpMethod method, String path, String body, @Nullable String token) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setHost("127.0.0.1")
            .setPort(sandbox.base().getPort())
            .setURI(path);
    if (token != null) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    // on a thread of Vert.x: from here the body could be over before anybody listens to it
    Promise<Said> said = Promise.promise();
    vertx.runOnContext(
        nothing ->
            client
                .request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(
                    response ->
                        response.body().map(all -> new Said(response.statusCode(), all.toString())))
                .onComplete(said));
    return get(said.future());
  }

  private Said put(String path, String body) {
    return call(HttpMethod.PUT, path, body, "secret");
  }

  private Said read(String path) {
    return call(HttpMethod.GET, path, "", "secret");
  }

  private static String number(int number) {
    return "%032d".formatted(number);
  }

  private Said order(int number) {
    return put("/orders/" + number(number), ORDER.formatted(number(number)));
  }

  private Book.Entry entry(int number) {
    return Objects.requireNonNull(sandbox.book().find(number(number)));
  }

  @Test
  void aNumberSentOftenIsCarriedOutOnceAndAnsweredAlike() {
    Said first = order(1);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body()).contains("\"done\"").contains(number(1)).contains("QY-260302-0001");
    assertThat(order(1)).isEqualTo(first);
    assertThat(read("/orders/" + number(1))).isEqualTo(first);
    assertThat(sandbox.applied).isEqualTo(1);
    assertThat(entry(1).sendings()).isEqualTo(2);
    assertThat(entry(1).effects()).isEqualTo(1);
    assertThat(sandbox.book().sendings()).isEqualTo(2);
  }

  @Test
  void aNumberNeverSentIsNotKnown() {
    assertThat(read("/orders/" + number(9)).status()).isEqualTo(404);
  }

  @Test
  void aLostReplyLeavesTheEffect() {
    sandbox.misbehave(Faults.NONE.losingReplies(1));
    assertThatThrownBy(() -> order(1)).isInstanceOf(IllegalStateException.class);
    assertThat(entry(1).effects()).isEqualTo(1);
    assertThat(read("/orders/" + number(1)).body()).contains("done");
  }

  @Test
  void aRefusalLeavesNone() {
    sandbox.misbehave(Faults.NONE.refusing(1, ReasonCode.WHITELISTED));
    assertThat(order(1).body()).contains("refused").contains("WHITELISTED");
    sandbox.misbehave(Faults.NONE);
    assertThat(order(1).body()).as("it stays refused").contains("refused");
    assertThat(sandbox.applied).isZero();
    assertThat(entry(1).effects()).isZero();
  }

  @Test
  void lateMeansWorkingFirst() {
    sandbox.misbehave(Faults.NONE.answeringLate(1, 200));
    assertThat(order(1).status()).isEqualTo(202);
    long endAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!read("/orders/" + number(1)).body().contains("done")) {
      assertThat(System.nanoTime()).isLessThan(endAt);
    }
    assertThat(sandbox.applied).isEqualTo(1);
  }

  @Test
  void downMeansThatNothingIsRead() {
    sandbox.misbehave(Faults.NONE.away(true));
    assertThatThrownBy(() -> order(1)).isInstanceOf(IllegalStateException.class);
    assertThat(sandbox.book().size()).isZero();
    assertThat(put("/faults", "{}").status()).as("the way back stays open").isEqualTo(200);
    assertThat(order(1).status()).isEqualTo(200);
  }

  @Test
  void faultsAreSetAtRunTimeAndChecked() {
    assertThat(put("/faults", "{\"refuseRate\":1,\"delayMsMin\":1,\"delayMsMax\":2}").status())
        .isEqualTo(200);
    assertThat(sandbox.faults().refuseRate()).isEqualTo(1);
    assertThat(read("/faults").body()).contains("\"refuseRate\":1");
    assertThat(put("/faults", "{\"refuseRate\":2}").status()).isEqualTo(400);
    assertThat(put("/faults", "{\"delayMsMin\":5}").status()).isEqualTo(400);
    assertThat(put("/faults", "{\"lateMs\":-1}").status()).isEqualTo(400);
    assertThat(sandbox.faults().refuseRate()).isEqualTo(1);
  }

  @Test
  void theBookIsReadInPages() {
    order(1);
    order(2);
    assertThat(read("/book").body()).contains(number(1), number(2)).contains("\"total\":2");
    assertThat(read("/book?from=1").body()).contains(number(2)).doesNotContain(number(1));
    assertThat(read("/book?from=x").status()).isEqualTo(400);
    assertThat(sandbox.book().on("phone:+8613711112222"))
        .extracting(Book.Entry::number)
        .containsExactly(number(1), number(2));
    assertThat(sandbox.book().on("phone:+8613999999999")).isEmpty();
  }

  @Test
  void whatTheSubclassShowsIsShown() {
    order(1);
    assertThat(read("/applied").body()).isEqualTo("{\"applied\":1}");
    assertThat(read("/nothing").status()).isEqualTo(404);
  }

  @Test
  void strangersAndNonsenseAreTurnedAway() {
    assertThat(call(HttpMethod.PUT, "/orders/" + number(1), "", null).status()).isEqualTo(401);
    assertThat(call(HttpMethod.GET, "/book", "", "wrong").status()).isEqualTo(401);
    assertThat(put("/orders/" + number(1), "{").status()).isEqualTo(400);
    assertThat(put("/orders/" + number(1), ORDER.formatted(number(2))).status()).isEqualTo(400);
    assertThat(call(HttpMethod.DELETE, "/orders/" + number(1), "", "secret").status())
        .isEqualTo(405);
    assertThat(sandbox.book().size()).isZero();
  }
}
