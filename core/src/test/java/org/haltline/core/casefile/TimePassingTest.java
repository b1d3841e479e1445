package org.haltline.core.casefile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.frozen;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

class TimePassingTest {
  private static final Instant HOLD_ENDS = Instant.parse("2026-11-22T04:00:00Z");

  @Test
  void anUnansweredOrderIsOverdueOnce() {
    Story story = oneStop().by(Actor.house());
    assertThat(clocks(story, 1))
        .isEqualTo(
            Map.of(
                Deadline.ANSWER, NOON.plusSeconds(60),
                Deadline.PAPER, NOON.plus(Duration.ofDays(1))));

    story
        .after(Duration.ofSeconds(59))
        .when(Deadline.ANSWER, 1)
        .thenNothingNew()
        .after(Duration.ofSeconds(1))
        .when(Deadline.ANSWER, 1)
        .then("AnswerOverdue #1")
        .repeatedChangesNothing();
    assertThat(clocks(story, 1)).doesNotContainKey(Deadline.ANSWER);
  }

  @Test
  void anAnsweredOrderIsNeverOverdue() {
    Story story = oneHold().by(Actor.house()).after(Duration.ofHours(1));
    story.when(Deadline.ANSWER, 1).thenNothingNew();
    assertThat(clocks(story, 1)).doesNotContainKey(Deadline.ANSWER);
  }

  @Test
  void anOrderOnTheDeskKeepsItsClock() {
    Story story = oneStop().by(ICBC).given(new Receipt.NeedsPerson(NOON, "no channel"), 1);
    assertThat(clocks(story, 1)).containsEntry(Deadline.ANSWER, NOON.plusSeconds(60));
  }

  @Test
  void theHouseWarnsTwelveFourAndOneHourBeforeAHoldEndsAndItLapsesInSight() {
    Story story = heldSinceNoon();
    assertThat(clocks(story, 1)).containsEntry(Deadline.HOLD, before(12));
    story
        .at(before(12).minusSeconds(1))
        .when(Deadline.HOLD, 1)
        .thenNothingNew()
        .at(before(12))
        .when(Deadline.HOLD, 1)
        .then("HoldEndingSoon #1 PT12H")
        .repeatedChangesNothing();
    assertThat(clocks(story, 1)).containsEntry(Deadline.HOLD, before(4));

    story.at(before(4)).when(Deadline.HOLD, 1).then("HoldEndingSoon #1 PT4H");
    assertThat(clocks(story, 1)).containsEntry(Deadline.HOLD, before(1));

    story.at(before(1)).when(Deadline.HOLD, 1).then("HoldEndingSoon #1 PT1H");
    assertThat(clocks(story, 1)).containsEntry(Deadline.HOLD, HOLD_ENDS);

    story.at(HOLD_ENDS).when(Deadline.HOLD, 1).then("HoldLapsed #1").repeatedChangesNothing();
    assertThat(clocks(story, 1)).doesNotContainKey(Deadline.HOLD);
    assertThat(story.file(1).hold())
        .extracting(Hold::end, Hold::endedAt)
        .containsExactly(Hold.End.LAPSED, HOLD_ENDS);
  }

  @Test
  void afterAHouseThatWasDownOnlyTheMostUrgentWarningIsGiven() {
    Story story =
        heldSinceNoon().at(before(3)).when(Deadline.HOLD, 1).then("HoldEndingSoon #1 PT4H");
    assertThat(clocks(story, 1)).containsEntry(Deadline.HOLD, before(1));

    heldSinceNoon().at(HOLD_ENDS.plusSeconds(9_000)).when(Deadline.HOLD, 1).then("HoldLapsed #1");
  }

  @Test
  void whatWasCutIsBroughtBackByAnOrderWhenItsTermIsOver() {
    Story story = cutSinceNoon();
    Order cut = story.file(1).order();
    Instant end = requireNonNull(story.file(1).hold()).endsAt();
    assertThat(clocks(story, 1)).containsEntry(Deadline.HOLD, end.minus(Duration.ofDays(3)));
    story
        .at(end.minus(Duration.ofDays(3)))
        .when(Deadline.HOLD, 1)
        .then("HoldEndingSoon #1 PT72H")
        .at(end.minus(Duration.ofHours(12)))
        .when(Deadline.HOLD, 1)
        .then("HoldEndingSoon #1 PT12H")
        .at(end)
        .when(Deadline.HOLD, 1)
        .then("HoldLapsed #1", "OrderIssued #2 RESTORE_NUMBER at mobile, original #1")
        .repeatedChangesNothing();
    Order back = story.file(2).order();
    assertThat(back.authority()).isEqualTo(cut.authority());
    assertThat(back.reason()).isEqualTo("期限届满");
    assertThat(clocks(story, 1)).isEmpty();
    assertThat(clocks(story, 2)).containsEntry(Deadline.ANSWER, end.plusSeconds(60));

    story.by(MOBILE).given(done(null), 2).by(OPERATOR).when(story.release(1));
    story.thenRefused(Refusal.NOTHING_TO_RELEASE, "#1");
  }

