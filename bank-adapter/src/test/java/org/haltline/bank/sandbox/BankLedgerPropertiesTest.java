package org.haltline.bank.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.order.OrderKind.FREEZE;
import static org.haltline.core.order.OrderKind.PROLONG;
import static org.haltline.core.order.OrderKind.RELEASE;
import static org.haltline.core.order.OrderKind.RENEW;
import static org.haltline.core.order.OrderKind.UNFREEZE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.AnswerJson.State;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.Order;
import org.haltline.core.subject.BankAccount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is true of the bank after any sequence of orders, credits, payments and hours; the seed in
/// a failure's name repeats it.
class BankLedgerPropertiesTest {
  private static final int STEPS = 500;
  private static final int LOOK_EVERY = 5;

  private final Desk desk = new Desk();
  private final List<BankAccount> accounts = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, Long> ordered = new HashMap<>();
  private final Set<String> notSentYet = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void holdsAreCoveredFreedExactlyAndKeepNothingOut(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      accounts.add(desk.opens("120202121990000" + (1000 + i), random.nextLong(20_000)));
    }
    int held = 0;
    int freed = 0;
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0 -> credit(random);
        case 1 -> pay(random);
        case 2 -> desk.later(Duration.ofMinutes(random.nextInt(60 * 5)));
        case 3, 4 -> freed += letGo(random) ? 1 : 0;
        default -> held += hold(random) ? 1 : 0;
      }
      if (step % LOOK_EVERY == 0) {
        everyAccountIsSound();
      }
    }
    everyAccountIsSound();
    assertThat(held).as("holds made").isGreaterThan(20);
    assertThat(freed).as("holds freed").isGreaterThan(10);
  }

  /// A bank is its book: the same orders at the same instants make the same bank.
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void theSameOrdersHaveTheSameOutcomeInAnotherProcess(long seed) {
    var random = new Random(seed);
    List<Instant> at = new ArrayList<>();
    var openings = new SeededOpenings("icbc", List.of(), seed, AccountOdds.usual());
    var first = new BankLedger(2, openings);
    var again = new BankLedger(2, openings);
    for (int i = 0; i < 40; i++) {
      accounts.add(Desk.account("12020212199000" + (1000 + i), i % 3 == 0 ? "马楠" : null));
    }
    for (int step = 0; step < STEPS; step++) {
      desk.later(Duration.ofMinutes(random.nextInt(90)));
      Order order = anyHold(random);
      desk.sent.add(OrderJson.of(Desk.outgoing(order), null));
      at.add(desk.now);
      if (random.nextInt(4) == 0) {
        desk.sent.add(OrderJson.of(Desk.outgoing(desk.end(RELEASE, order)), null));
        at.add(desk.now);
      }
    }
    List<AnswerJson> answers = new ArrayList<>();
    for (int i = 0; i < desk.sent.size(); i++) {
      answers.add(first.carryOut(desk.sent.get(i), at.get(i)));
    }
    for (int i = 0; i < desk.sent.size(); i++) {
      assertThat(again.carryOut(desk.sent.get(i), at.get(i))).isEqualTo(answers.get(i));
    }
    assertThat(answers).extracting(AnswerJson::state).contains(State.DONE, State.REFUSED);
  }

  private void credit(Random random) {
    BankAccount account = any(random, accounts);
    AccountView before = desk.ledger.view(account.number(), desk.now);
    long minor = random.nextLong(5_000);
    boolean entered = desk.ledger.credit(account.number(), minor, null, null, desk.now);
    assertThat(entered).isTrue();
    if (before != null) {
      assertThat(desk.view(account).balanceMinor()).isEqualTo(before.balanceMinor() + minor);
      assertThat(desk.view(account).heldMinor()).isEqualTo(before.heldMinor());
    }
  }

  private void pay(Random random) {
    BankAccount account = any(random, accounts);
    AccountView before = desk.ledger.view(account.number(), desk.now);
    if (before == null) {
      return;
    }
    long minor = random.nextLong(6_000);
    boolean left = desk.ledger.pay(account.number(), minor, desk.now);
    assertThat(left).isEqualTo(minor <= before.balanceMinor() - before.heldMinor());
  }

  private boolean hold(Random random) {
    Order order = anyHold(random);
    orders.add(order);
    ordered.put(order.id().digits(), Objects.requireNonNull(order.amount()).minor());
    if (random.nextInt(6) == 0) {
      notSentYet.add(order.id().digits());
      return false;
    }
    var account = (BankAccount) order.target();
    AccountView before = desk.ledger.view(account.number(), desk.now);
    AnswerJson answer = desk.carry(order);
    if (answer.state() != State.DONE) {
      AccountView after = desk.ledger.view(account.number(), desk.now);
      assertThat(after == null ? 0 : after.heldMinor())
          .as("a refusal holds nothing")
          .isEqualTo(before == null ? 0 : before.heldMinor());
      return false;
    }
    assertThat(answer.heldMinor()).isPositive();
    assertThat(desk.view(account).standing())
        .filteredOn(lien -> lien.order().equals(order.id().digits()))
        .extracting(AccountView.Held::heldMinor)
        .containsExactly(answer.heldMinor());
    return true;
  }

  private Order anyHold(Random random) {
    long minor = 1 + random.nextLong(9_000);
    Order earlier =
        orders.isEmpty()
            ? null
            : any(random, orders.subList(Math.max(0, orders.size() - 30), orders.size()));
    if (earlier == null || random.nextBoolean()) {
      return desk.stop(any(random, accounts), minor);
    }
    return desk.onward(any(random, List.of(PROLONG, FREEZE, RENEW)), earlier, minor);
  }

  /// Lets go of any earlier order, and withdraws another that was or was not sent.
  private boolean letGo(Random random) {
    if (orders.isEmpty()) {
      return false;
    }
    Order original = any(random, orders.subList(Math.max(0, orders.size() - 30), orders.size()));
    List<Order> withdrawn =
        orders.stream()
            .filter(order -> order.targetKey().equals(original.targetKey()))
            .filter(order -> random.nextInt(4) == 0)
            .toList();
    var account = (BankAccount) original.target();
    AccountView before = desk.ledger.view(account.number(), desk.now);
    var kind = random.nextBoolean() ? RELEASE : UNFREEZE;
    AnswerJson answer = desk.carry(desk.end(kind, original, withdrawn.toArray(Order[]::new)));
    for (Order order : withdrawn) {
      if (notSentYet.remove(order.id().digits())) {
        assertThat(desk.carry(order).state()).as("withdrawn").isEqualTo(State.REFUSED);
      }
    }
    if (before == null) {
      return false;
    }
    AccountView after = desk.view(account);
    assertThat(after.balanceMinor()).isEqualTo(before.balanceMinor());
    List<AccountView.Held> ended =
        before.standing().stream()
            .filter(
                lien -> after.standing().stream().noneMatch(l -> l.order().equals(lien.order())))
            .toList();
    assertThat(before.heldMinor() - after.heldMinor())
        .as("frees exactly what ended")
        .isEqualTo(ended.stream().mapToLong(AccountView.Held::heldMinor).sum());
    Set<String> named = new HashSet<>();
    named.add(original.id().digits());
    withdrawn.forEach(order -> named.add(order.id().digits()));
    assertThat(ended).allMatch(lien -> named.contains(lien.order()));
    Long stillHeld = answer.heldMinor();
    assertThat(stillHeld == null ? 0 : stillHeld).isLessThanOrEqualTo(after.heldMinor());
    return !ended.isEmpty();
  }

  private void everyAccountIsSound() {
    for (BankAccount account : accounts) {
      AccountView view = desk.ledger.view(account.number(), desk.now);
      if (view == null) {
        continue;
      }
      assertThat(view.heldMinor()).isBetween(0L, view.balanceMinor());
      assertThat(view.heldMinor())
          .isEqualTo(view.standing().stream().mapToLong(AccountView.Held::heldMinor).sum());
      assertThat(view.stops()).isLessThanOrEqualTo(2);
      assertThat(view.holds())
          .allSatisfy(
              lien ->
                  assertThat(lien.heldMinor())
                      .isLessThanOrEqualTo(Objects.requireNonNull(ordered.get(lien.order()))));
    }
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
