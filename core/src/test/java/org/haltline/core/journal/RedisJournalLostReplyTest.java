package org.haltline.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.await;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.hash;
import static org.haltline.core.journal.JournalFixture.opening;
import static org.haltline.core.journal.JournalFixture.under;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.WriteOutcome.AlreadyDone;
import org.haltline.core.journal.WriteOutcome.Appended;
import org.haltline.core.journal.WriteOutcome.Stale;
import org.haltline.core.journal.redis.RedisConnectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The wire breaks at the worst moments. The writer never assumes; it reloads and then knows.
class RedisJournalLostReplyTest extends OnRedis {

  private LossyProxy proxy;
  private JournalFixture far;

  @BeforeEach
  void openThroughProxy() {
    proxy = new LossyProxy(redis.port());
    far = through(Duration.ofSeconds(20));
  }

  @AfterEach
  void closeProxy() {
    far.close();
    proxy.close();
  }

  private JournalFixture through(Duration commandTimeout) {
    return new JournalFixture(
        RedisConnectionOptions.to(RedisURI.create("127.0.0.1", proxy.port()))
            .withTimeouts(Duration.ofSeconds(20), commandTimeout),
        JournalOptions.DEFAULT);
  }

  @Test
  void aReplyLostAfterTheCommitIsUnknownAndReloadingShowsIt() {
    Write write = under(CASE, new Idempotency("form-1", hash(1)));
    proxy.loseReplies(true);
    CompletionStage<WriteOutcome> sent = far.journal.append(write);
    await(() -> it.load(CASE).version() == 1); // Redis has it
    proxy.cut();

    assertThatThrownBy(() -> get(sent)).isInstanceOf(OutcomeUnknown.class);

    proxy.loseReplies(false);
    far.awaitBack();
    assertThat(far.load(CASE).version()).isEqualTo(1);
    assertThat(far.append(write)).isEqualTo(new AlreadyDone(CASE, true, 1));
  }

  @Test
  void aReplyThatDoesNotComeInTimeIsUnknown() {
    far.close();
    far = through(Duration.ofSeconds(2));
    far.appended(opening(caseNumber(1)));
    proxy.loseReplies(true);

    assertThatThrownBy(() -> far.append(opening(CASE))).isInstanceOf(OutcomeUnknown.class);
    assertThat(it.load(CASE).version()).isEqualTo(1);
  }

  @Test
  void aRequestLostOnItsWayIsUnknownTooAndReloadingShowsNothing() {
    proxy.loseRequests(true);
    CompletionStage<WriteOutcome> sent = far.journal.append(opening(CASE));
    await(proxy::lostARequest);
    proxy.cut();

    assertThatThrownBy(() -> get(sent)).isInstanceOf(OutcomeUnknown.class);

    proxy.loseRequests(false);
    far.awaitBack();
    assertThat(far.load(CASE).version()).isZero();
    far.appended(opening(CASE));
  }

  @Test
  void nothingIsSentASecondTimeByItself() {
    proxy.loseReplies(true);
    CompletionStage<WriteOutcome> sent = far.journal.append(opening(CASE));
    await(() -> it.load(CASE).version() == 1);
    proxy.cut();
    assertThatThrownBy(() -> get(sent)).isInstanceOf(OutcomeUnknown.class);
    proxy.loseReplies(false);
    far.awaitBack();
    assertThat(far.append(opening(CASE))).isEqualTo(new Stale(1));
    assertThat(get(it.journal.after(Position.START, 10))).hasSize(1);
  }

  @Test
  void aWriterThatReloadsGoesOnAfterItsOwnLostWrite() {
    proxy.loseReplies(true);
    CompletionStage<WriteOutcome> sent = far.journal.append(opening(CASE));
    await(() -> it.load(CASE).version() == 1);
    proxy.cut();
    assertThatThrownBy(() -> get(sent)).isInstanceOf(OutcomeUnknown.class);
    proxy.loseReplies(false);
    far.awaitBack();

    CaseHistory history = far.load(CASE);
    Appended next =
        far.appended(
            Write.of(
                CASE,
                history.version(),
                history.lastHash(),
                List.of(JournalFixture.fact("StopOrdered"))));
    assertThat(next.version()).isEqualTo(2);
    assertThat(it.load(CASE).facts()).extracting(JournalFixture::body).hasSize(2);
  }
}
