package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.story;

import java.time.Duration;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.subject.Link;
import org.junit.jupiter.api.Test;

class IssuingTest {
  private static final OrderId NOBODYS = new OrderId("2".repeat(32));

  @Test
  void anOrderByHandLeavesAtOnce() {
    oneStop()
        .when(issue(OrderKind.TRANSACTION_QUERY, MULE, "icbc", null))
        .then("OrderIssued #2 TRANSACTION_QUERY at icbc")
        .repeatedChangesNothing();
  }

  @Test
  void aSuspectIsNeverWarned() {
    oneStop()
        .given(new AddLures(CASE, List.of(lure(CALLER_ID, "mobile"))))
        .when(issue(OrderKind.WARNING_MESSAGE, CALLER_ID, "mobile", null))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .thenBecause("SUSPECTS_NUMBER");
    oneStop()
        .given(issue(OrderKind.INTERCEPT_CALLS, LANDLINE, "mobile", null))
        .when(issue(OrderKind.WARNING_MESSAGE, LANDLINE, "mobile", null))
        .thenRefused(Refusal.WRONG_TARGET, "target");
    story()
        .given(paid(WALLET, "alipay", 9_000))
        .when(issue(OrderKind.WARNING_MESSAGE, phone(WALLET.number()), "mobile", null))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .thenBecause("SUSPECTS_NUMBER");
    oneStop()
        .when(issue(OrderKind.WARNING_MESSAGE, CALLER_ID, "mobile", null))
        .then("OrderIssued #2 WARNING_MESSAGE at mobile");
  }

  @Test
  void whoIsASuspectInAnotherCaseIsNotWarnedEither() {
    IssueOrder warning = issue(OrderKind.WARNING_MESSAGE, CALLER_ID, "mobile", null);
    oneStop()
        .whenSuspectedElsewhere(warning)
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .thenBecause("SUSPECTED_ELSEWHERE");
    oneStop()
        .whenDenied(warning, 1)
        .thenRefused(Refusal.CAP_REACHED, "target")
        .thenBecause("AT_MOST_A_DAY 2");
  }

  @Test
  void anExtensionFollowsTheMoneyToTheNextAccountWithFortyEightHoursOfItsOwn() {
    Story story = oneHold().after(Duration.ofHours(3));
    story
        .when(story.extend(SECOND_MULE, "abc", cny(20_000), 1))
        .then("OrderIssued #2 STOP_PAYMENT at abc, CNY 20000.00, original #1");
    assertThat(story.file(2).order().termEndsAt())
        .isEqualTo(NOON.plus(Duration.ofMinutes(1)).plus(Duration.ofHours(3 + 48)));

    story
        .by(ABC)
        .when(done(cny(20_000)), 2)
        .then("OrderDone #2 holds CNY 20000.00 until 2026-11-22T07:01");
    assertThat(story.file(1).holdStands()).isTrue();
  }

  @Test
  void anExtensionTakesTheHeldSumWhenNoneIsNamed() {
    Story story = oneStop().by(ICBC).given(done(cny(18_000)), 1).by(OPERATOR);
    story
        .when(story.extend(SECOND_MULE, "abc", null, 1))
        .then("OrderIssued #2 STOP_PAYMENT at abc, CNY 18000.00, original #1");
  }

  @Test
  void theSameAccountIsProlongedNotExtendedTo() {
    Story story = oneHold();
    story
        .when(story.extend(account(MULE.number(), "ICBC", null), "icbc", cny(5), 1))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .thenBecause("SAME_ACCOUNT");
  }

  @Test
  void anExtensionFollowsAHoldOnly() {
    Story story = oneStop().given(issue(OrderKind.HOLDER_QUERY, MULE, "icbc", null));
    story
        .when(story.extend(SECOND_MULE, "abc", cny(5), 2))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original");
  }

  @Test
  void aProlongationGoesOnWhereTheStopEnds() {
    Story story = oneHold().after(Duration.ofHours(40));
    story
        .when(story.carryOn(OrderKind.PROLONG, 1))
        .then("OrderIssued #2 PROLONG at icbc, CNY 30000.00, original #1")
        .by(ICBC)
        .when(done(cny(30_000)), 2)
        .then("OrderDone #2 holds CNY 30000.00 until 2026-11-24T04:01", "HoldRenewed #1 by #2");
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();
    assertThat(Places.takesStopPlace(story.file(2))).isTrue();
    assertThat(Claims.stopsOn(story.file(1).order()))
        .isEqualTo(Claims.stopsOn(story.file(2).order()));
  }

  @Test
  void aThirdStopOrProlongationIsRefused() {
    Story story = oneHold();
    story
        .whenDenied(story.carryOn(OrderKind.PROLONG, 1), 1)
        .thenRefused(Refusal.CAP_REACHED, "target")
        .thenBecause("AT_MOST_ON_ACCOUNT 2")
        .whenDenied(issue(OrderKind.STOP_PAYMENT, MULE, "icbc", cny(5)), 1)
        .thenRefused(Refusal.CAP_REACHED, "target");
  }

