package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.journal.JournalFixture.NOW;
import static org.haltline.core.journal.JournalFixture.caseNumber;
import static org.haltline.core.journal.JournalFixture.fact;
import static org.haltline.core.journal.JournalFixture.get;
import static org.haltline.core.journal.JournalFixture.queueing;

import java.time.Instant;
import java.util.List;
import org.haltline.core.journal.QueueChange.Issue;
import org.haltline.core.journal.QueueChange.PutOnDesk;
import org.haltline.core.journal.QueueChange.Take;
import org.junit.jupiter.api.Test;

/// What waits at an institution, and what waits for a time.
class RedisJournalQueueTest extends OnRedis {

  private int cases;

  private static Issue issue(String institution, String order) {
    return new Issue(institution, order, ("do " + order).getBytes(UTF_8));
  }

  private static PutOnDesk onDesk(String order) {
    return new PutOnDesk("ICBC", order, ("please do " + order).getBytes(UTF_8));
  }

  private void change(QueueChange... changes) {
    it.appended(queueing(caseNumber(++cases), changes));
  }

  private List<String> queued(String institution) {
    return get(it.journal.queued(institution, Position.START, 100)).stream()
        .map(order -> order.orderId() + ": " + new String(order.payload(), UTF_8))
        .toList();
  }

  private List<String> desk() {
    return get(it.journal.onDesk("ICBC", Position.START, 100)).stream()
        .map(order -> order.orderId() + ": " + new String(order.payload(), UTF_8))
        .toList();
  }

  @Test
  void ordersWaitAtTheirInstitutionOldestFirst() {
    change(issue("ICBC", "3"), issue("ABC", "2"));
    change(issue("ICBC", "1"));

    assertThat(queued("ICBC")).containsExactly("3: do 3", "1: do 1");
    assertThat(queued("ABC")).containsExactly("2: do 2");
    assertThat(queued("BOC")).isEmpty();
  }

  @Test
  void anAnsweredOrderLeaves() {
    change(issue("ICBC", "1"), issue("ICBC", "2"), issue("ICBC", "3"));
    change(new Take("ICBC", "2"));

    assertThat(queued("ICBC")).containsExactly("1: do 1", "3: do 3");
  }

  @Test
  void issuingTwiceQueuesOnce() {
    change(issue("ICBC", "1"));
    change(issue("ICBC", "2"), issue("ICBC", "1"));

    assertThat(queued("ICBC")).containsExactly("1: do 1", "2: do 2");
  }

  @Test
  void takingWhatIsNotThereChangesNothing() {
    change(issue("ICBC", "1"));
    change(new Take("ICBC", "9"), new Take("BOC", "1"));

    assertThat(queued("ICBC")).containsExactly("1: do 1");
  }

  @Test
  void anOrderMovesToTheDeskAndIsTakenFromThere() {
    change(issue("ICBC", "1"), issue("ICBC", "2"));
    change(onDesk("1"));

    assertThat(queued("ICBC")).containsExactly("2: do 2");
    assertThat(desk()).containsExactly("1: please do 1");

    change(onDesk("1")); // again: no second copy
    assertThat(desk()).hasSize(1);

    change(new Take("ICBC", "1"));
    assertThat(desk()).isEmpty();
  }

  @Test
  void whatIsToldOfAnOrderOnTheDeskChangesAndItsPlaceDoesNot() {
    change(onDesk("1"), onDesk("2"));
    List<Position> places = placesOnDesk();

    change(new PutOnDesk("ICBC", "1", "in hand".getBytes(UTF_8)));
    assertThat(desk()).containsExactly("1: in hand", "2: please do 2");
    change(new PutOnDesk("ICBC", "1", "in other hands".getBytes(UTF_8)));
    assertThat(desk()).containsExactly("1: in other hands", "2: please do 2");
    assertThat(placesOnDesk()).isEqualTo(places);
    assertThat(get(it.journal.onDesk("ICBC", places.getFirst(), 100)))
        .extracting(Queued::orderId)
        .containsExactly("2");
  }

