package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.frozen;
import static org.haltline.core.casefile.Story.issue;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseCommand.FileReport;
import org.haltline.core.casefile.CaseEvent.OrderApproved;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Claimant;
import org.haltline.core.casefile.Claims;
import org.haltline.core.casefile.Deadline;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.casefile.RandomCase.Step;
import org.haltline.core.casefile.Story;
import org.haltline.core.casefile.TestRules;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Claim;
import org.haltline.core.journal.DeadlineChange;
import org.haltline.core.journal.QueueChange;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.order.Rulebook;
import org.junit.jupiter.api.Test;

class StepsTest {

  /// What hangs on a case outside of it, as the journal would hold it after all steps so far.
  private static final class Outside {
    final Map<String, String> queues = new HashMap<>();
    final Map<String, Set<String>> places = new HashMap<>();
    final Map<String, Instant> clocks = new HashMap<>();

    Outside apply(Steps steps) {
      for (Claim back : steps.claimsGivenBack()) {
        places.getOrDefault(back.name(), new HashSet<>()).remove(back.holder());
      }
      for (Claim claim : steps.claims()) {
        if (!claim.takesPlace()) {
          continue;
        }
        places.computeIfAbsent(claim.name(), name -> new HashSet<>()).add(claim.holder());
      }
      for (QueueChange change : steps.queue()) {
        switch (change) {
          case QueueChange.Issue it -> queues.put(it.orderId(), "queue of " + it.institution());
          case QueueChange.PutOnDesk it ->
              queues.put(it.orderId(), "desk of " + it.institution() + inHandOf(it.payload()));
          case QueueChange.Take it -> queues.remove(it.orderId());
        }
      }
      for (DeadlineChange change : steps.deadlines()) {
        switch (change) {
          case DeadlineChange.Set set -> clocks.put(set.key(), set.at());
          case DeadlineChange.Clear clear -> clocks.remove(clear.key());
        }
      }
      places.values().removeIf(Set::isEmpty);
      return this;
    }

    private static String inHandOf(byte[] payload) {
      Claimant has = OutgoingOrder.fromBytes(payload).claimedBy();
      return has == null ? "" : ", in hand of " + has.name();
    }

    List<Object> all() {
      return List.of(queues, places, clocks);
    }
  }

  @Test
  void whatHangsOnACaseIsTheSameStepByStepAndFromNothing() {
    Seeds.forEach(
        100,
        seed -> {
          var grown = new Outside();
          for (Step step : new RandomCase(seed, RULES).live(120).steps()) {
            grown.apply(Steps.between(step.before(), step.after(), CHINA));
            var restored = new Outside().apply(fromNothing(step.after(), CHINA));
            assertThat(grown.all()).isEqualTo(restored.all());
          }
        });
  }

  @Test
  void manyCommandsInOneWriteComeToTheSame() {
    Seeds.forEach(
        80,
        seed -> {
          var story = new RandomCase(seed, RULES);
          var grown = new Outside();
          while (story.steps().size() < 120) {
            CaseState before = story.state();
            story.live(story.random().nextInt(1, 12));
            grown.apply(Steps.between(before, story.state(), CHINA));
            assertThat(grown.all())
                .isEqualTo(new Outside().apply(fromNothing(story.state(), CHINA)).all());
          }
        });
  }

  @Test
  void onlyWhatWasDecidedLeavesAndItLeavesOnce() {
    Seeds.forEach(
        100,
        seed -> {
          var left = new HashSet<Order>();
          for (Step step : new RandomCase(seed, RULES).live(120).steps()) {
            var decided = new ArrayList<Order>();
            step.events()
                .forEach(
                    event -> {
                      switch (event) {
                        case OrderIssued e -> decided.add(e.order());
                        case OrderApproved e -> decided.add(e.order());
                        default -> {
                          // no order leaves
                        }
                      }
                    });
            var leaving =
                Steps.between(step.before(), step.after(), CHINA).leaving().stream()
                    .map(OutgoingOrder::order)
                    .toList();
            assertThat(leaving).isEqualTo(decided);
            leaving.forEach(order -> assertThat(left.add(order)).isTrue());
          }
        });
  }

  @Test
  void aStopWaitsInItsQueueTakesAPlaceAndStartsItsClocks() {
    Story story = oneStop();
    var stop = story.file(1).order();
    String id = stop.id().digits();
    var outside = new Outside().apply(fromNothing(story.state(), CHINA));

    assertThat(outside.queues).isEqualTo(Map.of(id, "queue of icbc"));
    assertThat(outside.places)
        .isEqualTo(Map.of("stops|icbc|account:6217001180012345677", Set.of(id)));
    assertThat(outside.clocks)
        .isEqualTo(
            Map.of(
                CASE + "|" + id + "|ANSWER", stop.answerDueAt(),
                CASE + "|" + id + "|PAPER", NOON.plusSeconds(86_400)));
  }

  @Test
  void theWholeOrderTravelsInItsQueue() {
    Story story = oneStop();
    var steps = fromNothing(story.state(), CHINA);
    assertThat(steps.queue()).hasSize(1);
    assertThat(steps.queue().getFirst())
        .isInstanceOfSatisfying(
            QueueChange.Issue.class,
            issue ->
                assertThat(OutgoingOrder.fromBytes(issue.payload()))
                    .isEqualTo(new OutgoingOrder(CASE, story.file(1).order())));
  }