  @Test
  void aRefusedStopGivesItsPlaceBackAndAnUnknownOneKeepsIt() {
    Story story = oneStop().by(ICBC);
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();

    story.given(new org.haltline.core.order.Receipt.Unknown(NOON, "no answer in 10 s"), 1);
    assertThat(Places.takesStopPlace(story.file(1))).isTrue();

    story.given(no(ReasonCode.NAME_MISMATCH), 1);
    assertThat(Places.takesStopPlace(story.file(1))).isFalse();
  }

  @Test
  void aProlongationNeedsAHoldThatStands() {
    Story waiting = oneStop();
    waiting
        .when(waiting.carryOn(OrderKind.PROLONG, 1))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original")
        .when(issue(OrderKind.PROLONG, MULE, "icbc", cny(5)))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original");

    Story ended = oneHold().after(Duration.ofDays(2));
    ended
        .when(ended.carryOn(OrderKind.PROLONG, 1))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original")
        .thenBecause("NO_STANDING_HOLD");
  }

  @Test
  void aHoldIsProlongedOnceAtATime() {
    Story story = oneHold();
    story
        .given(story.carryOn(OrderKind.PROLONG, 1))
        .when(story.carryOn(OrderKind.PROLONG, 1))
        .thenRefused(Refusal.ALREADY_ORDERED, "original")
        .thenBecause(story.order(2).digits());
  }

  @Test
  void whatIsBeingLetGoIsNotProlonged() {
    Story story = oneHold();
    story
        .given(story.release(1))
        .when(story.carryOn(OrderKind.PROLONG, 1))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original")
        .thenBecause("BEING_LET_GO");
  }

