package org.haltline.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.await;
import static org.haltline.core.journal.JournalFixture.body;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.fact;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.next;
import static org.haltline.core.journal.JournalFixture.opening;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.journal.WriteOutcome.Appended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Following the journal: in order, nothing skipped, nothing twice, whatever breaks.
class RedisTailTest {

  @TempDir Path folder;
  private TestRedis redis;
  private JournalFixture it;
  private final List<Fact> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    redis = TestRedis.start(folder);
    it = new JournalFixture(redis);
  }

  @AfterEach
  void stop() {
    it.close();
    redis.close();
  }

  private List<Fact> everything() {
    List<Fact> facts = new ArrayList<>();
    Position at = Position.START;
    while (true) {
      List<Fact> page = get(it.journal.after(at, 100));
      if (page.isEmpty()) return facts;
      facts.addAll(page);
      at = page.getLast().position();
    }
  }

  @Test
  void whatWasThereAndWhatComesArrivesInOrder() {
    Appended first = it.appended(opening(CASE));
    Tail tail = it.journal.tail(Position.START, seen::addAll);
    await(() -> seen.size() == 1);
    it.appended(next(first, CASE, fact("StopOrdered"), fact("Warned")));
    await(() -> seen.size() == 3);

    assertThat(seen).isEqualTo(everything());
    assertThat(seen)
        .extracting(JournalFixture::body)
        .containsExactly("body of Reported", "body of StopOrdered", "body of Warned");
    await(() -> tail.position().equals(seen.getLast().position()));
    assertThat(tail.isConnected()).isTrue();
    assertThat(tail.trouble()).isEmpty();
  }

  @Test
  void itBeginsAfterTheGivenPosition() {
    Appended first = it.appended(opening(CASE));
    Appended second = it.appended(next(first, CASE, fact("StopOrdered")));
    it.journal.tail(first.positions().getFirst(), seen::addAll);
    await(() -> !seen.isEmpty());

    assertThat(seen).extracting(Fact::position).isEqualTo(second.positions());
  }

  @Test
  void aProcessThatKnowsNoKeyYetReadsTheBodies() {
    JournalFixture other = new JournalFixture(redis);
    other.journal.tail(Position.START, seen::addAll);
    it.appended(opening(CASE));
    await(() -> seen.size() == 1);

    assertThat(body(seen.getFirst())).isEqualTo("body of Reported");
    other.close();
  }

  @Test
  void throughKillsAndRestartsNothingIsLostOrRepeated() {
    Tail tail = it.journal.tail(Position.START, seen::addAll);
    int number = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 50; i++) it.appended(opening(caseNumber(++number)));
      redis.kill();
      await(() -> !tail.isConnected());
      redis.restart();
      it.awaitBack();
    }
    it.appended(opening(caseNumber(++number)));
    int all = number;
    await(() -> seen.size() >= all);

    assertThat(seen).hasSize(all).isEqualTo(everything());
    assertThat(tail.isConnected()).isTrue();
  }

  @Test
  void aBatchThatTheSinkThrowsOnIsOfferedAgain() {
    AtomicInteger calls = new AtomicInteger();
    Tail tail =
        it.journal.tail(
            Position.START,
            facts -> {
              if (calls.incrementAndGet() <= 2) throw new IllegalStateException("index is closed");
              seen.addAll(facts);
            });
    it.appended(opening(CASE));
    await(() -> tail.trouble().contains("index is closed"));
    await(() -> seen.size() == 1);

    assertThat(calls).hasValue(3);
    await(() -> tail.trouble().isEmpty());
  }

  @Test
  void afterCloseTheSinkIsQuiet() {
    Tail tail = it.journal.tail(Position.START, seen::addAll);
    it.appended(opening(CASE));
    await(() -> seen.size() == 1);
    tail.close();
    it.appended(opening(caseNumber(2)));

    assertThat(get(it.journal.end())).isNotEqualTo(tail.position());
    assertThat(seen).hasSize(1);
    assertThat(tail.isConnected()).isFalse();
  }

  @Test
  void aTailMayBeClosedFromItsSink() {
    List<Tail> self = new CopyOnWriteArrayList<>();
    self.add(
        it.journal.tail(
            Position.START,
            facts -> {
              seen.addAll(facts);
              await(() -> !self.isEmpty());
              self.getFirst().close();
            }));
    it.appended(opening(CASE));
    await(() -> !seen.isEmpty());
    it.appended(opening(caseNumber(2)));

    await(() -> !self.getFirst().isConnected());
    assertThat(seen).hasSize(1);
  }

  @Test
  void anErasedCaseIsSeenWithoutItsBody() {
    it.appended(opening(CASE));
    get(it.journal.eraseCase(CASE));
    it.journal.tail(Position.START, seen::addAll);
    await(() -> seen.size() == 1);

    assertThat(seen.getFirst().isErased()).isTrue();
  }

  @Test
  void aJournalThatLostItsEndIsFollowedFromTheEndItHas() {
    it.appended(opening(CASE));
    Position beyond = new Position(System.currentTimeMillis() + 3_600_000, 0);
    Tail tail = it.journal.tail(beyond, seen::addAll);
    await(() -> !tail.position().isAfter(get(it.journal.end())));
    it.appended(opening(caseNumber(2)));
    await(() -> !seen.isEmpty());

    assertThat(seen).extracting(Fact::caseId).containsExactly(caseNumber(2));
  }
}