  @Test
  void whatWasToldOfAnOrderLeavesTheDeskWithIt() {
    change(onDesk("1"), onDesk("2"), onDesk("1"));
    change(new PutOnDesk("ICBC", "1", "in hand".getBytes(UTF_8)));
    change(new PutOnDesk("ICBC", "2", "in hand".getBytes(UTF_8)));

    change(new Take("ICBC", "1"), issue("ICBC", "2"));
    assertThat(desk()).isEmpty();
    assertThat(queued("ICBC")).containsExactly("2: do 2");

    change(onDesk("2"));
    assertThat(desk()).containsExactly("2: please do 2");
    change(new Take("ICBC", "2"));
    assertThat(it.keysLike("{qy}:places:*")).isEmpty();
  }

  private List<Position> placesOnDesk() {
    return get(it.journal.onDesk("ICBC", Position.START, 100)).stream().map(Queued::at).toList();
  }

  @Test
  void anOrderMovesBackFromTheDesk() {
    change(onDesk("1"));
    change(issue("ICBC", "1"));

    assertThat(desk()).isEmpty();
    assertThat(queued("ICBC")).containsExactly("1: do 1");
  }

  @Test
  void severalChangesOfOneOrderHappenInTheirOrder() {
    change(issue("ICBC", "1"), onDesk("1"), new Take("ICBC", "1"), onDesk("2"));

    assertThat(queued("ICBC")).isEmpty();
    assertThat(desk()).containsExactly("2: please do 2");
  }

  @Test
  void anEmptyQueueLeavesNoPlacesBehind() {
    change(issue("ICBC", "1"), onDesk("2"));
    change(new Take("ICBC", "1"), new Take("ICBC", "2"));

    assertThat(it.keysLike("{qy}:places:*")).isEmpty();
  }

  @Test
  void aLongQueueIsReadInPages() {
    Issue[] issues = new Issue[25];
    for (int i = 0; i < issues.length; i++) issues[i] = issue("ICBC", "" + i);
    change(issues);

    List<Queued> first = get(it.journal.queued("ICBC", Position.START, 10));
    List<Queued> rest = get(it.journal.queued("ICBC", first.getLast().at(), 100));

    assertThat(first).hasSize(10);
    assertThat(rest).extracting(Queued::orderId).hasSize(15).startsWith("10").endsWith("24");
  }

  @Test
  void anAdapterReadsItsOrdersWithItsOwnKeyAlone() {
    change(issue("ICBC", "1"), onDesk("2"));
    change(new PutOnDesk("ICBC", "2", "in hand".getBytes(UTF_8)));
    InstitutionKey key =
        InstitutionKey.ofHex("ICBC", JournalFixture.KEY.institutionKey("ICBC").toHex());
    OutgoingOrders orders = new OutgoingOrders("qy", key, it.redis());

    assertThat(get(orders.queued(Position.START, 10)))
        .singleElement()
        .satisfies(order -> assertThat(order.payload()).asString(UTF_8).isEqualTo("do 1"));
    assertThat(get(orders.onDesk(Position.START, 10)))
        .singleElement()
        .satisfies(order -> assertThat(order.payload()).asString(UTF_8).isEqualTo("in hand"));
  }

  @Test
  void anotherInstitutionsKeyOpensNothing() {
    change(issue("ICBC", "1"));
    InstitutionKey abc = JournalFixture.KEY.institutionKey("ABC");
    OutgoingOrders orders =
        new OutgoingOrders("qy", InstitutionKey.ofHex("ICBC", abc.toHex()), it.redis());

    assertThatThrownBy(() -> get(orders.queued(Position.START, 10)))
        .isInstanceOf(JournalDamaged.class)
        .hasMessageContaining("order 1");
  }

  @Test
  void noPayloadLiesInTheClear() {
    change(issue("ICBC", "1"));

    assertThat(get(it.redis().dump("{qy}:orders:ICBC".getBytes(ISO_8859_1))))
        .asString(ISO_8859_1)
        .doesNotContain("do 1");
  }

