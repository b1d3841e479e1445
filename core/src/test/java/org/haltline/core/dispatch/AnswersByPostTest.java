package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Centre.BANK;
import static org.haltline.core.dispatch.Centre.CARRIER;
import static org.haltline.core.dispatch.Centre.await;
import static org.haltline.core.dispatch.Centre.get;
import static org.haltline.core.dispatch.Centre.only;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that institutions say by themselves: late, twice, or under a pass that is not theirs.
/// The adapter here never asks, so that what comes has come by POST.
class AnswersByPostTest {
  private static final DispatchBounds NEVER_ASKING =
      DispatchBounds.defaults().withAsking(Duration.ofHours(1), Duration.ofHours(1));

  @TempDir static Path folder;
  static EmbeddedRedis redis;

  private Centre centre;
  private HttpClient client;

  @BeforeAll
  static void startRedis() {
    redis = Centre.redis(folder.resolve("data"));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void open() {
    centre = new Centre(redis).adapters(NEVER_ASKING);
    client = centre.vertx.createHttpClient();
  }

  @AfterEach
  void close() {
    centre.close();
  }

  @Test
  void aLateAnswerIsJournalledAndAcknowledged() {
    centre.bank.misbehave(Faults.NONE.answeringLate(1, 200));
    CaseState filed = centre.report("6210000000000000011");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    centre.awaitState(filed, stop, OrderState.DONE);

    await(() -> centre.bank.calledBack() == 1);
    assertThat(centre.queued(BANK)).isZero();
    assertThat(centre.story(filed, stop)).endsWith("OrderDone").doesNotContain("OrderUnknown");
  }

  @Test
  void anAnswerSaidAgainIsAcknowledgedAndIsNoNews() {
    centre.bank.misbehave(Faults.NONE.answeringTwice(1));
    CaseState filed = centre.report("6210000000000000029");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    await(() -> centre.bank.calledBack() == 1);
    assertThat(post(stop, answer(stop))).isEqualTo(204);
    assertThat(post(stop, answer(stop))).isEqualTo(204);

    assertThat(centre.story(filed, stop)).containsExactly("OrderIssued", "OrderDone");
  }

  @Test
  void aContradictionIsKeptOnceBesideTheFirstAnswer() {
    CaseState filed = centre.report("6210000000000000037");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    centre.awaitState(filed, stop, OrderState.DONE);
    AnswerJson other = AnswerJson.refused(ReasonCode.NO_SUCH_ACCOUNT, null);

    assertThat(post(stop, signed(filed, stop, other))).isEqualTo(204);
    assertThat(post(stop, signed(filed, stop, other))).isEqualTo(204);

    assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.DONE);
    assertThat(centre.story(filed, stop))
        .containsExactly("OrderIssued", "OrderDone", "FeedbackContradicted");
  }

  @Test
  void nobodyAnswersUnderAnothersPass() {
    centre.bank.misbehave(Faults.NONE.answeringLate(1, 3_600_000));
    CaseState filed = centre.report("6210000000000000045");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    await(() -> centre.bank.answerTo.containsKey(stop.digits()));
    AnswerJson done = signed(filed, stop, AnswerJson.refused(ReasonCode.OTHER, "not ours"));
    String own = addressOf(stop);

    assertThat(post(own.replaceFirst("/[0-9a-f]{32}/", "/" + "0".repeat(32) + "/"), done))
        .isEqualTo(404);
    assertThat(post(own.replace("/" + BANK + "/", "/" + CARRIER + "/"), done)).isEqualTo(404);
    assertThat(centre.story(filed, stop)).doesNotContain("OrderRefused");

    assertThat(post(own, done)).isEqualTo(204);
    assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.REFUSED);
  }

  @Test
  void whatIsNotJournalledIsNotAcknowledged() {
    centre.bank.misbehave(Faults.NONE.answeringLate(1, 3_600_000));
    CaseState filed = centre.report("6210000000000000052");
    OrderId stop = only(filed, OrderKind.STOP_PAYMENT);
    await(() -> centre.bank.answerTo.containsKey(stop.digits()));
    centre.awaitState(filed, stop, OrderState.TAKEN);
    centre.stopListening();
    Future<Integer> said =
        posting(
            addressOf(stop),
            signed(filed, stop, AnswerJson.refused(ReasonCode.OTHER, "closed last year")));
    double retried = centre.counted("reports.retried", "institution", BANK);
    await(() -> centre.counted("reports.retried", "institution", BANK) > retried + 2);
    assertThat(said.isComplete()).isFalse();
    assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.TAKEN);

    centre.listen();
    assertThat(get(said)).isEqualTo(204);
    assertThat(centre.order(filed, stop).state()).isEqualTo(OrderState.REFUSED);
  }

  @Test
  void whatTheCentreCannotPlaceIsRefusedForGood() {
    CaseState one = centre.report("6210000000000000060");
    CaseState other = centre.report("6210000000000000078");
    OrderId stop = only(one, OrderKind.STOP_PAYMENT);
    centre.awaitState(one, stop, OrderState.DONE);

    assertThat(post(stop, signed(other, stop, AnswerJson.refused(ReasonCode.OTHER, null))))
        .as("an order of another case")
        .isEqualTo(409);
    assertThat(centre.story(one, stop)).containsExactly("OrderIssued", "OrderDone");
  }

  // --- what the institution says

  private String addressOf(OrderId order) {
    return Objects.requireNonNull(centre.bank.answerTo.get(order.digits()));
  }

  /// What it has in its own book.
  private AnswerJson answer(OrderId order) {
    return centre.atBank(order).answer();
  }

  private static AnswerJson signed(CaseState of, OrderId order, AnswerJson answer) {
    return new AnswerJson(
        order.digits(),
        of.caseId().value(),
        answer.state(),
        answer.heldMinor(),
        answer.currency(),
        answer.reason(),
        answer.remark(),
        answer.startsAt(),
        answer.endsAt(),
        null,
        answer.servedBy());
  }

  private int post(OrderId order, AnswerJson answer) {
    return post(addressOf(order), answer);
  }

  private int post(String address, AnswerJson answer) {
    return get(posting(address, answer));
  }

  private Future<Integer> posting(String address, AnswerJson answer) {
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(address);
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(Wire.JSON.writeValueAsBytes(answer))))
        .map(response -> response.statusCode());
  }
}
