package org.haltline.telecom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.order.OrderKind.BLOCK_LINK;
import static org.haltline.core.order.OrderKind.INTERCEPT_CALLS;
import static org.haltline.core.order.OrderKind.LIFT;
import static org.haltline.core.order.OrderKind.RESTORE_NUMBER;
import static org.haltline.core.order.OrderKind.SUSPEND_NUMBER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.AnswerJson.State;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is true of the carrier after any sequence of orders and hours: cut is exactly what an order
/// that was answered "done" and not let go keeps cut. The seed in a failure's name repeats it.
class CarrierLedgerPropertiesTest {
  private static final int STEPS = 400;

  private final Desk desk = new Desk();
  private final List<PhoneNumber> numbers = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Order> cuts = new ArrayList<>();
  private final Map<OrderId, Instant> standsUntil = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void cutIsWhatAnOrderKeepsCut(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      numbers.add(Desk.phone("1704567%04d".formatted(i)));
      links.add(Desk.link("mall-%d.example/%s".formatted(i / 2, i % 2 == 0 ? "" : "p" + i)));
    }
    int letGo = 0;
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0 -> desk.later(Duration.ofHours(random.nextInt(72)));
        case 1, 2, 3 -> letGo += letGo(random) ? 1 : 0;
        default -> cut(random);
      }
      compare();
    }
    assertThat(letGo).isGreaterThan(20);
  }

  private void cut(Random random) {
    Order order =
        random.nextBoolean()
            ? desk.cut(
                random.nextBoolean() ? SUSPEND_NUMBER : INTERCEPT_CALLS, any(random, numbers))
            : desk.cut(BLOCK_LINK, any(random, links));
    cuts.add(order);
    if (random.nextInt(6) == 0) {
      return; // it is still on its way
    }
    AnswerJson answer = desk.carry(order);
    assertThat(answer.state()).isEqualTo(State.DONE);
    standsUntil.put(order.id(), Objects.requireNonNull(answer.endsAt()));
  }

  private boolean letGo(Random random) {
    if (cuts.isEmpty()) {
      return false;
    }
    Order original = any(random, cuts.subList(Math.max(0, cuts.size() - 12), cuts.size()));
    List<Order> withdrawn = cuts.stream().filter(o -> random.nextInt(60) == 0).toList();
    var kind = original.kind() == SUSPEND_NUMBER ? RESTORE_NUMBER : LIFT;
    AnswerJson answer = desk.carry(desk.end(kind, original, withdrawn.toArray(Order[]::new)));
    boolean known = standsUntil.containsKey(original.id()) || withdrawn.contains(original);
    assertThat(answer.state()).isEqualTo(known ? State.DONE : State.REFUSED);
    for (Order order : withdrawn) {
      if (standsUntil.put(order.id(), Instant.MIN) == null) {
        assertThat(desk.carry(order).state()).as("withdrawn").isEqualTo(State.REFUSED);
      }
    }
    return known && !Instant.MIN.equals(standsUntil.put(original.id(), Instant.MIN));
  }

  private void compare() {
    for (PhoneNumber number : numbers) {
      List<String> expected =
          cuts.stream()
              .filter(order -> order.target().equals(number) && stands(order))
              .map(order -> order.id().digits())
              .toList();
      NumberView view = desk.ledger.view(number.e164(), desk.now);
      assertThat(view.orders()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(view.state() == NumberView.State.ACTIVE).isEqualTo(expected.isEmpty());
    }
    var blocked = new TreeSet<String>();
    cuts.stream()
        .filter(order -> order.target() instanceof Link && stands(order))
        .map(order -> ((Link) order.target()))
        .forEach(link -> blocked.add(link.hostIsWholeTarget() ? link.host() : link.display()));
    assertThat(desk.ledger.blocked(desk.now)).containsExactlyElementsOf(blocked);
  }

  private boolean stands(Order order) {
    Instant until = standsUntil.get(order.id());
    return until != null && desk.now.isBefore(until);
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
