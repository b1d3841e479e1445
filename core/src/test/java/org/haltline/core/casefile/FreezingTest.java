package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.freezeAskedFor;
import static org.haltline.core.casefile.Story.frozen;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;

import java.time.Duration;
import java.time.Instant;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.junit.jupiter.api.Test;

class FreezingTest {

  @Test
  void aFreezeNeedsACaseThatWasFiled() {
    Story story = oneHold();
    story
        .when(story.carryOn(OrderKind.FREEZE, 1))
        .thenRefused(Refusal.CASE_NOT_FILED, "kind")
        .given(new FileCase(CASE, "A33-7"))
        .when(story.carryOn(OrderKind.FREEZE, 1))
        .then("OrderRequested #2 FREEZE at icbc, CNY 30000.00, original #1, by op-qin")
        .repeatedChangesNothing();
    assertThat(Places.queue(story.file(2))).isEqualTo(Places.Queue.NOWHERE);
    assertThat(Places.clocks(story.file(2), CHINA)).isEmpty();
  }

  @Test
  void aFreezeLeavesOnceASecondPersonOfCountyLevelAgreesAndTheNoticeIsThere() {
    Story story = freezeAskedFor().after(Duration.ofHours(5)).by(COUNTY_CHIEF);
    story
        .when(story.approve(2))
        .then("OrderApproved #2 FREEZE at icbc, CNY 30000.00, original #1, by sv-gu")
        .repeatedChangesNothing();

    var order = story.file(2).order();
    Instant approvedAt = NOON.plus(Duration.ofMinutes(1)).plus(Duration.ofHours(5));
    assertThat(order.orderedAt()).isEqualTo(approvedAt);
    assertThat(order.answerDueAt()).isEqualTo(approvedAt.plus(Duration.ofMinutes(10)));
    assertThat(order.authority()).isEqualTo("秦晓岚，临河县反诈中心; approved: 顾长青，临河县公安局");

    story
        .by(ICBC)
        .when(done(cny(30_000)), 2)
        .then("OrderDone #2 holds CNY 30000.00 until 2027-05-20T09:01", "HoldFrozen #1 by #2");
  }

