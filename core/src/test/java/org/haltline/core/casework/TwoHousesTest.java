package org.haltline.core.casework;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.RULES;
import static org.haltline.core.casework.Centre.caseNumber;
import static org.haltline.core.casework.Centre.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Places;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.casework.LossyJournal.Loss;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.junit.jupiter.api.Test;

/// Whatever is asked of two houses at once, and whatever the wire between them and the journal
/// loses: what they said is what the journal holds, and what hangs on the cases is what the facts
/// tell.
class TwoHousesTest extends InACentre {
  private static final int ROUNDS = 120;
  private static final int CASES = 4;

  @Test
  void whatTheySaidIsWhatTheJournalHolds() {
    Seeds.forEach(
        3,
        seed -> {
          closeCentre();
          openCentre();
          new Play(seed).run();
        });
  }

  private final class Play {
    private final RandomGenerator random;
    private final RandomCase chance;
    private final Map<CaseId, CaseState> known = new HashMap<>();
    private final List<Reply.Accepted> claims = new ArrayList<>();
    private final Set<CaseId> unsure = new HashSet<>();

    /// Nobody is told of what a watch could not find out; a later look does.
    private boolean isWatchUnsure;

    Play(long seed) {
      random = Seeds.random(seed);
      chance = new RandomCase(seed, RULES);
      for (int i = 1; i <= CASES; i++) {
        known.put(caseNumber(i), CaseState.none(caseNumber(i)));
      }
    }

    void run() {
      for (int round = 0; round < ROUNDS; round++) {
        pass();
        breakWire(north);
        breakWire(south);
        var asked = new ArrayList<Asked>();
        for (int i = random.nextInt(1, 7); i > 0; i--) {
          asked.add(ask());
        }
        asked.forEach(this::hear);
        if (random.nextInt(10) == 0) {
          House looking = random.nextBoolean() ? north : south;
          isWatchUnsure |= looking.wire.lossesToCome() > 1;
          get(looking.watch().look());
        }
      }
      check();
    }

    /// Often one write of a round is lost, seldom two: the second of them is the caller's to know
    /// of.
    private void breakWire(House house) {
      house.wire.mend();
      int losses = random.nextInt(100) == 0 ? 2 : random.nextInt(2);
      for (int i = 0; i < losses; i++) {
        house.wire.lose(random.nextBoolean() ? Loss.OF_THE_REQUEST : Loss.OF_THE_ANSWER);
      }
    }

    private record Asked(CaseId caseId, CompletionStage<Reply> reply) {}

    private Asked ask() {
      House house = random.nextBoolean() ? north : south;
      CaseId caseId = caseNumber(random.nextInt(1, CASES + 1));
      RandomCase.Said said = chance.sayOf(requireNonNull(known.get(caseId)), centre.now());
      return new Asked(caseId, house.send(said.command(), said.by()));
    }

    private void hear(Asked asked) {
      try {
        if (get(asked.reply()) instanceof Reply.Accepted accepted) {
          claims.add(accepted);
          known.put(asked.caseId(), accepted.state());
        }
      } catch (OutcomeUnknown lostTwice) {
        unsure.add(asked.caseId());
      }
    }

    private void pass() {
      centre.pass(
          switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> Duration.ofNanos(random.nextInt(1_000_000));
            case 4, 5 -> Duration.ofSeconds(random.nextInt(90));
            case 6 -> Duration.ofHours(random.nextInt(15));
            default -> Duration.ofDays(random.nextInt(40));
          });
    }

    private void check() {
      assertThat(claims).as("a play without a plot").hasSizeGreaterThan(ROUNDS / 2);
      Map<CaseId, List<CaseEvent>> histories = new HashMap<>();
      known.keySet().forEach(caseId -> histories.put(caseId, centre.events(caseId)));
      theRepliesAreTheHistory(histories);
      whatHangsOnThemIsWhatTheFactsTell(histories);
      everyOrderThatLeftWasDecided(histories);
      assertThat(centre.verified().faults()).isEmpty();
    }