  @Test
  void deadlinesAreDueOldestFirstAndStayUntilCleared() {
    deadline(new DeadlineChange.Set("b|answer", NOW.plusSeconds(60)));
    deadline(new DeadlineChange.Set("a|hold", NOW.plusSeconds(30)));

    assertThat(due(NOW.plusSeconds(29))).isEmpty();
    assertThat(due(NOW.plusSeconds(31))).containsExactly("a|hold");
    assertThat(due(NOW.plusSeconds(90))).containsExactly("a|hold", "b|answer");
    assertThat(due(NOW.plusSeconds(90))).containsExactly("a|hold", "b|answer");

    deadline(new DeadlineChange.Clear("a|hold"));
    assertThat(due(NOW.plusSeconds(90))).containsExactly("b|answer");
  }

  @Test
  void aDeadlineSetAgainMoves() {
    deadline(new DeadlineChange.Set("a", NOW.plusSeconds(30)));
    deadline(new DeadlineChange.Set("a", NOW.plusSeconds(300)));

    assertThat(due(NOW.plusSeconds(299))).isEmpty();
    assertThat(due(NOW.plusSeconds(301))).containsExactly("a");
  }

  @Test
  void theLastChangeOfADeadlineInOneWriteCounts() {
    deadline(new DeadlineChange.Set("a", NOW), new DeadlineChange.Clear("a"));
    deadline(new DeadlineChange.Clear("b"), new DeadlineChange.Set("b", NOW));

    assertThat(due(NOW.plusSeconds(1))).containsExactly("b");
  }

  @Test
  void aDeadlineIsNeverDueBeforeItsTime() {
    Instant at = Instant.parse("2026-11-20T06:14:03.000000001Z");
    deadline(new DeadlineChange.Set("a", at));

    assertThat(due(Instant.parse("2026-11-20T06:14:03.000Z"))).isEmpty();
    assertThat(get(it.journal.due(Instant.parse("2026-11-20T06:14:03.001Z"), 1)))
        .containsExactly(new Due("a", Instant.parse("2026-11-20T06:14:03.001Z")));
  }

  @Test
  void aDeadlineIsClearedWithoutAFact() {
    WriteOutcome.Appended opened = it.appended(JournalFixture.opening(caseNumber(1)));
    it.appended(deadlinesOnly(opened, new DeadlineChange.Set("a", NOW)));
    assertThat(due(NOW.plusMillis(1))).containsExactly("a");

    WriteOutcome.Appended cleared =
        it.appended(deadlinesOnly(opened, new DeadlineChange.Clear("a")));

    assertThat(due(NOW.plusMillis(1))).isEmpty();
    assertThat(cleared.version()).isEqualTo(1);
    assertThat(cleared.positions()).isEmpty();
    assertThat(cleared.lastHash()).isEqualTo(opened.lastHash());
    assertThat(it.load(caseNumber(1)).version()).isEqualTo(1);
  }

  @Test
  void aDeadlineOfAnErasedCaseCanBeCleared() {
    WriteOutcome.Appended opened = it.appended(JournalFixture.opening(caseNumber(1)));
    it.appended(deadlinesOnly(opened, new DeadlineChange.Set("a", NOW)));
    get(it.journal.eraseCase(caseNumber(1)));

    it.appended(deadlinesOnly(opened, new DeadlineChange.Clear("a")));

    assertThat(due(NOW.plusMillis(1))).isEmpty();
  }

  @Test
  void aWriteWithoutAFactIsStaleLikeAnyOther() {
    WriteOutcome.Appended opened = it.appended(JournalFixture.opening(caseNumber(1)));
    it.appended(JournalFixture.next(opened, caseNumber(1), fact("StopOrdered")));

    assertThat(it.append(deadlinesOnly(opened, new DeadlineChange.Set("a", NOW))))
        .isEqualTo(new WriteOutcome.Stale(2));
    assertThat(due(NOW.plusMillis(1))).isEmpty();
  }

  private static Write deadlinesOnly(WriteOutcome.Appended before, DeadlineChange change) {
    return new Write(
        caseNumber(1),
        before.version(),
        before.lastHash(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(change),
        null);
  }

  private void deadline(DeadlineChange... changes) {
    Write opening = JournalFixture.opening(caseNumber(++cases));
    it.appended(
        new Write(
            opening.caseId(),
            0,
            null,
            List.of(fact("Reported")),
            List.of(),
            List.of(),
            List.of(),
            List.of(changes),
            null));
  }

  private List<String> due(Instant now) {
    return get(it.journal.due(now, 10)).stream().map(Due::key).toList();
  }
}
