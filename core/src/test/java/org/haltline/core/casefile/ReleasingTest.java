package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.freezeAskedFor;
import static org.haltline.core.casefile.Story.frozen;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.story;
import static org.haltline.core.casefile.Story.taken;

import java.time.Duration;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

class ReleasingTest {

  @Test
  void aStandingHoldIsReleasedAndEndsWhenTheBankSaysThatNothingIsHeld() {
    Story story = oneHold();
    story
        .when(story.release(1))
        .then("OrderIssued #2 RELEASE at icbc, original #1")
        .repeatedChangesNothing();
    assertThat(story.file(1).holdStands()).isTrue();

    story
        .by(ICBC)
        .when(done(cny(0)), 2)
        .then("OrderDone #2", "HoldReleased #1 by #2")
        .repeatedChangesNothing();
    assertThat(story.file(1).hold())
        .extracting(Hold::end, Hold::endedBy)
        .containsExactly(Hold.End.RELEASED, story.order(2));

    story.by(OPERATOR).when(story.release(1)).thenRefused(Refusal.NOTHING_TO_RELEASE, "#1");
  }

  @Test
  void aReleaseThatSaysSomethingIsStillHeldGoesToAPerson() {
    Story story = oneHold();
    story
        .given(story.release(1))
        .by(ICBC)
        .when(done(cny(12)), 2)
        .then(
            "FeedbackContradicted #2",
            "OrderPutOnDesk #2: 答复已办，但仍控制 CNY 12.00 / answered done, yet CNY 12.00 is still held")
        .repeatedChangesNothing()
        .by(LIAISON)
        .when(done(cny(12)), 2)
        .thenRefused(Refusal.HOLD_STANDS, "held")
        .when(done(null), 2)
        .then("OrderDone #2", "HoldReleased #1 by #2");
  }

  /// Its suspension is a matter of its own, and may want another person's word.
  @Test
  void whoeverLetsCallsThroughAgainLeavesTheSuspensionOnItsWay() {
    Story story =
        story()
            .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
            .given(issue(OrderKind.INTERCEPT_CALLS, CALLER_ID, "mobile", null))
            .by(MOBILE)
            .given(done(null), 2)
            .by(OPERATOR);
    story.when(story.release(2)).then("OrderIssued #3 LIFT at mobile, original #2");
    assertThat(story.file(1).isOpen()).isTrue();
  }

  /// A person at its desk may have made it, or another channel of the bank.
  @Test
  void aHoldThatTheBanksMachineDoesNotKnowIsLetGoByAPerson() {
    Story story = oneHold();
    story
        .given(story.release(1))
        .by(ICBC)
        .when(no(ReasonCode.ORIGINAL_MISSING), 2)
        .then(
            "FeedbackContradicted #2",
            "OrderPutOnDesk #2: 对方的机器不认得原指令，而控制仍在 / their machine does not know the original"
                + " order, and its hold stands")
        .repeatedChangesNothing()
        .by(LIAISON)
        .when(done(cny(0)), 2)
        .then("OrderDone #2", "HoldReleased #1 by #2");
  }

  @Test
  void aStopOnItsWayIsWithdrawnBeforeTheReleaseLeaves() {
    Story story = oneStop();
    story
        .when(story.release(1))
        .then(
            "OrderWithdrawn #1 by #2", "OrderIssued #2 RELEASE at icbc, original #1, withdraws #1");
    assertThat(Places.queue(story.file(1))).isEqualTo(Places.Queue.NOWHERE);
    assertThat(Places.queue(story.file(2))).isEqualTo(Places.Queue.STREAM);
  }

  @Test
  void theReleasePassesAtEveryStageOfTheStop() {
    for (Receipt sofar :
        List.of(
            taken(),
            new Receipt.Unknown(NOON, "silence"),
            new Receipt.Exhausted(NOON, 9, "silence"),
            new Receipt.NeedsPerson(NOON, "no channel"))) {
      Story story = oneStop().by(ICBC).given(sofar, 1).by(OPERATOR);
      story
          .when(story.release(1))
          .then(
              "OrderWithdrawn #1 by #2",
              "OrderIssued #2 RELEASE at icbc, original #1, withdraws #1");
    }
  }

  @Test
  void everyPendingHoldAndCutOnTheTargetIsWithdrawnAndNothingElse() {
    Story story = oneHold();
    story
        .given(new AddPayments(CASE, List.of(paid(MULE, "icbc", 700))))
        .given(issue(OrderKind.STOP_PAYMENT, SECOND_MULE, "abc", cny(5)))
        .given(issue(OrderKind.TRANSACTION_QUERY, MULE, "icbc", null))
        .when(story.release(1))
        .then(
            "OrderWithdrawn #2 by #5", "OrderIssued #5 RELEASE at icbc, original #1, withdraws #2");
  }