    private void theRepliesAreTheHistory(Map<CaseId, List<CaseEvent>> histories) {
      Set<CaseEvent> told = new HashSet<>();
      for (Reply.Accepted claim : claims) {
        CaseId caseId = claim.state().caseId();
        List<CaseEvent> history =
            requireNonNull(histories.get(caseId)).subList(0, (int) claim.version());
        assertThat(CaseEvolution.replay(caseId, history)).isEqualTo(claim.state());
        assertThat(history).containsAll(claim.events());
        told.addAll(claim.events());
      }
      histories.forEach(
          (caseId, history) -> {
            assertThat(eachOnce(history)).doesNotHaveDuplicates();
            if (!unsure.contains(caseId)) {
              assertThat(told).containsAll(decidedByPeople(caseId));
            }
          });
    }

    /// Without what a watch brought about: nobody is told of that.
    private List<CaseEvent> decidedByPeople(CaseId caseId) {
      return centre.history(caseId).facts().stream()
          .filter(fact -> !fact.actor().equals(Actor.house().id()))
          .map(FactCodec::event)
          .toList();
    }

    private void whatHangsOnThemIsWhatTheFactsTell(Map<CaseId, List<CaseEvent>> histories) {
      var cases = new ArrayList<CaseState>();
      Set<String> institutions = new TreeSet<>();
      histories.forEach(
          (caseId, history) -> {
            CaseState state = CaseEvolution.replay(caseId, history);
            cases.add(state);
            for (OrderFile file : state.orders().values()) {
              institutions.add(file.order().institution());
            }
          });
      assertThat(Hanging.storedIn(centre, north, institutions)).isEqualTo(Hanging.toldBy(cases));
    }

    private void everyOrderThatLeftWasDecided(Map<CaseId, List<CaseEvent>> histories) {
      List<Order> sent =
          Stream.of(north, south)
              .flatMap(house -> house.sent.stream())
              .map(OutgoingOrder::order)
              .toList();
      assertThat(sent).doesNotHaveDuplicates();
      Set<Order> left = Set.copyOf(sent);
      Set<Order> neverDecided = new HashSet<>(sent);
      histories.forEach(
          (caseId, history) -> {
            Set<Order> decided =
                history.stream().flatMap(event -> decided(event).stream()).collect(toSet());
            neverDecided.removeAll(decided);
            if (!unsure.contains(caseId)) {
              decided.removeAll(left);
              decided.removeIf(order -> isWatchUnsure && isByTheHouse(caseId, order));
              assertThat(decided).allMatch(this::endedAtOnce);
            }
          });
      assertThat(neverDecided).as("left and never decided").isEmpty();
    }

    private boolean isByTheHouse(CaseId caseId, Order order) {
      return centre.history(caseId).facts().stream()
          .filter(fact -> fact.actor().equals(Actor.house().id()))
          .anyMatch(fact -> decided(FactCodec.event(fact)).filter(order::equals).isPresent());
    }

    /// What is called back or answered in the step that decided it goes nowhere.
    private boolean endedAtOnce(Order order) {
      return claims.stream()
          .filter(
              claim ->
                  claim.events().stream()
                      .anyMatch(event -> decided(event).filter(order::equals).isPresent()))
          .map(claim -> claim.state().order(order.id()))
          .anyMatch(file -> Places.queue(file) != Places.Queue.STREAM);
    }
  }

  private static Optional<Order> decided(CaseEvent event) {
    return switch (event) {
      case CaseEvent.OrderIssued it -> Optional.of(it.order());
      case CaseEvent.OrderApproved it -> Optional.of(it.order());
      default -> Optional.empty();
    };
  }

  /// An event by itself, and what is handed back with the claim that it ends: whoever takes an
  /// order in hand twice may hand it back twice, and that says no time.
  private static List<List<CaseEvent>> eachOnce(List<CaseEvent> history) {
    Map<OrderId, CaseEvent> claimed = new HashMap<>();
    var each = new ArrayList<List<CaseEvent>>();
    for (CaseEvent event : history) {
      if (event instanceof CaseEvent.OrderClaimed it) {
        claimed.put(it.orderId(), it);
      }
      each.add(
          event instanceof CaseEvent.OrderHandedBack it
              ? List.of(event, requireNonNull(claimed.get(it.orderId())))
              : List.of(event));
    }
    return each;
  }
}