  @Test
  void withoutTheNoticeItDoesNotLeave() {
    Story story = oneHold().given(new FileCase(CASE, "A33-7"));
    story
        .given(story.carryOn(OrderKind.FREEZE, 1))
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.PAPER_MISSING, "#2")
        .thenBecause("freeze-notice")
        .when(story.paper(2, "shopping-list"))
        .thenRefused(Refusal.PAPER_UNKNOWN, "name")
        .when(story.paper(2, "freeze-notice"))
        .then("PaperAttached #2 freeze-notice")
        .repeatedChangesNothing()
        .when(story.approve(2))
        .then("OrderApproved #2 FREEZE at icbc, CNY 30000.00, original #1, by sv-gu");
  }

  @Test
  void aCorrectedPaperStandsBesideTheFirst() {
    Story story = freezeAskedFor();
    story
        .when(new AttachPaper(CASE, story.order(2), "freeze-notice", "cd".repeat(32)))
        .then("PaperAttached #2 freeze-notice")
        .when(story.paper(2, "freeze-notice"))
        .thenNothingNew();
    assertThat(story.file(2).papers())
        .extracting(OrderFile.Attached::sha256)
        .containsExactly("ab".repeat(32), "cd".repeat(32));
  }

  @Test
  void nobodyApprovesAnOwnRequest() {
    Story story = oneHold().given(new FileCase(CASE, "A33-7")).by(COUNTY_CHIEF);
    story
        .given(story.carryOn(OrderKind.FREEZE, 1))
        .given(story.paper(2, "freeze-notice"))
        .when(story.approve(2))
        .thenRefused(Refusal.OWN_REQUEST, "#2");
  }

  @Test
  void onlyTheRightRoleAtTheRightLevelApproves() {
    Story story = freezeAskedFor();
    story
        .by(STATION_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#2")
        .thenBecause("APPROVER SUPERVISOR, COUNTY")
        .by(COUNTY_OFFICER)
        .when(story.approve(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#2")
        .by(LIAISON)
        .when(story.approve(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#2")
        .by(CITY_CHIEF)
        .when(story.approve(2))
        .then("OrderApproved #2 FREEZE at icbc, CNY 30000.00, original #1, by sv-meng");
  }

  @Test
  void aMajorCaseNeedsTheCityAndMayFreezeAYear() {
    Story story = oneHold().given(new FileCase(CASE, "A33-7"));
    story
        .given(story.major(OrderKind.FREEZE, 1))
        .given(story.paper(2, "freeze-notice"))
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#2")
        .thenBecause("CITY")
        .by(CITY_CHIEF)
        .when(story.approve(2))
        .then("OrderApproved #2 FREEZE at icbc, CNY 30000.00, original #1, by sv-meng")
        .by(ICBC)
        .when(done(cny(30_000)), 2)
        .then("OrderDone #2 holds CNY 30000.00 until 2027-11-20T04:01", "HoldFrozen #1 by #2");
  }

  @Test
  void theSecondPersonMaySayNoAndTheFirstMayTakeItBack() {
    Story story = freezeAskedFor();
    story
        .by(STATION_CHIEF)
        .when(story.decline(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_DECLINE, "#2")
        .thenBecause("APPROVER SUPERVISOR, COUNTY")
        .by(COUNTY_CHIEF)
        .when(new DeclineOrder(CASE, story.order(2), " "))
        .thenRefused(Refusal.REASON_MISSING, "reason")
        .when(story.decline(2))
        .then("OrderDeclined #2, by sv-gu")
        .repeatedChangesNothing()
        .when(story.approve(2))
        .thenRefused(Refusal.ORDER_NOT_WAITING, "#2");

    Story own = freezeAskedFor();
    own.when(own.decline(2)).then("OrderDeclined #2, by op-qin");
  }

  @Test
  void whatDoesNotWaitIsNeitherApprovedNorDeclined() {
    Story story = oneStop().by(COUNTY_CHIEF);
    story
        .when(story.approve(1))
        .thenRefused(Refusal.ORDER_NOT_WAITING, "#1")
        .when(story.decline(1))
        .thenRefused(Refusal.ORDER_NOT_WAITING, "#1");
  }

  @Test
  void aSecondFreezeOfTheSameHoldHearsThatOneWaitsForApproval() {
    Story story = freezeAskedFor();
    story
        .when(story.carryOn(OrderKind.FREEZE, 1))
        .thenRefused(Refusal.ALREADY_REQUESTED, "original")
        .thenBecause(story.order(2).digits());
  }

  @Test
  void aFreezeOutOfTheBlueHoldsItsOwnSum() {
    Story story = oneStop().given(new FileCase(CASE, "A33-7"));
    story
        .when(issue(OrderKind.FREEZE, SECOND_MULE, "abc", cny(70_000)))
        .then("OrderRequested #2 FREEZE at abc, CNY 70000.00, by op-qin");
  }

  @Test
  void aFreezeNamesNoMoreThanItsStopHolds() {
    Story story =
        oneStop().by(ICBC).given(done(cny(18_000)), 1).by(OPERATOR).given(new FileCase(CASE, "7"));
    story
        .when(story.freeze(cny(18_001), 1))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "amount")
        .thenBecause("STOP_HOLDS CNY 18000.00")
        .when(story.freeze(new Money(5, "USD"), 1))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "amount")
        .when(story.freeze(cny(10_000), 1))
        .then("OrderRequested #2 FREEZE at icbc, CNY 10000.00, original #1, by op-qin");
  }

  @Test
  void whileItsStopIsUnansweredAFreezeNamesNoMoreThanWasOrdered() {
    Story story = oneStop().given(new FileCase(CASE, "A33-7"));
    story
        .when(story.freeze(cny(30_001), 1))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "amount")
        .thenBecause("FIRST_ORDERED CNY 30000.00");
  }

  @Test
  void aFreezeThatNamesMoreThanItsStopTurnedOutToHoldIsNotApproved() {
    Story story = oneStop().given(new FileCase(CASE, "A33-7"));
    story
        .given(story.carryOn(OrderKind.FREEZE, 1))
        .given(story.paper(2, "freeze-notice"))
        .by(ICBC)
        .given(done(cny(18_000)), 1)
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "#2")
        .thenBecause("STOP_HOLDS CNY 18000.00")
        .given(story.decline(2))
        .by(OPERATOR)
        .when(story.carryOn(OrderKind.FREEZE, 1))
        .then("OrderRequested #3 FREEZE at icbc, CNY 18000.00, original #1, by op-qin");
  }

  @Test
  void aFreezeThatNamesAStopStaysOnItsAccount() {
    Story story = oneHold().given(new FileCase(CASE, "A33-7"));
    story
        .when(
            new IssueOrder(
                CASE, OrderKind.FREEZE, SECOND_MULE, null, "abc", null, "x", story.order(1), false))
        .thenRefused(Refusal.WRONG_TARGET, "target");
  }

  @Test
  void aStopMayBeProlongedWhileItsFreezeWaitsAndTheFreezeTakesTheProlongationOver() {
    Story story = freezeAskedFor();
    story
        .given(story.carryOn(OrderKind.PROLONG, 1))
        .by(ICBC)
        .when(done(cny(30_000)), 3)
        .then("OrderDone #3 holds CNY 30000.00 until 2026-11-24T04:01", "HoldRenewed #1 by #3")
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(ICBC)
        .when(done(cny(30_000)), 2)
        .then("OrderDone #2 holds CNY 30000.00 until 2027-05-20T04:01", "HoldFrozen #3 by #2")
        .by(OPERATOR)
        .when(story.release(1))
        .then(
            "OrderIssued #4 UNFREEZE at icbc, original #2",
            "OrderIssued #5 RELEASE at icbc, original #3");
  }

  @Test
  void anApprovedOrderLeavesBehindThoseThatLeftBeforeIt() {
    Story story = freezeAskedFor();
    story
        .given(issue(OrderKind.TRANSACTION_QUERY, MULE, "icbc", null))
        .by(COUNTY_CHIEF)
        .given(story.approve(2));
    assertThat(story.state().orders().keySet())
        .containsExactly(story.order(1), story.order(3), story.order(2));
  }

  @Test
  void aFreezeAnsweredBeforeItsStopHoldsTheMoneyOnce() {
    Story story = oneStop().given(new FileCase(CASE, "A33-7"));
    story
        .given(story.carryOn(OrderKind.FREEZE, 1))
        .given(story.paper(2, "freeze-notice"))
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(ICBC)
        .given(done(cny(30_000)), 2)
        .when(done(cny(30_000)), 1)
        .then("OrderDone #1 holds CNY 30000.00 until 2026-11-22T04:00", "HoldFrozen #1 by #2");
  }

  @Test
  void aFreezeIsRenewedBeforeItsEndOnly() {
    Instant end = Instant.parse("2027-05-20T04:01:00Z");
    Story inTime = frozen().at(end.minusSeconds(1));
    inTime
        .when(inTime.carryOn(OrderKind.RENEW, 2))
        .then("OrderRequested #3 RENEW at icbc, CNY 30000.00, original #2, by op-qin");

    Story late = frozen().at(end);
    late.when(late.carryOn(OrderKind.RENEW, 2)).thenRefused(Refusal.ORIGINAL_MISSING, "original");

    inTime
        .given(inTime.paper(3, "freeze-notice"))
        .at(end)
        .by(COUNTY_CHIEF)
        .when(inTime.approve(3))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original")
        .at(end.minusSeconds(1))
        .given(inTime.approve(3))
        .by(ICBC)
        .when(done(cny(30_000)), 3)
        .then("OrderDone #3 holds CNY 30000.00 until 2027-11-20T04:01", "HoldRenewed #2 by #3");
  }

  @Test
  void whatBecameProtectedWhileItWaitedDoesNotLeave() {
    Story story = freezeAskedFor().by(COUNTY_CHIEF);
    var protectedNow =
        new CaseDecider(
            new Rules(
                CHINA,
                new org.haltline.core.order.ProtectedList(
                    java.util.Map.of(story.file(2).order().targetKey(), "a court's account"))));
    assertThat(
            protectedNow.decide(
                story.state(), story.approve(2), new Asked(COUNTY_CHIEF, NOON.plusSeconds(90), 9)))
        .isEqualTo(
            new Decision.Refused(
                Refusal.TARGET_PROTECTED,
                story.order(2).digits(),
                Because.of(Why.PROTECTED, "a court's account")));
  }

  @Test
  void anAnswerToWhatNeverLeftIsRefused() {
    Story story = freezeAskedFor();
    story.by(ICBC).when(done(cny(30_000)), 2).thenRefused(Refusal.ORDER_NOT_WAITING, "#2");
    assertThat(story.file(2).state()).isEqualTo(OrderState.REQUESTED);
  }
}
