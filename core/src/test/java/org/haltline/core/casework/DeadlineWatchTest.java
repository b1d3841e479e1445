package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.NOON;
import static org.haltline.core.casefile.Cast.OPERATOR;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;
import static org.haltline.core.casework.House.accepted;
import static org.haltline.core.casework.House.mule;
import static org.haltline.core.casework.House.only;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.AnswerOverdue;
import org.haltline.core.casefile.CaseEvent.HoldEndingSoon;
import org.haltline.core.casefile.CaseEvent.HoldLapsed;
import org.haltline.core.casefile.CaseEvent.PaperOverdue;
import org.haltline.core.casefile.Deadline;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.DeadlineChange;
import org.haltline.core.journal.Due;
import org.haltline.core.journal.Write;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.junit.jupiter.api.Test;

/// Both houses watch the clocks of one centre, and each clock does its work once.
class DeadlineWatchTest extends InACentre {
  private static final CaseId CASE = caseNumber(1);
  private static final int CASES = 30;

  @Test
  void eachDeadlineActsOnceHoweverManyLook() {
    var filed =
        IntStream.rangeClosed(1, CASES)
            .mapToObj(
                i -> north.send(new FileReport(caseNumber(i), north.aboutMoney(mule(i))), OPERATOR))
            .toList();
    filed.forEach(reply -> accepted(get(reply)));

    centre.pass(Duration.ofSeconds(61));
    bothLook();
    assertThat(journalled(AnswerOverdue.class)).hasSize(CASES);
    assertThat(due()).isEmpty();
    bothLook();
    assertThat(journalled(AnswerOverdue.class)).hasSize(CASES);

    centre.pass(Duration.ofDays(1));
    bothLook();
    assertThat(journalled(PaperOverdue.class)).hasSize(CASES);
    assertThat(due()).isEmpty();
    assertThat(centre.verified().faults()).isEmpty();
  }

  @Test
  void aHoldIsWarnedOfAndLapsesAndNothingOfItTwice() {
    Order stop = only(north.file(CASE, mule(1)));
    accepted(north.answer(CASE, stop.id(), north.held()));
    for (int hour = 1; hour <= 50; hour++) {
      centre.turnClockTo(NOON.plus(Duration.ofHours(hour)));
      bothLook();
    }
    assertThat(centre.events(CASE, HoldEndingSoon.class))
        .extracting(HoldEndingSoon::before)
        .containsExactly(Duration.ofHours(12), Duration.ofHours(4), Duration.ofHours(1));
    assertThat(centre.events(CASE, HoldLapsed.class)).hasSize(1);
    assertThat(get(north.store.due(NOON.plus(Duration.ofDays(365)), 100))).isEmpty();
  }

  @Test
  void clocksGoOnAfterRedisWasKilled() {
    north.file(CASE, mule(1));
    List<Due> before = get(north.store.due(NOON.plus(Duration.ofDays(9)), 100));
    assertThat(before).hasSize(2);
    centre.killRedis();
    centre.awaitBack();
    assertThat(get(north.store.due(NOON.plus(Duration.ofDays(9)), 100))).isEqualTo(before);

    centre.pass(Duration.ofMinutes(2));
    bothLook();
    assertThat(centre.events(CASE, AnswerOverdue.class)).hasSize(1);
  }

  @Test
  void watchesThatRunOverAnOutageActAfterIt() {
    north.file(CASE, mule(1));
    try (var _ = north.watch().start();
        var _ = south.watch().start()) {
      centre.killRedis();
      centre.pass(Duration.ofMinutes(2));
      Centre.await(() -> !centre.events(CASE, AnswerOverdue.class).isEmpty());
      centre.pass(Duration.ofDays(1));
      Centre.await(() -> !centre.events(CASE, PaperOverdue.class).isEmpty());
    }
    assertThat(centre.events(CASE, AnswerOverdue.class)).hasSize(1);
    assertThat(centre.events(CASE, PaperOverdue.class)).hasSize(1);
  }

