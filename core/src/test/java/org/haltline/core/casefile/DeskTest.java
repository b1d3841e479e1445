package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.*;

import java.time.Duration;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

/// Two people at one desk.
class DeskTest {
  @Test
  void whoClaimsAnOrderHasItInHandUntilItIsAnswered() {
    Story story = onDesk().by(LIAISON);
    story
        .when(story.claim(1))
        .then("OrderClaimed #1 by li-ruan")
        .repeatedChangesNothing()
        .when(done(cny(12_000)), 1)
        .then("OrderDone #1 holds CNY 12000.00 until 2026-11-22T04:00");
    assertThat(story.file(1).claimedBy()).isNull();
  }

  @Test
  void nobodyAnswersWhatAColleagueHasInHand() {
    Story story = onDesk().by(COLLEAGUE);
    story
        .given(story.claim(1))
        .by(LIAISON)
        .when(done(cny(12_000)), 1)
        .thenRefused(Refusal.CLAIMED_BY_ANOTHER, story.order(1).digits())
        .thenBecause("鲍平 (li-bao)")
        .when(story.claim(1))
        .thenRefused(Refusal.CLAIMED_BY_ANOTHER, story.order(1).digits());
  }

  @Test
  void theClockRunsOnForWhatSomebodyHasInHand() {
    Story story = onDesk().by(COLLEAGUE);
    story.given(story.claim(1));
    assertThat(Places.clocks(story.file(1), CHINA))
        .containsEntry(Deadline.ANSWER, story.file(1).order().answerDueAt());
  }

  @Test
  void whoTakesOverNamesTheColleague() {
    Story story = onDesk().by(COLLEAGUE);
    story
        .given(story.claim(1))
        .by(LIAISON)
        .when(story.takeOver(1, OPERATOR))
        .thenRefused(Refusal.CLAIMED_BY_ANOTHER, story.order(1).digits())
        .when(story.takeOver(1, COLLEAGUE))
        .then("OrderClaimed #1 by li-ruan, from li-bao")
        .repeatedChangesNothing()
        .by(COLLEAGUE)
        .when(no(ReasonCode.NOTHING_THERE), 1)
        .thenRefused(Refusal.CLAIMED_BY_ANOTHER, story.order(1).digits());
  }

  @Test
  void onlyWhoHasItHandsItBack() {
    Story story = onDesk().by(COLLEAGUE);
    story
        .given(story.claim(1))
        .by(LIAISON)
        .when(story.handBack(1))
        .thenRefused(Refusal.NOT_CLAIMED_BY_YOU, story.order(1).digits())
        .by(COLLEAGUE)
        .when(story.handBack(1))
        .then("OrderHandedBack #1 by li-bao")
        .repeatedChangesNothing()
        .by(LIAISON)
        .when(story.claim(1))
        .then("OrderClaimed #1 by li-ruan");
  }

  @Test
  void whatIsNotOnTheirDeskCannotBeClaimed() {
    Story story = oneStop().by(LIAISON);
    story
        .when(story.claim(1))
        .thenRefused(Refusal.NOT_ON_DESK, story.order(1).digits())
        .by(ABC)
        .when(story.claim(1))
        .thenRefused(Refusal.NOT_YOUR_ORDER, story.order(1).digits());
  }

  @Test
  void aMachinesLateAnswerCountsWhoeverHasItInHand() {
    Story story = onDesk().by(COLLEAGUE);
    story
        .given(story.claim(1))
        .by(ICBC)
        .when(no(ReasonCode.NO_SUCH_ACCOUNT), 1)
        .then("OrderRefused #1 NO_SUCH_ACCOUNT");
  }

  @Test
  void theClocksRunOnAndAReleaseEndsTheClaim() {
    Story story = onDesk().by(COLLEAGUE);
    story
        .given(story.claim(1))
        .after(Duration.ofHours(1))
        .when(Deadline.ANSWER, 1)
        .then("AnswerOverdue #1")
        .by(OPERATOR)
        .given(story.release(1));
    assertThat(story.file(1).state()).isEqualTo(OrderState.WITHDRAWN);
    assertThat(story.file(1).claimedBy()).isNull();
  }
}