  @Test
  void whoHasAnOrderInHandStandsOnItsDesk() {
    Story story = Story.onDesk().by(COLLEAGUE);
    String id = story.order(1).digits();
    var outside = new Outside().apply(fromNothing(story.state(), CHINA));
    assertThat(outside.queues).isEqualTo(Map.of(id, "desk of icbc"));

    CaseState unclaimed = story.state();
    story.given(story.claim(1));
    outside.apply(Steps.between(unclaimed, story.state(), CHINA));
    assertThat(outside.queues).isEqualTo(Map.of(id, "desk of icbc, in hand of 鲍平"));

    CaseState claimed = story.state();
    story.by(LIAISON).given(story.takeOver(1, COLLEAGUE));
    outside.apply(Steps.between(claimed, story.state(), CHINA));
    assertThat(outside.queues).isEqualTo(Map.of(id, "desk of icbc, in hand of 阮青"));

    CaseState takenOver = story.state();
    story.given(story.handBack(1));
    outside.apply(Steps.between(takenOver, story.state(), CHINA));
    assertThat(outside.queues).isEqualTo(Map.of(id, "desk of icbc"));
  }

  @Test
  void whatWasClaimedAndAnsweredInOneWriteIsOnNoDesk() {
    Story story = Story.onDesk().by(COLLEAGUE);
    CaseState onDesk = story.state();
    story.given(story.claim(1)).given(Story.done(cny(30_000)), 1);
    var steps = Steps.between(onDesk, story.state(), CHINA);
    assertThat(steps.queue())
        .singleElement()
        .isEqualTo(new QueueChange.Take("icbc", story.order(1).digits()));
  }

  @Test
  void aThirdPlaceIsNotAskedForUnderARulebookWithoutACap() {
    Rulebook uncapped = uncapped();
    Story story = oneHold();
    assertThat(fromNothing(story.state(), uncapped).claims()).isEmpty();
    assertThat(fromNothing(story.state(), CHINA).claims())
        .extracting(Claim::limit, Claim::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, Claims.stopsOn(story.file(1).order())));
  }

  @Test
  void aStandingCutIsShownAndItsEndAsksWhoElseCuts() {
    Story story =
        Story.story()
            .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))));
    String suspect = Claims.suspects(CALLER_ID.key());
    assertThat(fromNothing(story.state(), CHINA).claims())
        .containsExactly(Claim.shown(suspect, CASE.value()));
    story.by(MOBILE).given(new Receipt.Done(NOON, null, null, null, null), 1);
    String cuts = Claims.cutsOn(story.file(1).order());
    assertThat(fromNothing(story.state(), CHINA).claims())
        .containsExactlyInAnyOrder(
            Claim.shown(suspect, CASE.value()), Claim.shown(cuts, story.order(1).digits()));

    CaseState stands = story.state();
    story
        .by(Actor.house())
        .at(Objects.requireNonNull(story.file(1).hold()).endsAt())
        .given(Deadline.HOLD, 1);
    Steps ended = Steps.between(stands, story.state(), CHINA);
    assertThat(ended.claimsGivenBack()).containsExactly(Claim.shown(cuts, story.order(1).digits()));
    assertThat(ended.claims()).containsExactly(Claim.noneOf(cuts, story.order(2).digits()));
  }

  @Test
  void aWarningTakesAPlaceOfItsDayAndAsksWhoSuspectsItsNumber() {
    Story story = oneStop().given(issue(OrderKind.WARNING_MESSAGE, CALLER_ID, "mobile", null));
    Order warning = story.file(2).order();
    String id = warning.id().digits();
    String day = Claims.warningsTo(warning, CHINA.zone());
    CaseState before = story.state();
    assertThat(fromNothing(before, CHINA).claims())
        .contains(
            new Claim(day, 2, id),
            Claim.noneOf(Claims.suspects(CALLER_ID.key()), "suspected:" + id));
    story.by(MOBILE).given(Story.no(ReasonCode.OTHER), 2);
    assertThat(Steps.between(before, story.state(), CHINA).claimsGivenBack())
        .extracting(Claim::name)
        .containsExactly(day);
  }

  @Test
  void aFrozenCaseIsRestoredWithItsFreezeClockAlone() {
    Story story = frozen();
    var outside = new Outside().apply(fromNothing(story.state(), CHINA));
    assertThat(outside.queues).isEmpty();
    assertThat(outside.clocks)
        .containsOnlyKeys(
            new Clockwork(CASE, story.order(1), Deadline.PAPER).key(),
            new Clockwork(CASE, story.order(2), Deadline.HOLD).key());
  }

  private static Steps fromNothing(CaseState state, Rulebook book) {
    return Steps.between(CaseState.none(CASE), state, book);
  }

  private static Rulebook uncapped() {
    var kinds = new HashMap<>(CHINA.kinds());
    for (OrderKind kind : List.of(OrderKind.STOP_PAYMENT, OrderKind.PROLONG)) {
      var rule = CHINA.rule(kind);
      kinds.put(
          kind,
          new Rulebook.KindRule(
              rule.answerWithin(),
              rule.term(),
              rule.majorTerm(),
              null,
              rule.approval(),
              rule.needsFiledCase(),
              rule.warnBefore(),
              rule.papers()));
    }
    return TestRules.with(CHINA.onReport(), kinds);
  }
}
