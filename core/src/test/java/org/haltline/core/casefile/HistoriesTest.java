package org.haltline.core.casefile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseCommand.DeadlinePassed;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.casefile.RandomCase.Step;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.junit.jupiter.api.Test;

/// What holds in every history, whatever was asked and answered in whatever order.
class HistoriesTest {
  private static final int ROUNDS = 150;
  private static final int COMMANDS = 120;

  @Test
  void anyPrefixReplaysToTheStateItMade() {
    Seeds.forEach(
        ROUNDS / 3,
        seed -> {
          var facts = new ArrayList<CaseEvent>();
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            facts.addAll(step.events());
            assertThat(CaseEvolution.replay(CASE, facts)).isEqualTo(step.after());
          }
        });
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          var again = new CaseDecider(RULES);
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            assertThat(again.decide(step.before(), step.command(), step.asked()))
                .isEqualTo(step.decision());
          }
        });
  }

  @Test
  void whatWasAcceptedOnceIsNeverAcceptedAgain() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          var story = new RandomCase(seed, RULES);
          var accepted = new ArrayList<Step>();
          for (int i = 0; i < COMMANDS; i++) {
            Step step = story.step();
            if (step.decision() instanceof Decision.Accepted) {
              if (!changesHands(step.command())) {
                accepted.add(step);
              }
              assertThat(story.decide(step.command(), step.asked()).decision())
                  .as("at once: %s", step.command())
                  .isEqualTo(Decision.NOTHING_NEW);
            }
            if (!accepted.isEmpty()) {
              Step earlier = accepted.get(story.random().nextInt(accepted.size()));
              if (lapsesAnew(story.state(), earlier.command())) {
                continue;
              }
              assertThat(story.decide(earlier.command(), earlier.asked()).decision())
                  .as("later: %s, accepted as %s", earlier.command(), earlier.events())
                  .isNotInstanceOf(Decision.Accepted.class);
            }
          }
        });
  }

  /// An order on the desk goes from hand to hand and back: only its key tells a late repeat from a
  /// new wish. A bank said since that the hold stands all the same: its term is over, and it lapses
  /// again.
  private static boolean lapsesAnew(CaseState state, CaseCommand earlier) {
    return earlier instanceof DeadlinePassed passed && state.known(passed.orderId()).holdStands();
  }

  private static boolean changesHands(CaseCommand command) {
    return command instanceof CaseCommand.ClaimOrder
        || command instanceof CaseCommand.HandBackOrder;
  }

  @Test
  void noOrderIsThereWithoutADecisionAndNoNumberTwice() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          var decided = new HashSet<OrderId>();
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            for (CaseEvent event : step.events()) {
              switch (event) {
                case OrderIssued e -> assertThat(decided.add(e.orderId())).isTrue();
                case OrderRequested e -> assertThat(decided.add(e.orderId())).isTrue();
                case OrderNotIssued e -> assertThat(decided.add(e.orderId())).isTrue();
                case OrderEvent e -> assertThat(decided).contains(e.orderId());
                default -> {
                  // about the case alone
                }
              }
            }
            assertThat(step.after().orders().keySet()).isEqualTo(decided);
          }
        });
  }

  @Test
  void anOrderNamesPaymentsOfItsOwnCaseAccountAndCurrencyOnly() {
    Seeds.forEach(
        ROUNDS / 3,
        seed -> {
          RandomCase life = new RandomCase(seed, RULES).live(COMMANDS);
          CaseState state = life.state();
          // as it stood when the order was drawn up: it may have left since
          List<CoveredPayment> told =
              life.steps().stream()
                  .flatMap(step -> step.after().payments().stream())
                  .map(Payment::covered)
                  .distinct()
                  .toList();
          for (OrderFile file : state.orders().values()) {
            Order order = file.order();
            assertThat(told).containsAll(order.covers());
            for (CoveredPayment payment : order.covers()) {
              boolean recall = order.kind() == OrderKind.RECALL;
              assertThat(payment.amount().currency())
                  .isEqualTo(requireNonNull(order.amount()).currency());
              assertThat(requireNonNull(recall ? payment.payer() : payment.payee()).key())
                  .isEqualTo(order.targetKey());
            }
          }
        });
  }

  @Test
  void nothingIsHeldAboveWhatWasOrderedNorLongerThanTheLawAllows() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            for (OrderFile file : step.after().orders().values()) {
              Hold hold = file.hold();
              if (hold != null) {
                withinTheOrder(file.order(), hold);
                withinTheLaw(file, hold, step);
              }
            }
            heldOnce(step.after());
          }
        });
  }

  private static void withinTheOrder(Order order, Hold hold) {
    Money held = hold.held();
    assertThat(held == null).isEqualTo(!order.kind().holdsMoney());
    if (held != null) {
      Money ordered = requireNonNull(order.amount());
      assertThat(held.currency()).isEqualTo(ordered.currency());
      assertThat(held.minor()).isLessThanOrEqualTo(ordered.minor());
    }
  }

  private static void withinTheLaw(OrderFile file, Hold hold, Step step) {
    var order = file.order();
    assertThat(hold.startsAt()).isBetween(order.orderedAt(), step.asked().at());
    assertThat(hold.endsAt()).isAfterOrEqualTo(hold.startsAt());
    boolean carriesOn = order.kind() == OrderKind.PROLONG || order.kind() == OrderKind.RENEW;
    if (!carriesOn) {
      var rule = CHINA.rule(order.kind());
      var term = file.major() && rule.majorTerm() != null ? rule.majorTerm() : rule.term();
      assertThat(hold.endsAt())
          .isBeforeOrEqualTo(requireNonNull(term).from(hold.startsAt(), CHINA.zone()));
    } else {
      assertThat(hold.endsAt()).isBeforeOrEqualTo(order.termEndsAt());
    }
  }

  /// Of an order and those that carry it on, at most one holds.
  private static void heldOnce(CaseState state) {
    for (OrderFile file : state.orders().values()) {
      OrderId original = file.order().original();
      if (CarryingOn.carriesOn(file.order().kind()) && original != null && file.holdStands()) {
        OrderFile before = state.known(original);
        assertThat(before.holdStands())
            .as("%s holds beside %s", file.order(), before.order())
            .isFalse();
      }
    }
  }

  @Test
  void aCaseClosesOnlyWithoutAHoldAndAReleaseLeavesNothingPending() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            for (CaseEvent event : step.events()) {
              if (event instanceof CaseClosed) {
                assertThat(step.after().hasStandingMoneyHold()).isFalse();
                assertThat(pendingHolds(step.after())).isEmpty();
              }
            }
            if (step.command() instanceof CaseCommand.ReleaseOrder
                && !step.events().isEmpty()
                && step.events().getLast() instanceof OrderIssued release) {
              assertThat(pending(step.after(), release.order())).isEmpty();
            }
          }
        });
  }

  private static List<Order> pendingHolds(CaseState state) {
    return state.orders().values().stream()
        .filter(file -> file.isOpen() && file.order().kind().holdsMoney())
        .map(OrderFile::order)
        .toList();
  }

  private static List<Order> pending(CaseState state, Order release) {
    return state.orders().values().stream()
        .filter(
            file -> file.isOpen() || file.state() == org.haltline.core.order.OrderState.REQUESTED)
        .map(OrderFile::order)
        .filter(order -> order.kind().leavesStanding())
        .filter(order -> order.kind().holdsMoney() || order.kind().endedBy() == release.kind())
        .filter(order -> order.targetKey().equals(release.targetKey()))
        .filter(order -> order.institution().equals(release.institution()))
        .toList();
  }

  @Test
  void nobodyApprovesAnOwnRequestAndNoProtectedTargetIsOrderedOn() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            for (CaseEvent event : step.events()) {
              if (event instanceof OrderApproved e) {
                assertThat(e.approvedBy())
                    .isNotEqualTo(step.before().known(e.orderId()).requestedBy());
              }
              Order left =
                  switch (event) {
                    case OrderIssued e -> e.order();
                    case OrderApproved e -> e.order();
                    default -> null;
                  };
              if (left != null && !left.kind().letsGo()) {
                assertThat(PROTECTED.reason(left.target(), null)).isEmpty();
              }
            }
          }
        });
  }

  @Test
  void aClockThatRangIsSilentOrSetLater() {
    Seeds.forEach(
        ROUNDS,
        seed -> {
          for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
            if (step.command() instanceof CaseCommand.DeadlinePassed passed
                && step.after().order(passed.orderId()) != null) {
              var runs = Places.clocks(step.after().order(passed.orderId()), CHINA);
              var next = runs.get(passed.deadline());
              assertThat(next == null || next.isAfter(step.asked().at()))
                  .as("%s at %s rings again at %s", passed, step.asked().at(), next)
                  .isTrue();
            }
          }
        });
  }

  /// The histories are worth nothing if chance never leads anywhere.
  @Test
  void theHistoriesMeetEveryKindOfFactAndState() {
    var facts = new HashSet<String>();
    var states = new HashSet<Object>();
    for (long seed = 0; seed < 300; seed++) {
      for (Step step : new RandomCase(seed, RULES).live(COMMANDS).steps()) {
        step.events().forEach(event -> facts.add(event.getClass().getSimpleName()));
        step.after().orders().values().forEach(file -> states.add(file.state()));
      }
    }
    assertThat(facts).isEqualTo(everyType(CaseEvent.class));
    assertThat(states)
        .containsExactlyInAnyOrder((Object[]) org.haltline.core.order.OrderState.values());
  }

  private static Set<String> everyType(Class<?> sealed) {
    var names = new HashSet<String>();
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      if (type.isSealed()) {
        names.addAll(everyType(type));
      } else {
        names.add(type.getSimpleName());
      }
    }
    return names;
  }
}
