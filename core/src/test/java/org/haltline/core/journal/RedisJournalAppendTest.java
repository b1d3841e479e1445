package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.NOW;
import static org.haltline.core.journal.JournalFixture.body;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.fact;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.hash;
import static org.haltline.core.journal.JournalFixture.next;
import static org.haltline.core.journal.JournalFixture.opening;
import static org.haltline.core.journal.JournalFixture.under;

import java.util.List;
import java.util.Optional;
import org.haltline.core.journal.WriteOutcome.AlreadyDone;
import org.haltline.core.journal.WriteOutcome.Appended;
import org.haltline.core.journal.WriteOutcome.Stale;
import org.junit.jupiter.api.Test;

class RedisJournalAppendTest extends OnRedis {

  @Test
  void aNewCaseIsReadBackAsItWasWritten() {
    Appended appended =
        it.appended(Write.of(CASE, 0, null, List.of(fact("Reported", "甲"), fact("StopOrdered"))));

    CaseHistory history = it.load(CASE);

    assertThat(appended.version()).isEqualTo(2);
    assertThat(history.version()).isEqualTo(2);
    assertThat(history.lastHash()).isEqualTo(appended.lastHash());
    assertThat(history.facts()).extracting(Fact::position).isEqualTo(appended.positions());
    Fact first = history.facts().getFirst();
    assertThat(first.caseId()).isEqualTo(CASE);
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.type()).isEqualTo("Reported");
    assertThat(first.at()).isEqualTo(NOW);
    assertThat(first.actor()).isEqualTo("op-17");
    assertThat(first.schema()).isEqualTo(1);
    assertThat(first.rulebook()).isEqualTo("CN-1");
    assertThat(first.previousHash()).isEqualTo(new byte[32]);
    assertThat(body(first)).isEqualTo("甲");
    assertThat(history.facts().getLast().previousHash()).isEqualTo(first.hash());
  }

  @Test
  void aCaseGrowsFromWhereItStands() {
    Appended first = it.appended(opening(CASE));
    Appended second = it.appended(next(first, CASE, fact("StopOrdered"), fact("Warned")));

    assertThat(second.version()).isEqualTo(3);
    assertThat(second.positions())
        .hasSize(2)
        .allMatch(at -> at.isAfter(first.positions().getLast()));
    assertThat(it.load(CASE).facts())
        .extracting(Fact::type)
        .containsExactly("Reported", "StopOrdered", "Warned");
  }

  @Test
  void anUnknownCaseHasAnEmptyHistory() {
    CaseHistory history = it.load(CASE);

    assertThat(history.facts()).isEmpty();
    assertThat(history.lastHash()).isNull();
    assertThat(history.isErased()).isFalse();
  }

  @Test
  void aStaleVersionIsToldAndNothingIsWritten() {
    Appended first = it.appended(opening(CASE));
    it.appended(next(first, CASE, fact("StopOrdered")));

    assertThat(it.append(next(first, CASE, fact("Released")))).isEqualTo(new Stale(2));
    assertThat(it.append(opening(CASE))).isEqualTo(new Stale(2));
    assertThat(it.load(CASE).facts()).hasSize(2);
  }

  @Test
  void aVersionThatIsAheadIsStaleToo() {
    assertThat(it.append(Write.of(CASE, 7, hash(1), List.of(fact("Released")))))
        .isEqualTo(new Stale(0));
    it.appended(opening(CASE));
    assertThat(it.append(Write.of(CASE, 7, hash(1), List.of(fact("Released")))))
        .isEqualTo(new Stale(1));
  }

  @Test
  void theSameRequestUnderOneKeyOpensOneCase() {
    Idempotency request = new Idempotency("form-4711", hash(1));
    it.appended(under(CASE, request));

    assertThat(it.append(under(caseNumber(32), request))).isEqualTo(new AlreadyDone(CASE, true, 1));
    assertThat(it.load(caseNumber(32)).facts()).isEmpty();
  }

  @Test
  void anotherRequestUnderTheSameKeyIsTold() {
    it.appended(under(CASE, new Idempotency("form-4711", hash(1))));

    assertThat(it.append(under(caseNumber(32), new Idempotency("form-4711", hash(2)))))
        .isEqualTo(new AlreadyDone(CASE, false, 1));
    assertThat(it.load(caseNumber(32)).facts()).isEmpty();
  }

  @Test
  void anIdempotencyKeyIsAnsweredWithoutAWrite() {
    it.appended(under(CASE, new Idempotency("form-4711", hash(9))));

    IdempotentAnswer answer = get(it.journal.idempotent("form-4711")).orElseThrow();
    assertThat(answer.caseId()).isEqualTo(CASE);
    assertThat(answer.version()).isEqualTo(1);
    assertThat(answer.requestHash()).isEqualTo(hash(9));
    assertThat(get(it.journal.idempotent("form-4712"))).isEqualTo(Optional.empty());
  }

  @Test
  void anIdempotencyKeyIsRememberedForTheConfiguredTime() {
    it.appended(under(CASE, new Idempotency("form-4711", hash(9))));

    assertThat(it.keysLike("{qy}:done:*"))
        .singleElement()
        .satisfies(
            key ->
                assertThat(get(it.redis().pttl(key.getBytes(UTF_8))))
                    .isBetween(29L * 86_400_000, 30L * 86_400_000));
  }

  @Test
  void anErasedCaseKeepsItsChainAndLosesItsBodies() {
    Appended first = it.appended(opening(CASE));
    Appended second = it.appended(next(first, CASE, fact("StopOrdered")));
    it.appended(opening(caseNumber(32)));

    get(it.journal.eraseCase(CASE));

    CaseHistory history = it.load(CASE);
    assertThat(history.isErased()).isTrue();
    assertThat(history.facts()).extracting(Fact::type).containsExactly("Reported", "StopOrdered");
    assertThat(history.facts()).allMatch(Fact::isErased);
    assertThat(history.lastHash()).isEqualTo(second.lastHash());
    assertThat(get(it.journal.sealedAfter(Position.START, 10)))
        .hasSize(3)
        .allMatch(SealedFact::hashHolds);
    assertThat(get(it.journal.after(Position.START, 10)))
        .extracting(Fact::isErased)
        .containsExactly(true, true, false);
  }

  @Test
  void anErasedCaseTakesNoMoreFacts() {
    Appended first = it.appended(opening(CASE));
    JournalFixture elsewhere = new JournalFixture(redis);
    elsewhere.load(CASE); // now has the key in memory

    get(it.journal.eraseCase(CASE));

    assertThatThrownBy(() -> it.append(next(first, CASE, fact("StopOrdered"))))
        .isInstanceOf(CaseErased.class);
    assertThatThrownBy(() -> elsewhere.append(next(first, CASE, fact("StopOrdered"))))
        .isInstanceOf(CaseErased.class);
    assertThat(elsewhere.load(CASE).facts()).hasSize(1).allMatch(Fact::isErased);
    elsewhere.close();
  }

  @Test
  void caseNumbersAreNeverGivenTwice() {
    assertThat(get(it.journal.reserveCaseNumbers("261120", 20))).isEqualTo(1);
    assertThat(get(it.journal.reserveCaseNumbers("261120", 5))).isEqualTo(21);
    assertThat(get(it.journal.reserveCaseNumbers("261121", 5))).isEqualTo(1);
    assertThat(get(it.journal.reserveCaseNumbers("261120", 1))).isEqualTo(26);
  }

  @Test
  void aLongCaseIsLoadedInPages() {
    Appended last = it.appended(opening(CASE));
    for (int page = 0; page < 3; page++) {
      NewFact[] facts = new NewFact[900];
      for (int i = 0; i < facts.length; i++) facts[i] = fact("Answered", "answer " + i);
      last = it.appended(next(last, CASE, facts));
    }

    CaseHistory history = it.load(CASE);

    assertThat(history.version()).isEqualTo(2_701);
    assertThat(body(history.facts().get(2_700))).isEqualTo("answer 899");
    assertThat(history.lastHash()).isEqualTo(last.lastHash());
  }
}
