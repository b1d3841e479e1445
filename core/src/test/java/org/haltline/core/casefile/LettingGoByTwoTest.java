package org.haltline.core.casefile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.no;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.casefile.CaseEvent.OrderApproved;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.RandomCase.Step;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Rulebook.KindRule;
import org.junit.jupiter.api.Test;

/// Where the rulebook wants it so, a cut is let go by a second person's word.
class LettingGoByTwoTest {
  private static final Rules CAREFUL = TestRules.carefulWithCuts();

  @Test
  void aRestoreWaitsAndLeavesWhenASecondPersonApproves() {
    Story story = cut();
    story
        .when(story.release(1))
        .then("OrderRequested #2 RESTORE_NUMBER at mobile, original #1, by op-qin")
        .repeatedChangesNothing();
    assertThat(story.file(1).holdStands()).isTrue();
    assertThat(Places.queue(story.file(2))).isEqualTo(Places.Queue.NOWHERE);
    assertThat(Places.clocks(story.file(2), CAREFUL.book())).isEmpty();
    assertThat(SecondPerson.of(CAREFUL.book(), story.file(2)))
        .isEqualTo(
            new SecondPerson(
                org.haltline.core.order.Role.SUPERVISOR,
                org.haltline.core.order.PoliceUnit.Level.COUNTY));

    story
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .then("OrderApproved #2 RESTORE_NUMBER at mobile, original #1, by sv-gu")
        .repeatedChangesNothing();
    assertThat(Places.queue(story.file(2))).isEqualTo(Places.Queue.STREAM);
    Order left = story.file(2).order();
    assertThat(left.hasApproval()).isTrue();
    assertThat(left.authority()).contains("秦晓岚").contains("顾长青");
    assertThat(left.termEndsAt()).isNull();
    story.by(MOBILE).when(done(null), 2).then("OrderDone #2", "HoldReleased #1 by #2");
  }

  @Test
  void aLiftWaitsToo() {
    Story story = Story.under(CAREFUL).given(paid(MULE, "icbc", 30_000));
    story.given(issue(OrderKind.BLOCK_LINK, PHISHING, "telecom", null));
    story.by(Actor.adapterOf("telecom")).given(done(null), 2).by(OPERATOR);
    story
        .when(story.carryOn(OrderKind.LIFT, 2))
        .then("OrderRequested #3 LIFT at telecom, original #2, by op-qin");
  }

