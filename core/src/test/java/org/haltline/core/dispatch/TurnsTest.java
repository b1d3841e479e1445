package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.dispatch.Orders.order;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Turns.Turn;
import org.haltline.core.journal.Placed;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void whatFollowsTheKnownGoesAtOnce() {
    assertThat(turns.arrived(order(1), placed(1, null))).isEqualTo(Turn.NOW);
    assertThat(turns.arrived(order(2), placed(2, 1L))).isEqualTo(Turn.NOW);
    assertThat(turns.arrived(order(4), placed(4, null))).as("3 was answered").isEqualTo(Turn.NOW);
    assertThat(turns.arrived(order(2), placed(2, 1L))).isEqualTo(Turn.PAST);
  }

  @Test
  void whatComesEarlyWaitsForTheOneBefore() {
    turns.arrived(order(1), placed(1, null));
    assertThat(turns.arrived(order(3), placed(3, 2L))).isEqualTo(Turn.LATER);
    assertThat(turns.next()).isNull();
    assertThat(turns.arrived(order(2), placed(2, 1L))).isEqualTo(Turn.NOW);
    assertThat(turns.next()).isEqualTo(order(3));
    assertThat(turns.next()).isNull();
  }

  @Test
  void aReadingLetsInWhatTheBusDidNotBring() {
    turns.arrived(order(3), placed(3, 2L));
    turns.readingBegins();
    assertThat(turns.met(at(2))).isTrue();
    assertThat(turns.met(at(3))).isTrue();
    assertThat(turns.met(at(3))).isFalse();
    turns.readingEnds();
    assertThat(turns.waiting()).isZero();
    assertThat(turns.next()).isNull();
  }

  @Test
  void whatTheQueueDoesNotHoldAnyMoreNeverGetsItsTurn() {
    turns.arrived(order(3), placed(3, 2L));
    turns.readingBegins();
    turns.readingEnds();
    assertThat(turns.next()).isNull();
    assertThat(turns.arrived(order(4), placed(4, 3L))).isEqualTo(Turn.NOW);
  }

  @Test
  void whatComesDuringAReadingIsNotTakenForGone() {
    turns.readingBegins();
    turns.arrived(order(3), placed(3, 2L));
    turns.met(at(2));
    turns.readingEnds();
    assertThat(turns.next()).isEqualTo(order(3));
  }

  /// A queue that grows and shrinks, a bus that loses, doubles and shuffles, readings whenever they
  /// please: whoever is let in, everyone before who still waited was let in before, nobody twice,
  /// and in the end nobody is missing.
  @Test
  void inWhateverOrderTheyComeTheyGoInTheOrderOfTheQueue() {
    for (long seed = 1; seed <= 2_000; seed++) {
      new World(seed).run();
    }
  }

  private static final class World {
    final long seed;
    final SplittableRandom dice;
    final Turns turns = new Turns();
    final TreeMap<Long, OutgoingOrder> queue = new TreeMap<>();
    final List<Copy> bus = new ArrayList<>();
    final TreeSet<Long> letIn = new TreeSet<>();
    boolean reading;
    @Nullable List<Long> asked;
    long last;

    private record Copy(long number, @Nullable Long before) {}

    World(long seed) {
      this.seed = seed;
      this.dice = new SplittableRandom(seed);
    }

    void run() {
      for (int step = 0; step < 120; step++) {
        switch (dice.nextInt(6)) {
          case 0, 1 -> issue();
          case 2, 3 -> deliver();
          case 4 -> readOn();
          default -> answerOrWithdraw();
        }
      }
      while (!bus.isEmpty()) {
        deliver();
      }
      for (int i = 0; i < 3; i++) {
        do {
          readOn();
        } while (reading);
      }
      assertThat(letIn).as("seed %d", seed).containsAll(queue.keySet());
      assertThat(turns.waiting()).as("seed %d", seed).isZero();
    }

    void issue() {
      Long before = queue.isEmpty() ? null : queue.lastKey();
      last += 1 + dice.nextInt(3);
      queue.put(last, order(last));
      int copies = dice.nextInt(4) == 0 ? 0 : dice.nextInt(8) == 0 ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        bus.add(new Copy(last, before));
      }
    }

    void deliver() {
      if (bus.isEmpty()) {
        return;
      }
      Copy copy = bus.remove(dice.nextInt(Math.min(3, bus.size())));
      if (turns.arrived(order(copy.number), placed(copy.number, copy.before)) == Turn.NOW) {
        admit(copy.number);
      }
      drainEarly();
    }

    void drainEarly() {
      for (OutgoingOrder next = turns.next(); next != null; next = turns.next()) {
        admit(Long.parseLong(next.order().id().digits()));
      }
    }

    /// Asks for the next page, or takes the one that was asked for: as the queue stood then.
    void readOn() {
      List<Long> page = asked;
      if (page == null) {
        if (!reading) {
          reading = true;
          turns.readingBegins();
        }
        asked = queue.tailMap(turns.known().millis(), false).keySet().stream().limit(3).toList();
        return;
      }
      asked = null;
      for (Long number : page) {
        if (turns.met(at(number))) {
          admit(number);
        }
      }
      if (page.size() < 3) {
        reading = false;
        turns.readingEnds();
        drainEarly();
      }
    }

    /// Something that was let in is answered, or something that was not is called back.
    void answerOrWithdraw() {
      if (!queue.isEmpty()) {
        List<Long> waiting = List.copyOf(queue.keySet());
        queue.remove(waiting.get(dice.nextInt(waiting.size())));
      }
    }

    void admit(long number) {
      if (!letIn.isEmpty() && letIn.last() >= number) {
        throw new AssertionError("seed " + seed + ": " + number + " after " + letIn.last());
      }
      for (long before : queue.headMap(number).keySet()) {
        if (!letIn.contains(before)) {
          throw new AssertionError("seed " + seed + ": " + number + " and not yet " + before);
        }
      }
      letIn.add(number);
    }
  }

  private static Placed placed(long number, @Nullable Long before) {
    return new Placed(
        order(number).order().id().digits(), at(number), before == null ? null : at(before));
  }

  private static Position at(long number) {
    return new Position(number, 0);
  }
}
