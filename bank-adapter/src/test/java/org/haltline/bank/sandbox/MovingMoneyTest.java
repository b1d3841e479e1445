package org.haltline.bank.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.order.OrderKind.HOLDER_QUERY;
import static org.haltline.core.order.OrderKind.RELEASE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.Order;
import org.haltline.core.subject.BankAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Money that moves on while nobody looks: what a mule receives, and what of it a stop still finds.
class MovingMoneyTest {
  private static final String MULE = "6222021111111111118";
  private static final String NEXT = "6222022222222222226";
  private static final Duration AFTER = Duration.ofMinutes(5);

  private final Desk desk = new Desk();

  @Test
  void aStopThatComesLateFindsLess() {
    BankAccount mule = opensMule(10_000, Duration.ofMinutes(2));
    desk.opens(NEXT, 700);
    assertThat(holder(mule).balanceMinor()).isEqualTo(10_000);

    desk.later(Duration.ofMinutes(3).minusMillis(1));
    assertThat(desk.view(mule).balanceMinor()).isEqualTo(10_000);
    desk.later(Duration.ofMillis(1));
    assertThat(desk.view(mule).balanceMinor()).isZero();
    assertThat(desk.carry(desk.stop(mule, 10_000)).reason()).isEqualTo("NOTHING_THERE");

    AccountView next = Objects.requireNonNull(desk.ledger.view(NEXT, desk.now));
    assertThat(next.balanceMinor()).isEqualTo(10_700);
    assertThat(next.bookings().getLast().other()).isEqualTo(MULE);
    assertThat(desk.view(mule).bookings().getLast().other()).isEqualTo(NEXT);
    assertThat(desk.view(mule).bookings().getLast().at()).isEqualTo(next.bookings().getLast().at());
  }

  @Test
  void whatIsHeldStaysAndTheRestLeaves() {
    BankAccount mule = opensMule(10_000, Duration.ZERO);
    desk.carry(desk.stop(mule, 4_000));
    desk.later(AFTER);
    assertThat(desk.view(mule).balanceMinor()).isEqualTo(4_000);

    desk.later(Desk.STOP_TERM);
    assertThat(desk.view(mule).balanceMinor()).as("once the hold has lapsed").isZero();
  }

  @Test
  void whatIsReleasedLeavesLikeWhatCameIn() {
    BankAccount mule = opensMule(10_000, Duration.ZERO);
    Order stop = desk.stop(mule, 10_000);
    desk.carry(stop);
    desk.later(Duration.ofHours(5));
    assertThat(desk.view(mule).balanceMinor()).isEqualTo(10_000);

    desk.carry(desk.end(RELEASE, stop));
    assertThat(desk.view(mule).balanceMinor()).isEqualTo(10_000);
    desk.later(AFTER);
    assertThat(desk.view(mule).balanceMinor()).isZero();
  }

  @Test
  void aPaymentThatComesInIsSentOnAndAHoldLetsItEnter() {
    BankAccount mule = opensMule(0, Duration.ZERO);
    assertThat(desk.ledger.credit(MULE, 900, "6228480000000000018", "周建平", desk.now)).isTrue();
    assertThat(desk.view(mule).bookings())
        .singleElement()
        .satisfies(it -> assertThat(it.otherName()).isEqualTo("周建平"));
    desk.carry(desk.stop(mule, 900));
    desk.ledger.credit(MULE, 300, null, null, desk.now);
    assertThat(desk.view(mule).availableMinor()).isEqualTo(300);
    desk.later(AFTER);
    assertThat(desk.view(mule).balanceMinor()).isEqualTo(900);
    assertThat(desk.ledger.credit("6222029999999999999", 1, null, null, desk.now))
        .as("no such account")
        .isFalse();
  }

  @Test
  void moneyThatGoesInACircleComesToRest() {
    opensMule(10_000, Duration.ZERO);
    desk.opens(NEXT, opening(0, MULE, Duration.ZERO));
    holder(Desk.account(MULE, null));
    desk.later(Duration.ofDays(30));
    long inAll =
        List.of(MULE, NEXT).stream()
            .mapToLong(
                number -> Objects.requireNonNull(desk.ledger.view(number, desk.now)).balanceMinor())
            .sum();
    assertThat(inAll).isEqualTo(10_000);
  }

  @Test
  void aCustomerIsFoundWithEveryAccount() {
    var first = new Opening.Account("何雨桐", false, Desk.cny(500), null).beside(NEXT);
    BankAccount card = desk.opens(MULE, first);
    desk.opens(NEXT, 700);
    AccountView asked = holder(card);
    assertThat(desk.ledger.ofCustomer(asked.customer().idNumber(), desk.now))
        .extracting(AccountView::number)
        .containsExactly(MULE, NEXT);
    assertThat(Objects.requireNonNull(desk.ledger.view(asked.account(), desk.now)))
        .as("the account behind the card")
        .isEqualTo(asked);
    assertThat(desk.ledger.ofCustomer("nobody's", desk.now)).isEmpty();
  }

  /// Looking at an account at any moment changes nothing of what becomes of it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theSameOrdersEndTheSameHoweverOftenSomebodyLooks(long seed) {
    var openings =
        new SeededOpenings(
            "icbc", List.of(), seed, AccountOdds.usual(), new Mules(600, Duration.ofMinutes(20)));
    var looked = BankLedger.of(openings);
    var alone = BankLedger.of(openings);
    var random = new Random(seed);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      numbers.add("62020212199000" + (10_000 + i));
    }
    Instant at = desk.now;
    int left = 0;
    for (int step = 0; step < 300; step++) {
      at = at.plusSeconds(random.nextInt(600));
      desk.now = at;
      Order order = desk.stop(Desk.account(numbers.get(random.nextInt(30)), null), 50_000_000);
      var json = OrderJson.of(Desk.outgoing(order), null);
      AnswerJson answer = looked.carryOut(json, at);
      assertThat(alone.carryOut(json, at)).isEqualTo(answer);
      for (int i = random.nextInt(3); i > 0; i--) {
        at = at.plusSeconds(random.nextInt(300));
        looked.view(numbers.get(random.nextInt(30)), at);
      }
    }
    for (String number : numbers) {
      AccountView view = looked.view(number, at);
      assertThat(alone.view(number, at)).isEqualTo(view);
      if (view != null) {
        assertThat(view.heldMinor()).isBetween(0L, view.balanceMinor());
        assertThat(view.bookings().stream().mapToLong(Booking::minor).sum())
            .isEqualTo(view.balanceMinor());
        left += (int) view.bookings().stream().filter(it -> !it.isCredit()).count();
      }
    }
    assertThat(left).as("bookings of money that left").isGreaterThan(3);
  }

  private BankAccount opensMule(long balanceMinor, Duration lies) {
    return desk.opens(MULE, opening(balanceMinor, NEXT, lies));
  }

  private static Opening.Account opening(long balanceMinor, String next, Duration lies) {
    return new Opening.Account("罗海波", true, Desk.cny(balanceMinor), null)
        .forwarding(new Opening.Forwarding(next, AFTER, lies));
  }

  /// Asks who holds it, by which the account comes to be.
  private AccountView holder(BankAccount account) {
    desk.carry(desk.ask(HOLDER_QUERY, account));
    return desk.view(account);
  }
}