  @Test
  void whatIsRejectedLeavesTheCutAsItIsAndMayBeAskedForAgain() {
    Story story = cut();
    story
        .given(story.release(1))
        .by(STATION_CHIEF)
        .when(story.decline(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_DECLINE, "#2")
        .by(COUNTY_CHIEF)
        .when(story.decline(2))
        .then("OrderDeclined #2, by sv-gu");
    assertThat(story.file(1).holdStands()).isTrue();
    story
        .when(story.approve(2))
        .thenRefused(Refusal.ORDER_NOT_WAITING, "#2")
        .by(OPERATOR)
        .when(story.release(1))
        .then("OrderRequested #3 RESTORE_NUMBER at mobile, original #1, by op-qin");
  }

  @Test
  void nobodyApprovesAnOwnRequestAndOnlyWhoHasTheStanding() {
    Story story = cut().by(COUNTY_CHIEF);
    story
        .given(story.release(1))
        .when(story.approve(2))
        .thenRefused(Refusal.OWN_REQUEST, "#2")
        .by(STATION_CHIEF)
        .when(story.approve(2))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#2")
        .by(CITY_CHIEF)
        .when(story.approve(2))
        .then("OrderApproved #2 RESTORE_NUMBER at mobile, original #1, by sv-meng");
  }

  /// What only a city may cut a county does not switch on again.
  @Test
  void aMajorCutIsLetGoByTheHigherLevelToo() {
    var kinds = new EnumMap<OrderKind, KindRule>(CAREFUL.book().kinds());
    KindRule restore = CAREFUL.book().rule(OrderKind.RESTORE_NUMBER);
    kinds.put(
        OrderKind.SUSPEND_NUMBER,
        new KindRule(
            restore.answerWithin(),
            CHINA.rule(OrderKind.SUSPEND_NUMBER).term(),
            null,
            null,
            restore.approval(),
            false,
            List.of(),
            List.of()));
    Story story =
        Story.under(new Rules(TestRules.with(Set.of(), kinds), PROTECTED))
            .given(paid(MULE, "icbc", 30_000))
            .given(
                new IssueOrder(
                    CASE,
                    OrderKind.SUSPEND_NUMBER,
                    CALLER_ID,
                    null,
                    "mobile",
                    null,
                    "主犯",
                    null,
                    true));
    int cut = story.state().orders().size();
    story.by(CITY_CHIEF).given(story.approve(cut)).by(MOBILE).given(done(null), cut);
    story
        .by(OPERATOR)
        .given(story.release(cut))
        .by(COUNTY_CHIEF)
        .when(story.approve(cut + 1))
        .thenRefused(Refusal.NOT_ALLOWED_TO_APPROVE, "#" + (cut + 1))
        .by(CITY_CHIEF)
        .given(story.approve(cut + 1));
    assertThat(story.file(cut + 1).state()).isEqualTo(OrderState.ISSUED);
  }

  @Test
  void whatWaitsIsNotAskedForTwice() {
    Story story = cut();
    story
        .given(story.release(1))
        .when(story.release(1))
        .thenRefused(Refusal.ALREADY_REQUESTED, "original")
        .thenBecause(story.order(2).digits())
        .by(COUNTY_CHIEF)
        .when(story.carryOn(OrderKind.RESTORE_NUMBER, 1))
        .thenRefused(Refusal.ALREADY_REQUESTED, "original");
    story.when(new FindUnrelated(CASE, story.order(1), "误报")).then("FoundUnrelated #1 by sv-gu");
  }

  @Test
  void aFindingAsksForTheSecondPersonAndItsClockRuns() {
    Story story = cut();
    story
        .when(new FindUnrelated(CASE, story.order(1), "误报"))
        .then(
            "FoundUnrelated #1 by op-qin",
            "OrderRequested #2 RESTORE_NUMBER at mobile, original #1, by op-qin");
    assertThat(Places.clocks(story.file(1), CAREFUL.book())).containsKey(Deadline.LETTING_GO);
  }

  /// Until then it may be carried out, and nobody has said yet that it shall not.
  @Test
  void whatIsOnItsWayIsWithdrawnOnlyWhenTheSecondPersonAgrees() {
    Story story = reported();
    story
        .when(story.release(1))
        .then("OrderRequested #2 RESTORE_NUMBER at mobile, original #1, by op-qin");
    assertThat(Places.queue(story.file(1))).isEqualTo(Places.Queue.STREAM);
    story
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .then(
            "OrderWithdrawn #1 by #2",
            "OrderApproved #2 RESTORE_NUMBER at mobile, original #1, withdraws #1, by sv-gu");
  }

  @Test
  void aCutThatTheCarrierRefusesLeavesNothingToApprove() {
    Story story = reported();
    story
        .given(story.release(1))
        .by(MOBILE)
        .when(no(ReasonCode.NO_SUCH_ACCOUNT), 1)
        .then("OrderRefused #1 NO_SUCH_ACCOUNT", "OrderDeclined #2, by adapter:mobile");
  }

  @Test
  void oneApprovalEndsWhatWasAskedForBesideIt() {
    Story story = cut();
    story
        .given(issue(OrderKind.SUSPEND_NUMBER, CALLER_ID, "mobile", null))
        .given(story.release(2))
        .given(story.release(1))
        .by(COUNTY_CHIEF)
        .when(story.approve(4))
        .then(
            "OrderDeclined #3, by sv-gu",
            "OrderWithdrawn #2 by #4",
            "OrderApproved #4 RESTORE_NUMBER at mobile, original #1, withdraws #2, by sv-gu");
  }

  /// By its term it comes back without anybody's word, and what was asked for is settled by it.
  @Test
  void whatComesBackByItsTermWaitsForNobody() {
    Story alone = cut();
    Instant end = requireNonNull(alone.file(1).hold()).endsAt();
    alone
        .by(Actor.house())
        .at(end)
        .when(Deadline.HOLD, 1)
        .then("HoldLapsed #1", "OrderIssued #2 RESTORE_NUMBER at mobile, original #1")
        .repeatedChangesNothing();
    assertThat(Places.queue(alone.file(2))).isEqualTo(Places.Queue.STREAM);

    Story asked = cut();
    asked
        .given(asked.release(1))
        .by(Actor.house())
        .at(end)
        .when(Deadline.HOLD, 1)
        .then(
            "HoldLapsed #1",
            "OrderDeclined #2, by " + Actor.house().id(),
            "OrderIssued #3 RESTORE_NUMBER at mobile, original #1")
        .repeatedChangesNothing()
        .by(COUNTY_CHIEF)
        .when(asked.approve(2))
        .thenRefused(Refusal.ORDER_NOT_WAITING, "#2");
  }

  /// Another case keeps it cut: nothing leaves by the term, and whoever was asked is still asked.
  @Test
  void whatAnotherOrderKeepsCutStillWaitsForItsSecondPerson() {
    Story story = cut();
    Instant end = requireNonNull(story.file(1).hold()).endsAt();
    story.given(story.release(1)).by(Actor.house()).at(end);
    story
        .whenDenied(new DeadlinePassed(CASE, story.order(1), Deadline.HOLD, end), 1)
        .then("HoldLapsed #1")
        .by(COUNTY_CHIEF)
        .when(story.approve(2))
        .then("OrderApproved #2 RESTORE_NUMBER at mobile, original #1, by sv-gu");
  }

  @Test
  void itPassesInAClosedCase() {
    Story closed = cut();
    closed
        .given(closed.release(1))
        .given(new CloseCase(CASE, "了结"))
        .by(COUNTY_CHIEF)
        .when(closed.approve(2))
        .then("OrderApproved #2 RESTORE_NUMBER at mobile, original #1, by sv-gu");
  }

  /// The list may learn of a number while its restoring waits: that is no reason to keep it cut.
  @Test
  void itPassesForATargetThatIsProtectedByNow() {
    Story story = cut();
    story.given(story.release(1));
    var later =
        new Rules(CAREFUL.book(), new ProtectedList(Map.of(CALLER_ID.key(), "a doctor on call")));
    Decision decided =
        new CaseDecider(later)
            .decide(story.state(), story.approve(2), new Asked(COUNTY_CHIEF, NOON, 77));
    assertThat(decided).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void whatWasWithdrawnAndCarriedOutAllTheSameIsBroughtBackAtOnce() {
    Story story = reported();
    story
        .given(story.release(1))
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(MOBILE)
        .given(done(null), 2)
        .when(done(null), 1)
        .then(
            "FeedbackContradicted #1 cut until 2026-12-20T04:00",
            "OrderIssued #3 RESTORE_NUMBER at mobile, original #1");
  }

  @Test
  void moneyIsLetGoOnOnePersonsWordUnderThisLawToo() {
    Story story = Story.under(CAREFUL).given(paid(MULE, "icbc", 30_000));
    story
        .by(ICBC)
        .given(done(cny(30_000)), 1)
        .by(OPERATOR)
        .when(story.release(1))
        .then("OrderIssued #2 RELEASE at icbc, original #1");
  }

  /// Whatever was asked, answered and approved in whatever order.
  @Test
  void inEveryHistoryACutIsLetGoByTwoOrByTheHouse() {
    var met = new HashSet<String>();
    Seeds.forEach(
        200,
        seed -> {
          for (Step step : new RandomCase(seed, CAREFUL).live(120).steps()) {
            for (CaseEvent event : step.events()) {
              switch (event) {
                case OrderIssued e when endsCut(e.order()) -> {
                  assertThat(step.command())
                      .isInstanceOfAny(DeadlinePassed.class, RecordReceipt.class);
                  met.add("by the house");
                }
                case OrderApproved e when endsCut(e.order()) -> {
                  assertThat(e.approvedBy())
                      .isNotEqualTo(step.before().known(e.orderId()).requestedBy());
                  assertThat(stillComing(step.after(), e.order())).isEmpty();
                  met.add("by two");
                }
                default -> {
                  // about something else
                }
              }
            }
            askedOnce(step.after());
          }
        });
    assertThat(met).containsExactlyInAnyOrder("by the house", "by two");
  }

  @Test
  void whatWasAcceptedOnceUnderThisLawIsNeverAcceptedAgain() {
    Seeds.forEach(
        100,
        seed -> {
          var story = new RandomCase(seed, CAREFUL);
          for (int i = 0; i < 120; i++) {
            Step step = story.step();
            if (step.decision() instanceof Decision.Accepted) {
              assertThat(story.decide(step.command(), step.asked()).decision())
                  .as("at once: %s", step.command())
                  .isEqualTo(Decision.NOTHING_NEW);
            }
          }
        });
  }

  private static boolean endsCut(Order order) {
    return order.kind() == OrderKind.RESTORE_NUMBER || order.kind() == OrderKind.LIFT;
  }

  /// For one cut nobody is asked twice, and nobody is asked while it is being let go.
  private static void askedOnce(CaseState state) {
    Set<OrderId> asked = new HashSet<>();
    for (OrderFile file : state.orders().values()) {
      OrderId original = file.order().original();
      if (file.state() == OrderState.REQUESTED && endsCut(file.order()) && original != null) {
        assertThat(asked.add(original)).isTrue();
        assertThat(Releases.openFor(state, state.known(original))).isNull();
      }
    }
  }

  private static List<Order> stillComing(CaseState state, Order letGo) {
    return state.orders().values().stream()
        .filter(file -> file.isOpen() || file.state() == OrderState.REQUESTED)
        .map(OrderFile::order)
        .filter(order -> order.kind().leavesStanding() && order.kind().endedBy() == letGo.kind())
        .filter(order -> order.targetKey().equals(letGo.targetKey()))
        .filter(order -> order.institution().equals(letGo.institution()))
        .toList();
  }

  private static Story reported() {
    return Story.under(CAREFUL)
        .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))));
  }

  private static Story cut() {
    return reported()
        .by(MOBILE)
        .given(new Receipt.Done(NOON, null, null, null, null), 1)
        .by(OPERATOR);
  }
}