  @Test
  void whatIsBroughtBackByItsTermPassesInAClosedCaseToo() {
    Story story = cutSinceNoon();
    Instant end = requireNonNull(story.file(1).hold()).endsAt();
    story
        .by(OPERATOR)
        .given(new CloseCase(CASE, "了结"))
        .by(Actor.house())
        .at(end)
        .when(Deadline.HOLD, 1)
        .then("HoldLapsed #1", "OrderIssued #2 RESTORE_NUMBER at mobile, original #1");
  }

  @Test
  void whatIsBeingLetGoOrKeptCutByAnotherOrderIsNotBroughtBackByItsTerm() {
    Story letGo = cutSinceNoon().by(OPERATOR);
    letGo.given(letGo.release(1));
    Instant end = requireNonNull(letGo.file(1).hold()).endsAt();
    letGo.by(Actor.house()).at(end).when(Deadline.HOLD, 1).then("HoldLapsed #1");

    Story kept = cutSinceNoon().at(end);
    kept.whenDenied(new DeadlinePassed(CASE, kept.order(1), Deadline.HOLD, end), 1)
        .then("HoldLapsed #1");
  }

  @Test
  void whatAPersonCutAndNoMachineKnowsIsBroughtBackByAPerson() {
    Story story = cutSinceNoon();
    story.at(requireNonNull(story.file(1).hold()).endsAt()).given(Deadline.HOLD, 1);
    story
        .by(MOBILE)
        .when(no(ReasonCode.ORIGINAL_MISSING), 2)
        .then(
            "FeedbackContradicted #2",
            "OrderPutOnDesk #2: 对方的机器不认得原指令，而控制仍在 / their machine does not know the original order,"
                + " and its hold stands");
  }

  @Test
  void aFreezeWarnsDaysAheadToo() {
    Story story = frozen();
    assertThat(clocks(story, 2))
        .isEqualTo(Map.of(Deadline.HOLD, Instant.parse("2027-05-05T04:01:00Z")));
  }

  @Test
  void whatWasReleasedRenewedOrFrozenDoesNotLapse() {
    Story released = oneHold();
    released.given(released.release(1)).by(ICBC).given(done(null), 2);
    assertThat(clocks(released, 1)).doesNotContainKey(Deadline.HOLD);
    released.at(HOLD_ENDS.plusSeconds(60)).when(Deadline.HOLD, 1).thenNothingNew();

    Story prolonged = oneHold();
    prolonged.given(prolonged.carryOn(OrderKind.PROLONG, 1)).by(ICBC).given(done(cny(30_000)), 2);
    assertThat(clocks(prolonged, 1)).doesNotContainKey(Deadline.HOLD);
    prolonged.at(HOLD_ENDS.plusSeconds(60)).when(Deadline.HOLD, 1).thenNothingNew();

    Story frozen = frozen();
    assertThat(clocks(frozen, 1)).doesNotContainKey(Deadline.HOLD);
  }

  @Test
  void thePaperOfAStopIsDueWithinADay() {
    Story story = oneStop().by(Actor.house());
    story
        .at(NOON.plus(Duration.ofDays(1)).minusSeconds(1))
        .when(Deadline.PAPER, 1)
        .thenNothingNew()
        .at(NOON.plus(Duration.ofDays(1)))
        .when(Deadline.PAPER, 1)
        .then("PaperOverdue #1 stop-payment-form")
        .repeatedChangesNothing();
    assertThat(clocks(story, 1)).doesNotContainKey(Deadline.PAPER);

    story
        .by(OPERATOR)
        .when(story.paper(1, "stop-payment-form"))
        .then("PaperAttached #1 stop-payment-form");
  }

  @Test
  void aPaperThatIsThereOrNoLongerNeededIsNotDue() {
    Story there = oneStop();
    there.given(there.paper(1, "stop-payment-form"));
    assertThat(clocks(there, 1)).doesNotContainKey(Deadline.PAPER);
    there.after(Duration.ofDays(2)).when(Deadline.PAPER, 1).thenNothingNew();

    Story refused = oneStop().by(ICBC).given(no(ReasonCode.NO_SUCH_ACCOUNT), 1);
    assertThat(clocks(refused, 1)).isEmpty();
    refused.after(Duration.ofDays(2)).when(Deadline.PAPER, 1).thenNothingNew();
  }

  @Test
  void aClockOfNothingRingsForNothing() {
    oneStop()
        .when(new DeadlinePassed(CASE, new OrderId("4".repeat(32)), Deadline.HOLD, NOON))
        .thenNothingNew()
        .after(Duration.ofDays(300))
        .when(Deadline.HOLD, 1)
        .thenNothingNew();
  }

  private static Story cutSinceNoon() {
    return Story.story()
        .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
        .by(MOBILE)
        .given(new Receipt.Done(NOON, null, null, null, null), 1)
        .by(Actor.house());
  }

  private static Story heldSinceNoon() {
    return oneStop()
        .by(ICBC)
        .given(new Receipt.Done(NOON, cny(30_000), null, null, null), 1)
        .by(Actor.house());
  }

  private static Instant before(int hours) {
    return HOLD_ENDS.minus(Duration.ofHours(hours));
  }

  private static Map<Deadline, Instant> clocks(Story story, int order) {
    return Places.clocks(story.file(order), CHINA);
  }
}