  @Test
  void aHoldThatWaitsForApprovalOnTheTargetIsDeclinedByTheRelease() {
    Story story = freezeAskedFor();
    story
        .when(story.release(1))
        .then("OrderDeclined #2, by op-qin", "OrderIssued #3 RELEASE at icbc, original #1")
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.ORDER_NOT_WAITING, "#2");
  }

  @Test
  void lettingGoAProlongationOnItsWayLetsGoTheStopItProlongs() {
    Story story = oneHold();
    story
        .given(story.carryOn(OrderKind.PROLONG, 1))
        .when(story.release(2))
        .then(
            "OrderWithdrawn #2 by #3", "OrderIssued #3 RELEASE at icbc, original #1, withdraws #2");
  }

  @Test
  void whateverIsNamedTheOneThatHoldsNowIsLetGo() {
    Story story = frozen();
    story
        .when(story.release(1))
        .then(
            "OrderIssued #3 UNFREEZE at icbc, original #2",
            "OrderIssued #4 RELEASE at icbc, original #1")
        .when(story.release(2))
        .thenNothingNew()
        .by(ICBC)
        .when(done(null), 3)
        .then("OrderDone #3", "HoldReleased #2 by #3");
    assertThat(story.state().hasStandingMoneyHold()).isFalse();
  }

  /// A bank may have kept the stop under the freeze: the request to freeze names none.
  @Test
  void theStopUnderAFreezeIsLetGoWithItWhileItsOwnTermRuns() {
    Story story = frozen();
    story
        .when(story.release(2))
        .then(
            "OrderIssued #3 UNFREEZE at icbc, original #2",
            "OrderIssued #4 RELEASE at icbc, original #1")
        .repeatedChangesNothing()
        .by(ICBC)
        .when(done(cny(0)), 3)
        .then("OrderDone #3", "HoldReleased #2 by #3")
        .when(done(cny(0)), 4)
        .then("OrderDone #4");

    Story later = frozen();
    later
        .after(Duration.ofDays(3))
        .when(later.release(2))
        .then("OrderIssued #3 UNFREEZE at icbc, original #2");
  }

  @Test
  void whatWasLetGoUnderAFreezeIsNotLetGoAgainWhenTheUnfreezingWasRefused() {
    Story story = frozen();
    story
        .given(story.release(2))
        .by(ICBC)
        .given(no(ReasonCode.OTHER), 3)
        .given(done(cny(0)), 4)
        .by(OPERATOR)
        .when(story.release(2))
        .then("OrderIssued #5 UNFREEZE at icbc, original #2");
  }

  /// A freeze that named no stop left one standing beside it.
  @Test
  void theStopBesideAFreezeEndsWithIt() {
    Story story = frozenBesideItsStop();
    assertThat(story.file(1).holdStands()).isTrue();
    story
        .when(story.release(2))
        .then(
            "OrderIssued #3 UNFREEZE at icbc, original #2",
            "OrderIssued #4 RELEASE at icbc, original #1")
        .by(ICBC)
        .given(done(cny(0)), 3)
        .when(done(cny(0)), 4)
        .then("OrderDone #4", "HoldReleased #1 by #4");
    assertThat(story.state().hasStandingMoneyHold()).isFalse();
  }

  @Test
  void aStopBesideAFreezeThatIsOnItsWayOutIsNotLetGoTwice() {
    Story story = frozenBesideItsStop();
    story
        .given(story.release(1))
        .when(story.release(2))
        .then("OrderIssued #4 UNFREEZE at icbc, original #2");
  }

  @Test
  void theReleaseOfAStopLeavesTheFreezeBesideIt() {
    Story story = frozenBesideItsStop();
    story.when(story.release(1)).then("OrderIssued #3 RELEASE at icbc, original #1");
  }

  @Test
  void aFreezeThatIsCalledBackOnItsWayLeavesTheStop() {
    Story story = freezeAskedFor();
    story
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(OPERATOR)
        .when(story.release(2))
        .then(
            "OrderWithdrawn #2 by #3",
            "OrderIssued #3 UNFREEZE at icbc, original #2, withdraws #2");
    assertThat(story.file(1).holdStands()).isTrue();
  }

  /// `#1` is a stop that stands, `#2` a freeze on the same account that names no order before it.
  static Story frozenBesideItsStop() {
    Story story = oneHold();
    return story
        .given(new FileCase(CASE, "A33-7"))
        .given(issue(OrderKind.FREEZE, MULE, "icbc", cny(5_000)))
        .given(story.paper(2, "freeze-notice"))
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(ICBC)
        .given(done(cny(5_000)), 2)
        .by(OPERATOR);
  }

  @Test
  void cutsAreEndedByTheirOwnKind() {
    Story story =
        story()
            .given(
                new FileReport(
                    CASE,
                    report(
                        List.of(),
                        List.of(
                            lure(CALLER_ID, "mobile"),
                            lure(LANDLINE, "mobile"),
                            lure(PHISHING, "mobile"),
                            lure(CHAT, "chat")))));
    story
        .by(MOBILE)
        .given(done(null), 1)
        .given(done(null), 2)
        .given(done(null), 3)
        .by(OPERATOR)
        .when(story.release(1))
        .then("OrderIssued #5 RESTORE_NUMBER at mobile, original #1")
        .when(story.release(2))
        .then("OrderIssued #6 LIFT at mobile, original #2")
        .when(story.release(3))
        .then("OrderIssued #7 LIFT at mobile, original #3")
        .when(story.release(4))
        .thenRefused(Refusal.NOTHING_TO_RELEASE, "#4")
        .by(MOBILE)
        .when(done(null), 5)
        .then("OrderDone #5", "HoldReleased #1 by #5");
  }

  @Test
  void theReleasePassesOnAClosedCase() {
    Story story =
        story()
            .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
            .by(MOBILE)
            .given(done(null), 1)
            .by(OPERATOR)
            .given(new CloseCase(CASE, "误报"));
    story
        .when(story.release(1))
        .then("OrderIssued #2 RESTORE_NUMBER at mobile, original #1")
        .by(MOBILE)
        .when(done(null), 2)
        .then("OrderDone #2", "HoldReleased #1 by #2");
  }

  @Test
  void whatWasRefusedOrReleasedIsNotReleased() {
    Story refused = oneStop().by(ICBC).given(no(ReasonCode.NO_SUCH_ACCOUNT), 1).by(OPERATOR);
    refused.when(refused.release(1)).thenRefused(Refusal.NOTHING_TO_RELEASE, "#1");

    Story unknown = story().given(paid(MULE, null, 5, NOON));
    unknown.when(unknown.release(1)).thenRefused(Refusal.NOTHING_TO_RELEASE, "#1");

    refused
        .when(new ReleaseOrder(CASE, new OrderId("2".repeat(32)), "x"))
        .thenRefused(Refusal.NO_SUCH_ORDER, "orderId")
        .when(new ReleaseOrder(CASE, refused.order(1), ""))
        .thenRefused(Refusal.REASON_MISSING, "reason");
  }

  @Test
  void aReleaseThatTheBankRefusedMayBeAskedForAgain() {
    Story story = oneHold();
    story
        .given(story.release(1))
        .by(ICBC)
        .given(no(ReasonCode.CANNOT), 2)
        .by(OPERATOR)
        .when(story.release(1))
        .then("OrderIssued #3 RELEASE at icbc, original #1");
  }

  @Test
  void whatLapsedInOurBooksMayStillBeReleasedAtTheBank() {
    Story story = oneHold().after(Duration.ofDays(2));
    story
        .when(Deadline.HOLD, 1)
        .then("HoldLapsed #1")
        .when(story.release(1))
        .then("OrderIssued #2 RELEASE at icbc, original #1")
        .by(ICBC)
        .when(done(null), 2)
        .then("OrderDone #2")
        .by(OPERATOR)
        .when(story.release(1))
        .thenRefused(Refusal.NOTHING_TO_RELEASE, "#1");
  }

  @Test
  void aRefusedStopThatIsDoneAllTheSameMayBeReleased() {
    Story story =
        oneStop()
            .by(ICBC)
            .given(no(ReasonCode.NAME_MISMATCH), 1)
            .when(done(cny(30_000)), 1)
            .then("FeedbackContradicted #1")
            .by(OPERATOR);
    story
        .when(story.release(1))
        .then("OrderIssued #2 RELEASE at icbc, original #1")
        .by(ICBC)
        .when(done(null), 2)
        .then("OrderDone #2");
  }

  @Test
  void moneyThatIsSaidToBeHeldAfterTheReleaseMayBeReleasedAgain() {
    Story story = oneHold();
    story
        .given(story.release(1))
        .by(ICBC)
        .given(done(null), 2)
        .when(done(cny(9)), 1)
        .then("FeedbackContradicted #1")
        .by(OPERATOR)
        .when(story.release(1))
        .then("OrderIssued #3 RELEASE at icbc, original #1");
  }

  @Test
  void aWithdrawnStopThatHappenedIsCountedAndReleasedAgain() {
    Story story = oneStop();
    story
        .given(story.release(1))
        .by(ICBC)
        .given(no(ReasonCode.ORIGINAL_MISSING), 2)
        .when(done(cny(30_000)), 1)
        .then(
            "FeedbackContradicted #1 holds CNY 30000.00 until 2026-11-22T04:00",
            "OrderIssued #3 RELEASE at icbc, original #1")
        .repeatedChangesNothing();
    assertThat(story.state().hasStandingMoneyHold()).isTrue();
    assertThat(story.file(3).order().authority()).isEqualTo("秦晓岚，临河县反诈中心");

    story.when(done(null), 3).then("OrderDone #3", "HoldReleased #1 by #3");
    assertThat(story.state().hasStandingMoneyHold()).isFalse();
  }

  @Test
  void aReleaseUnderTheStopsOwnNumberThatIsStillOpenIsEnough() {
    Story story = oneStop();
    story
        .given(story.release(1))
        .by(ICBC)
        .when(done(cny(30_000)), 1)
        .then("FeedbackContradicted #1 holds CNY 30000.00 until 2026-11-22T04:00")
        .when(done(null), 2)
        .then("OrderDone #2", "HoldReleased #1 by #2");
  }

  @Test
  void aStopWithdrawnByTheReleaseOfAnotherIsReleasedUnderItsOwnNumber() {
    Story story = oneHold().given(new AddPayments(CASE, List.of(paid(MULE, "icbc", 700))));
    story
        .given(story.release(1))
        .by(ICBC)
        .when(done(cny(700)), 2)
        .then(
            "FeedbackContradicted #2 holds CNY 700.00 until 2026-11-22T04:01",
            "OrderIssued #4 RELEASE at icbc, original #2");
  }

  @Test
  void aWithdrawnProlongationThatHappenedHoldsTheMoneyOnceAndIsReleased() {
    Story story = oneHold();
    story
        .given(story.carryOn(OrderKind.PROLONG, 1))
        .given(story.release(1))
        .by(ICBC)
        .when(done(cny(30_000)), 2)
        .then(
            "FeedbackContradicted #2 holds CNY 30000.00 until 2026-11-24T04:01",
            "HoldRenewed #1 by #2",
            "OrderIssued #4 RELEASE at icbc, original #2")
        .when(done(null), 3)
        .then("OrderDone #3")
        .when(done(null), 4)
        .then("OrderDone #4", "HoldReleased #2 by #4");
    assertThat(story.state().hasStandingMoneyHold()).isFalse();
  }

  @Test
  void evenAnImpossibleAnswerToAWithdrawnStopIsReleased() {
    Story story = oneStop();
    story
        .given(story.release(1))
        .by(ICBC)
        .given(done(null), 2)
        .when(done(cny(90_000)), 1)
        .then(
            "FeedbackContradicted #1 holds CNY 30000.00 until 2026-11-22T04:00",
            "OrderIssued #3 RELEASE at icbc, original #1");
  }

  @Test
  void aWithdrawnStopThatDidNotHappenGivesItsPlaceBack() {
    Story story = oneStop();
    story.given(story.release(1)).by(ICBC);
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();

    story.when(no(ReasonCode.CANNOT), 1).then("OrderRefused #1 CANNOT").repeatedChangesNothing();
    assertThat(story.file(1).state()).isEqualTo(org.haltline.core.order.OrderState.WITHDRAWN);
    assertThat(Places.takesStopPlace(story.file(1))).isFalse();

    story
        .when(done(cny(30_000)), 1)
        .then("FeedbackContradicted #1 holds CNY 30000.00 until 2026-11-22T04:00");
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();
  }

  @Test
  void aStopThatIsNotKnownWhereItIsLetGoGivesItsPlaceBack() {
    Story story = oneStop();
    story
        .given(story.release(1))
        .by(ICBC)
        .when(no(ReasonCode.ORIGINAL_MISSING), 2)
        .then("OrderRefused #2 ORIGINAL_MISSING", "OrderRefused #1 ORIGINAL_MISSING")
        .repeatedChangesNothing();
    assertThat(story.file(1).state()).isEqualTo(org.haltline.core.order.OrderState.WITHDRAWN);
    assertThat(Places.takesStopPlace(story.file(1))).isFalse();

    story
        .when(done(cny(30_000)), 1)
        .then(
            "FeedbackContradicted #1 holds CNY 30000.00 until 2026-11-22T04:00",
            "OrderIssued #3 RELEASE at icbc, original #1");
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();
  }

  @Test
  void anotherRefusalOfALettingGoSaysNothingOfTheStop() {
    Story story = oneStop();
    story
        .given(story.release(1))
        .by(ICBC)
        .when(no(ReasonCode.CANNOT), 2)
        .then("OrderRefused #2 CANNOT");
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();
  }

  @Test
  void lettingGoIsAlsoAnOrderOfItsOwnKind() {
    Story story = oneHold();
    story
        .when(story.carryOn(OrderKind.UNFREEZE, 1))
        .thenRefused(Refusal.WRONG_TARGET, "kind")
        .when(issue(OrderKind.RELEASE, MULE, "icbc", null))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original")
        .when(story.carryOn(OrderKind.RELEASE, 1))
        .then("OrderIssued #2 RELEASE at icbc, original #1");
  }
}
