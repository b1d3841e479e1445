package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.frozen;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.haltline.core.casefile.CaseCommand.FindUnrelated;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnrelatedTest {
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  @Test
  void whomTheMoneyBelongsToIsLetGoAtOnce() {
    Story story = oneHold();
    story
        .when(unrelated(story, 1))
        .then(
            "FoundUnrelated #1 by " + OPERATOR.id(), "OrderIssued #2 RELEASE at icbc, original #1")
        .repeatedChangesNothing();
    Instant by = clock(story, 1);
    assertThat(by).isEqualTo(story.asked().at().plus(THREE_DAYS));
    assertThat(found(story, 1).letGoBy()).isEqualTo(by);

    story.by(ICBC).given(done(cny(0)), 2);
    assertThat(clock(story, 1)).isNull();
    story.after(THREE_DAYS).when(Deadline.LETTING_GO, 1).thenNothingNew();
  }

  @Test
  void whoIsStillHeldWhenTheTimeIsOverIsNotForgotten() {
    Story story = frozen();
    int freeze = 2;
    story.given(unrelated(story, freeze)).by(ICBC).given(no(ReasonCode.OTHER), 3);

    story.after(THREE_DAYS.minusSeconds(1)).when(Deadline.LETTING_GO, freeze).thenNothingNew();
    story
        .after(Duration.ofSeconds(1))
        .when(Deadline.LETTING_GO, freeze)
        .then("LettingGoOverdue #" + freeze)
        .repeatedChangesNothing();
    assertThat(found(story, freeze).late()).isTrue();
    assertThat(clock(story, freeze)).isNull();
  }

  @Test
  void theFindingStandsOnWhatHoldsNow() {
    Story story = frozen();
    story
        .when(unrelated(story, 1))
        .then(
            "FoundUnrelated #2 by " + OPERATOR.id(),
            "OrderIssued #3 UNFREEZE at icbc, original #2",
            "OrderIssued #4 RELEASE at icbc, original #1");
    assertThat(Places.clocks(story.file(3), CHINA)).containsKey(Deadline.PAPER);
  }

  @Test
  void aStopBesideAFreezeIsFoundUnrelatedWithItAndHasItsOwnClock() {
    Story story = ReleasingTest.frozenBesideItsStop();
    story
        .when(unrelated(story, 2))
        .then(
            "FoundUnrelated #2 by " + OPERATOR.id(),
            "FoundUnrelated #1 by " + OPERATOR.id(),
            "OrderIssued #3 UNFREEZE at icbc, original #2",
            "OrderIssued #4 RELEASE at icbc, original #1")
        .repeatedChangesNothing();
    assertThat(clock(story, 1)).isEqualTo(clock(story, 2)).isNotNull();
  }

  @Test
  void whoeverIsFoundUnrelatedIsFreeAlsoWhileTheFreezeIsOnItsWay() {
    Story story = Story.freezeAskedFor();
    story
        .by(COUNTY_CHIEF)
        .given(story.approve(2))
        .by(OPERATOR)
        .when(unrelated(story, 2))
        .then(
            "FoundUnrelated #2 by " + OPERATOR.id(),
            "FoundUnrelated #1 by " + OPERATOR.id(),
            "OrderWithdrawn #2 by #3",
            "OrderIssued #3 UNFREEZE at icbc, original #2, withdraws #2",
            "OrderIssued #4 RELEASE at icbc, original #1");
  }

  @Test
  void aLettingGoThatIsOnItsWayIsNotOrderedTwice() {
    Story story = oneHold();
    story
        .given(story.release(1))
        .when(unrelated(story, 1))
        .then("FoundUnrelated #1 by " + OPERATOR.id());
  }

  @Test
  void whatHoldsNothingCannotBeFoundUnrelated() {
    Story story = oneHold();
    story.given(story.release(1)).by(ICBC).given(done(cny(0)), 2).by(OPERATOR);
    story.when(unrelated(story, 1)).thenRefused(Refusal.NOTHING_TO_RELEASE, "#1");
    story
        .when(new FindUnrelated(CASE, story.order(1), " "))
        .thenRefused(Refusal.REASON_MISSING, "reason");
  }

  private static FindUnrelated unrelated(Story story, int order) {
    return new FindUnrelated(CASE, story.order(order), "工资账户，与本案无关");
  }

  private static OrderFile.Unrelated found(Story story, int order) {
    return Objects.requireNonNull(story.file(order).unrelated());
  }

  private static @Nullable Instant clock(Story story, int order) {
    return Places.clocks(story.file(order), CHINA).get(Deadline.LETTING_GO);
  }
}
