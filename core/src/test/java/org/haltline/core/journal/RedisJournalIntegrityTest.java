package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.CASE;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.fact;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.next;
import static org.haltline.core.journal.JournalFixture.opening;

import io.lettuce.core.FlushMode;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.haltline.core.journal.WriteOutcome.Appended;
import org.haltline.core.journal.WriteOutcome.Stale;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

/// Writers that race, hands that alter the store, keys and functions that are not the right ones.
class RedisJournalIntegrityTest extends OnRedis {

  @Test
  void ofTwoWritersOnOneVersionExactlyOneWins() {
    JournalFixture other = new JournalFixture(redis);
    Appended opened = it.appended(opening(CASE));
    long version = opened.version();
    byte[] hash = opened.lastHash();
    for (int round = 0; round < 100; round++) {
      Write mine = Write.of(CASE, version, hash, List.of(fact("Mine", "" + round)));
      Write theirs = Write.of(CASE, version, hash, List.of(fact("Theirs", "" + round)));
      CompletionStage<WriteOutcome> first = it.journal.append(mine);
      CompletionStage<WriteOutcome> second = other.journal.append(theirs);

      List<WriteOutcome> outcomes = List.of(get(first), get(second));

      assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
      assertThat(outcomes).contains(new Stale(version + 1));
      Appended won = (Appended) outcomes.get(outcomes.getFirst() instanceof Appended ? 0 : 1);
      version = won.version();
      hash = won.lastHash();
    }
    assertThat(it.load(CASE).version()).isEqualTo(101);
    other.close();
  }

  @Test
  void manyWritersThatReloadAndTryAgainAllGetTheirFactIn() {
    JournalFixture other = new JournalFixture(redis);
    it.appended(opening(CASE));
    ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < 20; writer++) {
      String name = "writer " + writer;
      JournalFixture house = writer % 2 == 0 ? it : other;
      writers.add(insist(house, name).thenAccept(_ -> written.add(name)).toCompletableFuture());
    }
    writers.forEach(JournalFixture::get);