  @Test
  void aDeadlineWhoseWriteWasLostStaysOrWasDone() {
    north.file(CASE, mule(1));
    centre.pass(Duration.ofSeconds(61));
    north.wire.lose(LossyJournal.Loss.OF_THE_REQUEST, LossyJournal.Loss.OF_THE_REQUEST);
    assertThat(get(north.watch().look())).isZero();
    assertThat(due()).hasSize(1);

    north.wire.lose(LossyJournal.Loss.OF_THE_ANSWER);
    assertThat(get(north.watch().look())).isOne();
    assertThat(due()).isEmpty();
    assertThat(centre.events(CASE, AnswerOverdue.class)).hasSize(1);
  }

  @Test
  void theClocksOfAnErasedCaseAreClearedSoThatOthersAreSeen() {
    CaseId erased = caseNumber(2);
    north.file(erased, mule(2));
    fiveHundredClocks(erased);
    get(north.store.eraseCase(erased));
    centre.pass(Duration.ofSeconds(5));
    north.file(CASE, mule(1));
    long facts = centre.history(erased).version();

    centre.pass(Duration.ofSeconds(61));
    DeadlineWatch watch = south.watch();
    assertThat(get(watch.look())).isEqualTo(500);
    get(watch.look());

    assertThat(centre.events(CASE, AnswerOverdue.class)).hasSize(1);
    assertThat(due()).isEmpty();
    assertThat(centre.history(erased).version()).isEqualTo(facts);
    assertThat(centre.verified().faults()).isEmpty();
  }

  @Test
  void aHouseThatStillRemembersAnErasedCaseClearsItsClocksToo() {
    north.file(CASE, mule(1));
    get(south.store.eraseCase(CASE));
    centre.pass(Duration.ofSeconds(61));
    assertThat(get(north.watch().look())).isOne();
    assertThat(due()).isEmpty();
    assertThat(centre.history(CASE).isErased()).isTrue();
  }

  /// Only a foreign hand can have put them there; they may not stand before the others for ever.
  @Test
  void deadlinesThatNobodyCanActOnAreSetAsideSoThatOthersAreSeen() {
    north.file(CASE, mule(1));
    setClocks(
        CASE,
        IntStream.range(0, 500)
            .mapToObj(i -> i % 2 == 0 ? "not-ours-" + i : clockOf(caseNumber(9), i))
            .toList());
    centre.pass(Duration.ofSeconds(61));
    DeadlineWatch watch = south.watch();
    assertThat(get(watch.look())).isZero();
    assertThat(centre.events(CASE, AnswerOverdue.class)).isEmpty();
    assertThat(get(watch.look())).isOne();
    assertThat(centre.events(CASE, AnswerOverdue.class)).hasSize(1);
    assertThat(get(watch.look())).isZero();
    assertThat(watch.setAside()).isEqualTo(500);
    assertThat(due()).hasSize(500);
    assertThat(centre.history(caseNumber(9)).facts()).isEmpty();
  }

  /// So many clocks as one look takes, all of them due before anything else.
  private void fiveHundredClocks(CaseId caseId) {
    setClocks(caseId, IntStream.range(0, 500).mapToObj(i -> clockOf(caseId, i)).toList());
  }

  private static String clockOf(CaseId caseId, int number) {
    var order = new OrderId("2026112004000000000000000%07d".formatted(number));
    return new Clockwork(caseId, order, Deadline.HOLD).key();
  }

  private void setClocks(CaseId writtenWith, List<String> keys) {
    CaseHistory history = centre.history(writtenWith);
    List<DeadlineChange> clocks = new ArrayList<>();
    keys.forEach(key -> clocks.add(new DeadlineChange.Set(key, NOON)));
    get(
        north.store.append(
            new Write(
                writtenWith,
                history.version(),
                history.lastHash(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                clocks,
                null)));
  }

  private void bothLook() {
    var one = north.watch().look();
    var other = south.watch().look();
    var third = north.watch().look();
    get(one);
    get(other);
    get(third);
  }

  private List<Due> due() {
    return get(north.store.due(centre.now(), 1_000));
  }

  private <T extends CaseEvent> List<T> journalled(Class<T> type) {
    return centre.journal().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