  @Test
  void aProlongationStaysOnItsAccountAndWithinItsSum() {
    Story story = oneHold();
    story
        .when(
            new IssueOrder(
                CASE,
                OrderKind.PROLONG,
                SECOND_MULE,
                null,
                "abc",
                null,
                "x",
                story.order(1),
                false))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .when(
            new IssueOrder(
                CASE, OrderKind.PROLONG, null, null, null, cny(30_001), "x", story.order(1), false))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "amount")
        .when(
            new IssueOrder(
                CASE,
                OrderKind.PROLONG,
                MULE,
                null,
                "abc",
                new Money(100, "USD"),
                "x",
                story.order(1),
                false))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "amount")
        .when(
            new IssueOrder(
                CASE, OrderKind.PROLONG, MULE, null, "abc", cny(10), "x", story.order(1), false))
        .then("OrderIssued #2 PROLONG at icbc, CNY 10.00, original #1");
  }

  @Test
  void aProtectedTargetIsRefusedByHandToo() {
    oneStop()
        .when(
            issue(OrderKind.STOP_PAYMENT, account("88010000000000017", "abc", null), "abc", cny(5)))
        .thenRefused(Refusal.TARGET_PROTECTED, "target")
        .thenBecause("PROTECTED the county treasury")
        .when(
            new IssueOrder(
                CASE,
                OrderKind.STOP_PAYMENT,
                SECOND_MULE,
                "临河县财政局",
                "abc",
                cny(5),
                "x",
                null,
                false))
        .thenRefused(Refusal.TARGET_PROTECTED, "target")
        .when(issue(OrderKind.INTERCEPT_CALLS, HOSPITAL, "telecom", null))
        .thenRefused(Refusal.TARGET_PROTECTED, "target")
        .when(
            new IssueOrder(
                CASE, OrderKind.INTERCEPT_CALLS, HOSPITAL, null, null, null, "x", null, false))
        .thenRefused(Refusal.TARGET_PROTECTED, "target");
  }

  @Test
  void aProtectedDomainGoesDarkByTwoPersonsAndByNobodyElse() {
    Link page = Link.parse("https://www.help.haltline.example/").orThrow();
    Story story = oneStop();
    story
        .when(issue(OrderKind.BLOCK_LINK, page, "telecom", null))
        .then("OrderRequested #2 BLOCK_LINK at telecom, by op-qin");
    assertThat(story.file(2).remark()).isEqualTo("the centre's own page");
    assertThat(Places.queue(story.file(2))).isEqualTo(Places.Queue.NOWHERE);
    story
        .given(issue(OrderKind.BLOCK_LINK, page, "telecom", null))
        .when(story.approve(2))
        .thenRefused(Refusal.OWN_REQUEST, "#2")
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#2")
        .thenBecause("APPROVER SUPERVISOR, CITY")
        .by(CITY_CHIEF)
        .when(story.approve(2))
        .then("OrderApproved #2 BLOCK_LINK at telecom, by sv-meng")
        .repeatedChangesNothing();
    assertThat(story.file(2).order().hasApproval()).isTrue();
  }

  @Test
  void whatWouldTakeAProtectedDomainWithItIsAskedForToo() {
    oneStop()
        .when(
            issue(OrderKind.BLOCK_LINK, Link.parse("haltline.example").orThrow(), "telecom", null))
        .then("OrderRequested #2 BLOCK_LINK at telecom, by op-qin");
    oneStop()
        .when(
            issue(
                OrderKind.BLOCK_LINK,
                Link.parse("https://haltline.example/lure").orThrow(),
                "telecom",
                null))
        .then("OrderIssued #2 BLOCK_LINK at telecom");
  }

  @Test
  void whatWaitsForBeingProtectedWaitsForTheSamePersonWhenTheListHasChanged() {
    Link page = Link.parse("help.haltline.example").orThrow();
    Story story = oneStop().given(issue(OrderKind.BLOCK_LINK, page, "telecom", null));
    var unlisted = new CaseDecider(new Rules(CHINA, ProtectedList.none()));
    assertThat(
            unlisted.decide(
                story.state(), story.approve(2), new Asked(COUNTY_CHIEF, NOON.plusSeconds(9), 9)))
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            it -> assertThat(it.code()).isEqualTo(Refusal.NOT_ALLOWED_TO_APPROVE));
    var nobodyMay =
        new CaseDecider(
            new Rules(
                TestRules.ruling(
                    OrderKind.BLOCK_LINK,
                    rule ->
                        new KindRule(
                            rule.answerWithin(),
                            rule.term(),
                            null,
                            null,
                            null,
                            false,
                            rule.warnBefore(),
                            rule.papers())),
                PROTECTED));
    assertThat(
            nobodyMay.decide(
                story.state(), story.approve(2), new Asked(CITY_CHIEF, NOON.plusSeconds(9), 9)))
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            it -> assertThat(it.code()).isEqualTo(Refusal.TARGET_PROTECTED));
  }

  @Test
  void aForeignNumberIsInterceptedHereAndNeverSuspended() {
    oneStop()
        .when(issue(OrderKind.SUSPEND_NUMBER, FOREIGN, "telecom", null))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .thenBecause("FOREIGN_NUMBER")
        .when(issue(OrderKind.INTERCEPT_CALLS, FOREIGN, "telecom", null))
        .then("OrderIssued #2 INTERCEPT_CALLS at telecom");
  }

  @Test
  void theOrderMustMakeSense() {
    oneStop()
        .when(issue(OrderKind.SUSPEND_NUMBER, MULE, "icbc", null))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .when(issue(OrderKind.STOP_PAYMENT, CALLER_ID, "mobile", cny(5)))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .when(issue(OrderKind.STOP_PAYMENT, SECOND_MULE, "abc", null))
        .thenRefused(Refusal.AMOUNT_MISSING, "amount")
        .when(issue(OrderKind.STOP_PAYMENT, SECOND_MULE, "abc", cny(0)))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "amount")
        .when(issue(OrderKind.STOP_PAYMENT, SECOND_MULE, "abc", new Money(5, "QQQ")))
        .thenRefused(Refusal.CURRENCY_UNKNOWN, "amount")
        .when(issue(OrderKind.HOLDER_QUERY, SECOND_MULE, "abc", cny(5)))
        .thenRefused(Refusal.AMOUNT_NOT_WANTED, "amount")
        .when(
            new IssueOrder(CASE, OrderKind.WATCH, SECOND_MULE, null, null, null, "x", null, false))
        .thenRefused(Refusal.INSTITUTION_MISSING, "institution")
        .when(new IssueOrder(CASE, OrderKind.WATCH, null, null, "abc", null, "x", null, false))
        .thenRefused(Refusal.WRONG_TARGET, "target")
        .when(
            new IssueOrder(CASE, OrderKind.WATCH, SECOND_MULE, null, "abc", null, " ", null, false))
        .thenRefused(Refusal.REASON_MISSING, "reason")
        .when(
            new IssueOrder(
                CASE, OrderKind.WATCH, SECOND_MULE, null, "abc", null, "x", NOBODYS, false))
        .thenRefused(Refusal.ORIGINAL_MISSING, "original");
  }

  @Test
  void aQueryAboutAnEarlierOrderGoesWhereThatWent() {
    Story story = oneStop();
    story
        .when(story.carryOn(OrderKind.TRANSACTION_QUERY, 1))
        .then("OrderIssued #2 TRANSACTION_QUERY at icbc, original #1");
  }

  @Test
  void aSecondPersonCanBeWantedForAnythingButLettingGo() {
    var careful =
        new Rules(
            TestRules.ruling(
                OrderKind.SUSPEND_NUMBER,
                rule ->
                    new org.haltline.core.order.Rulebook.KindRule(
                        rule.answerWithin(),
                        rule.term(),
                        null,
                        null,
                        CHINA.rule(OrderKind.FREEZE).approval(),
                        false,
                        rule.warnBefore(),
                        rule.papers())),
            PROTECTED);
    Story.under(careful)
        .given(paid(MULE, "icbc", 30_000))
        .when(issue(OrderKind.SUSPEND_NUMBER, CALLER_ID, "mobile", null))
        .then("OrderRequested #2 SUSPEND_NUMBER at mobile, by op-qin");
  }
}