    assertThat(it.load(CASE).facts().subList(1, 21))
        .extracting(JournalFixture::body)
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(written).hasSize(20);
    other.close();
  }

  private CompletionStage<WriteOutcome> insist(JournalFixture house, String body) {
    return house
        .journal
        .load(CASE)
        .thenCompose(
            history ->
                house.journal.append(
                    Write.of(
                        CASE, history.version(), history.lastHash(), List.of(fact("Added", body)))))
        .thenCompose(
            outcome ->
                outcome instanceof Stale
                    ? insist(house, body)
                    : CompletableFuture.completedStage(outcome));
  }

  @Test
  void aFactThatWasRemovedIsMissed() {
    Appended first = it.appended(opening(CASE));
    it.appended(next(first, CASE, fact("StopOrdered")));
    get(it.redis().xdel(journal(), first.positions().getFirst().toString()));

    assertThatThrownBy(() -> it.load(CASE))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("removed");
  }

  @Test
  void aFactWhoseHeadWasAlteredDoesNotOpenAndItsHashDoesNotHold() {
    it.appended(opening(CASE));
    rewrite('w', "op-99".getBytes(UTF_8));

    assertThatThrownBy(() -> it.load(CASE))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("altered");
    assertThat(get(it.journal.sealedAfter(Position.START, 10)).getFirst().hashHolds()).isFalse();
  }

  @Test
  void aFactWhoseBodyWasAlteredDoesNotOpen() {
    it.appended(opening(CASE));
    rewrite('b', new byte[60]);

    assertThatThrownBy(() -> get(it.journal.after(Position.START, 10)))
        .isInstanceOf(JournalDamaged.class);
    assertThat(get(it.journal.sealedAfter(Position.START, 10)).getFirst().hashHolds()).isFalse();
  }

  @Test
  void aFactThatDoesNotFollowTheOneBeforeItIsNoticed() {
    it.appended(opening(CASE));
    rewrite('p', new byte[] {1});

    assertThatThrownBy(() -> it.load(CASE)).isInstanceOf(JournalDamaged.class);
  }

  @Test
  void anEntryThatIsNoFactIsNamed() {
    get(it.redis().xadd(journal(), Map.of("x".getBytes(UTF_8), "y".getBytes(UTF_8))));

    assertThatThrownBy(() -> get(it.journal.after(Position.START, 10)))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("not a fact");
  }

  @Test
  void theKeyOfOneCaseDoesNotOpenAnother() {
    CaseId other = caseNumber(2);
    it.appended(opening(CASE));
    it.appended(opening(other));
    byte[] keys = "{qy}:keys".getBytes(UTF_8);
    byte[] foreign = get(it.redis().hget(keys, JournalKeys.field(other)));
    get(it.redis().hset(keys, JournalKeys.field(CASE), foreign));
    JournalFixture fresh = new JournalFixture(redis);

    assertThatThrownBy(() -> fresh.load(CASE))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("key of case");
    fresh.close();
  }

  @Test
  void withAnotherCentresKeyTheJournalDoesNotOpen() {
    assertThatThrownBy(
            () ->
                get(
                    RedisJournal.open(
                        "qy", CentreKey.random(), JournalOptions.DEFAULT, it.connections)))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining(JournalFixture.KEY.fingerprint());
  }

  @Test
  void centresOnOneRedisDoNotSeeEachOther() {
    it.appended(opening(CASE));
    RedisJournal other =
        get(RedisJournal.open("xm", CentreKey.random(), JournalOptions.DEFAULT, it.connections));

    assertThat(get(other.load(CASE)).facts()).isEmpty();
    assertThat(get(other.after(Position.START, 10))).isEmpty();
    assertThat(get(other.append(opening(CASE)))).isInstanceOf(Appended.class);
    other.close();
  }

  @Test
  void aNewerLibraryStaysAndAnOlderOneIsReplaced() {
    JournalLibrary packaged = JournalLibrary.packaged();
    byte[] key = journal();
    long mine = get(packaged.ensure(it.redis(), key));

    assertThat(get(packaged.renumbered(mine + 1).ensure(it.redis(), key))).isEqualTo(mine + 1);
    assertThat(get(packaged.ensure(it.redis(), key))).as("newer stays").isEqualTo(mine + 1);
    it.appended(opening(CASE)); // and serves the older caller

    get(it.redis().functionFlush(FlushMode.SYNC));
    assertThat(get(packaged.renumbered(0).ensure(it.redis(), key))).isZero();
    assertThat(get(packaged.ensure(it.redis(), key))).as("older is replaced").isEqualTo(mine);
  }

  @Test
  void processesThatStartTogetherLoadTheLibraryOnce() {
    get(it.redis().functionFlush(FlushMode.SYNC));
    List<CompletionStage<Long>> starts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      starts.add(JournalLibrary.packaged().ensure(it.redis(), journal()));
    }
    assertThat(starts.stream().map(JournalFixture::get).distinct()).hasSize(1);
    it.appended(opening(CASE));
  }

  private static byte[] journal() {
    return "{qy}:journal".getBytes(UTF_8);
  }

  /// What nobody should be able to do: the journal's only entry again, one field changed.
  private void rewrite(char field, byte[] value) {
    StreamMessage<byte[], byte[]> entry =
        get(it.redis().xrange(journal(), Range.unbounded())).getFirst();
    List<byte[]> parts = new ArrayList<>();
    entry
        .getBody()
        .forEach(
            (name, old) -> {
              parts.add(name);
              parts.add(Arrays.equals(name, new byte[] {(byte) field}) ? value : old);
            });
    get(it.redis().del(journal()));
    get(it.redis().xadd(journal(), new XAddArgs().id(entry.getId()), parts.toArray()));
  }
}
