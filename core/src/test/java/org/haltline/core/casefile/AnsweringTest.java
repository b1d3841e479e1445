package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.done;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.no;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.story;
import static org.haltline.core.casefile.Story.taken;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnsweringTest {

  @Test
  void aStopIsTakenAndDone() {
    oneStop()
        .by(ICBC)
        .when(taken(), 1)
        .then("OrderTaken #1")
        .repeatedChangesNothing()
        .when(done(cny(30_000)), 1)
        .then("OrderDone #1 holds CNY 30000.00 until 2026-11-22T04:00")
        .repeatedChangesNothing();
  }

  @Test
  void aPartialHoldIsAHold() {
    Story story =
        oneStop()
            .by(ICBC)
            .when(done(cny(420)), 1)
            .then("OrderDone #1 holds CNY 420.00 until 2026-11-22T04:00");
    assertThat(story.state().hasStandingMoneyHold()).isTrue();
  }

  @Test
  void aRefusalKeepsItsReason() {
    Story story =
        oneStop()
            .by(ICBC)
            .when(new Receipt.Refused(NOON, ReasonCode.NAME_MISMATCH, "户名不符"), 1)
            .then("OrderRefused #1 NAME_MISMATCH");
    assertThat(story.file(1).reason()).isEqualTo(ReasonCode.NAME_MISMATCH);
    assertThat(story.file(1).remark()).isEqualTo("户名不符");
  }

  @Test
  void withoutAnAnswerItIsUnknownAndAfterTheLastAttemptAPersonsAffair() {
    Story story =
        oneStop()
            .by(ICBC)
            .when(new Receipt.Unknown(NOON.plusSeconds(10), "silence"), 1)
            .then("OrderUnknown #1")
            .repeatedChangesNothing()
            .when(new Receipt.Exhausted(NOON.plusSeconds(90), 5, "无声 / silence"), 1)
            .then("OrderPutOnDesk #1: 询问 5 次均无答复：无声 / no answer after 5 attempts: silence")
            .repeatedChangesNothing();
    assertThat(Places.queue(story.file(1))).isEqualTo(Places.Queue.DESK);

    story
        .when(taken(), 1)
        .thenNothingNew()
        .when(new Receipt.Unknown(NOON.plusSeconds(95), "silence"), 1)
        .thenNothingNew()
        .by(LIAISON)
        .when(done(cny(30_000)), 1)
        .then("OrderDone #1 holds CNY 30000.00 until 2026-11-22T04:00");
  }

  @Test
  void whereNoChannelCanCarryItAPersonMust() {
    oneStop()
        .by(ICBC)
        .when(new Receipt.NeedsPerson(NOON, "icbc has no channel for this"), 1)
        .then("OrderPutOnDesk #1: icbc has no channel for this")
        .repeatedChangesNothing();
  }

  @Test
  void aLateAnswerFindsItsWayFromTheDeskToo() {
    oneStop()
        .by(ICBC)
        .given(new Receipt.Exhausted(NOON, 5, "silence"), 1)
        .when(no(ReasonCode.NO_SUCH_ACCOUNT), 1)
        .then("OrderRefused #1 NO_SUCH_ACCOUNT");
  }

  @Test
  void anOldWordComesTooLateToSayAnythingAboutNow() {
    oneStop()
        .by(ICBC)
        .given(taken(), 1)
        .given(new Receipt.Unknown(NOON.plusSeconds(10), "silence"), 1)
        .when(taken(), 1)
        .thenNothingNew()
        .when(new Receipt.Taken(NOON.plusSeconds(20)), 1)
        .then("OrderTaken #1")
        .when(new Receipt.Unknown(NOON.plusSeconds(10), "silence"), 1)
        .thenNothingNew();
  }

  @Test
  void theFirstValidAnswerStandsAndContradictionsAreKept() {
    Story story =
        oneHold()
            .by(ICBC)
            .when(done(cny(30_000)), 1)
            .thenNothingNew()
            .when(no(ReasonCode.NAME_MISMATCH), 1)
            .then("FeedbackContradicted #1")
            .repeatedChangesNothing()
            .when(done(cny(12)), 1)
            .then("FeedbackContradicted #1")
            .repeatedChangesNothing();
    assertThat(story.file(1).state()).isEqualTo(OrderState.DONE);
    assertThat(story.file(1).hold()).extracting(Hold::held).isEqualTo(cny(30_000));
    assertThat(story.file(1).contradictions()).hasSize(2);
  }

  @Test
  void aRefusalStandsTooAndAnotherReasonContradictsIt() {
    oneStop()
        .by(ICBC)
        .given(no(ReasonCode.NOT_OURS), 1)
        .when(no(ReasonCode.NOT_OURS), 1)
        .thenNothingNew()
        .when(no(ReasonCode.OTHER), 1)
        .then("FeedbackContradicted #1")
        .when(taken(), 1)
        .thenNothingNew();
  }

  @Test
  void aNewsThatTheHoldEndsEarlierIsKept() {
    oneHold()
        .by(ICBC)
        .when(until("2026-11-22T04:01:00Z"), 1)
        .thenNothingNew()
        .when(until("2026-11-23T04:00:00Z"), 1)
        .thenNothingNew()
        .when(until("2026-11-21T04:00:00Z"), 1)
        .then("FeedbackContradicted #1");
  }

  @Test
  void moreHeldThanOrderedGoesToAPerson() {
    Story story =
        oneStop()
            .by(ICBC)
            .when(done(cny(30_001)), 1)
            .then(
                "FeedbackContradicted #1",
                "OrderPutOnDesk #1: 指令金额 CNY 30000.00，答复控制 CNY 30001.00 / answered CNY 30001.00"
                    + " held where CNY 30000.00 was ordered")
            .repeatedChangesNothing()
            .by(LIAISON)
            .when(done(cny(30_001)), 1)
            .thenRefused(Refusal.HELD_ABOVE_ORDERED, "held");
    assertThat(story.state().hasStandingMoneyHold()).isFalse();

    oneStop()
        .by(ICBC)
        .when(done(new Money(5, "USD")), 1)
        .then(
            "FeedbackContradicted #1",
            "OrderPutOnDesk #1: 指令金额 CNY 30000.00，答复控制 USD 0.05 / answered USD 0.05 held where CNY"
                + " 30000.00 was ordered");
    for (String noCurrency : List.of("RMB", "¥", "")) {
      oneStop()
          .by(ICBC)
          .when(done(new Money(5, noCurrency)), 1)
          .then(
              "FeedbackContradicted #1",
              "OrderPutOnDesk #1: 指令金额 CNY 30000.00，答复控制 %1$s 0.05 / answered %1$s 0.05 held where CNY 30000.00 was ordered"
                  .formatted(noCurrency));
    }
  }

  @Test
  void aHoldWithoutASumGoesToAPerson() {
    oneStop()
        .by(ICBC)
        .when(done(null), 1)
        .then(
            "FeedbackContradicted #1",
            "OrderPutOnDesk #1: 答复已办，未写控制金额 / answered done without the amount held")
        .by(LIAISON)
        .when(done(null), 1)
        .thenRefused(Refusal.AMOUNT_MISSING, "held");
  }

  @Test
  void aPersonHearsWhatTheLawAndTheKindHaveNoPlaceFor() {
    oneStop()
        .by(LIAISON)
        .when(until("2026-12-20T04:00:00Z"), 1)
        .thenRefused(Refusal.TIME_OUT_OF_RANGE, "endsAt")
        .thenBecause("2026-11-22T04:00:00Z")
        .when(until("2026-11-22T04:00:00Z"), 1)
        .then("OrderDone #1 holds CNY 30000.00 until 2026-11-22T04:00");

    story()
        .given(paid(MULE, "icbc", 30_000))
        .given(issue(OrderKind.HOLDER_QUERY, MULE, "icbc", null))
        .by(LIAISON)
        .when(done(cny(5)), 2)
        .thenRefused(Refusal.AMOUNT_NOT_WANTED, "held")
        .by(ICBC)
        .when(done(cny(5)), 2)
        .then("OrderDone #2");
  }

  @Test
  void onlyTheInstitutionItselfOrTheCentreAnswers() {
    oneStop()
        .by(ABC)
        .when(done(cny(30_000)), 1)
        .thenRefused(Refusal.NOT_YOUR_ORDER, "#1")
        .by(OPERATOR)
        .when(done(cny(30_000)), 1)
        .then("OrderDone #1 holds CNY 30000.00 until 2026-11-22T04:00")
        .when(new RecordReceipt(CASE, new OrderId("3".repeat(32)), taken()))
        .thenRefused(Refusal.NO_SUCH_ORDER, "orderId");
  }

  @Test
  void aCutHasATermAndNoSum() {
    Story story =
        story()
            .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
            .by(MOBILE)
            .when(done(cny(5)), 1)
            .then("OrderDone #1 cut until 2026-12-20T04:00")
            .when(done(null), 1)
            .thenNothingNew();
    assertThat(story.state().hasStandingMoneyHold()).isFalse();
  }

  @Test
  void aQuestionLeavesNothingStanding() {
    Story story = oneStop();
    story
        .given(story.carryOn(org.haltline.core.order.OrderKind.HOLDER_QUERY, 1))
        .by(ICBC)
        .when(done(null), 2)
        .then("OrderDone #2");
    assertThat(story.file(2).hold()).isNull();
  }

  // how long

  @Test
  void aHoldNeverStandsLongerThanTheLaw() {
    assertThat(held(null, "2027-01-01T00:00:00Z").endsAt()).isEqualTo("2026-11-22T04:01:00Z");
    assertThat(held("2026-11-20T04:00:30Z", null).endsAt()).isEqualTo("2026-11-22T04:00:30Z");
    assertThat(held("2026-11-25T04:00:00Z", null))
        .extracting(Hold::startsAt, Hold::endsAt)
        .containsExactly(
            Instant.parse("2026-11-20T04:02:00Z"), Instant.parse("2026-11-22T04:02:00Z"));
  }

  @Test
  void theInstitutionMayHoldShorter() {
    assertThat(held(null, "2026-11-21T00:00:00Z").endsAt()).isEqualTo("2026-11-21T00:00:00Z");
  }

  @Test
  void aHoldBeginsNoEarlierThanItsOrderAndEndsAfterItsBeginning() {
    assertThat(held("1970-01-01T00:00:00Z", null).startsAt()).isEqualTo(NOON);
    assertThat(held(null, "1970-01-01T00:00:00Z").endsAt()).isEqualTo("2026-11-22T04:01:00Z");
  }

  /// What is held when the bank says so two minutes after the order left.
  private static Hold held(@Nullable String startsAt, @Nullable String endsAt) {
    Story story =
        oneStop()
            .by(ICBC)
            .after(Duration.ofMinutes(2))
            .given(
                new Receipt.Done(
                    NOON.plusSeconds(60),
                    cny(30_000),
                    startsAt == null ? null : Instant.parse(startsAt),
                    endsAt == null ? null : Instant.parse(endsAt),
                    null),
                1);
    return Objects.requireNonNull(story.file(1).hold());
  }

  private static Receipt.Done until(String endsAt) {
    return new Receipt.Done(NOON.plusSeconds(60), cny(30_000), null, Instant.parse(endsAt), null);
  }
}
