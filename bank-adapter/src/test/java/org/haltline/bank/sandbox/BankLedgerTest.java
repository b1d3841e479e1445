package org.haltline.bank.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.order.OrderKind.FREEZE;
import static org.haltline.core.order.OrderKind.HOLDER_QUERY;
import static org.haltline.core.order.OrderKind.PROLONG;
import static org.haltline.core.order.OrderKind.RECALL;
import static org.haltline.core.order.OrderKind.RELEASE;
import static org.haltline.core.order.OrderKind.RENEW;
import static org.haltline.core.order.OrderKind.STOP_PAYMENT;
import static org.haltline.core.order.OrderKind.SUSPEND_NUMBER;
import static org.haltline.core.order.OrderKind.TRANSACTION_QUERY;
import static org.haltline.core.order.OrderKind.UNFREEZE;
import static org.haltline.core.order.OrderKind.WATCH;

import java.time.Duration;
import java.util.List;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.AnswerJson.State;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

/// What the bank does with each kind of order.
class BankLedgerTest {
  private static final String MULE = "1202021219900004417";

  private final Desk desk = new Desk();

  @Test
  void aStopHoldsWhatWasOrderedWhenSoMuchIsThere() {
    var mule = desk.opens(MULE, 9_000_00);

    AnswerJson answer = desk.carry(desk.stop(mule, 4_000_00));

    assertHeld(answer, 4_000_00);
    assertThat(answer.startsAt()).isEqualTo(desk.now);
    assertThat(answer.endsAt()).isEqualTo(desk.now.plus(Desk.STOP_TERM));
    assertThat(answer.remark()).isNull();
  }

  @Test
  void aStopHoldsWhatIsLeftWhenTheRestMovedOn() {
    var onward = new Opening.Onward("6222020000000000000", Desk.cny(30_000_00));
    var mule = desk.opens(MULE, new Opening.Account("罗海波", true, Desk.cny(120_00), onward));

    AnswerJson answer = desk.carry(desk.stop(mule, 4_000_00));

    assertHeld(answer, 120_00);
    assertThat(answer.remark()).contains("CNY 4000.00", "moved on");
  }

  @Test
  void theTermIsCountedFromTheStopAndNotFromTheOrder() {
    var mule = desk.opens(MULE, 9_000_00);
    Order late = desk.stop(mule, 100);
    desk.later(Duration.ofHours(3));

    AnswerJson answer = desk.carry(late);

    assertThat(answer.startsAt()).isEqualTo(desk.now);
    assertThat(answer.endsAt()).isEqualTo(desk.now.plusSeconds(48 * 3600));
  }

  @Test
  void anEmptyAccountAndAFullyHeldOneAreToldApart() {
    var empty = desk.opens(MULE, 0);
    var full = desk.opens("1202021219900004418", 500_00);

    assertRefused(desk.carry(desk.stop(empty, 100)), ReasonCode.NOTHING_THERE);
    desk.carry(desk.stop(full, 500_00));
    assertRefused(desk.carry(desk.stop(full, 100)), ReasonCode.ALREADY_STOPPED);
  }

  @Test
  void theThirdStopIsOneTooMany() {
    var mule = desk.opens(MULE, 9_000_00);

    Order first = desk.stop(mule, 100);
    desk.carry(first);
    desk.carry(desk.onward(PROLONG, first, 100));

    assertRefused(desk.carry(desk.stop(mule, 100)), ReasonCode.OVER_LIMIT);
    assertThat(desk.view(mule).stops()).isEqualTo(2);
  }

  @Test
  void aRefusedStopTakesNoPlaceOfTheTwo() {
    var mule = desk.opens(MULE, 0);

    desk.carry(desk.stop(mule, 100));
    desk.carry(desk.stop(mule, 100));
    desk.ledger.credit(MULE, 1_000, null, null, desk.now);

    assertHeld(desk.carry(desk.stop(mule, 100)), 100);
  }

  @Test
  void theWrongNameIsRefusedAndAMaskedOneFits() {
    var opening = new Opening.Account("欧阳静雯", false, Desk.cny(900), null);
    desk.opens(MULE, opening);

    assertRefused(desk.carry(desk.stop(Desk.account(MULE, "欧阳静"), 100)), ReasonCode.NAME_MISMATCH);
    assertRefused(desk.carry(desk.stop(Desk.account(MULE, "王*雯"), 100)), ReasonCode.NAME_MISMATCH);
    assertHeld(desk.carry(desk.stop(Desk.account(MULE, "欧*雯"), 100)), 100);
    assertHeld(desk.carry(desk.stop(Desk.account(MULE, null), 100)), 100);
  }

  @Test
  void theFirstWholeNameBecomesTheHolders() {
    desk.opens(MULE, 9_000_00);

    assertHeld(desk.carry(desk.stop(Desk.account(MULE, "宋*"), 100)), 100);
    assertHeld(desk.carry(desk.stop(Desk.account(MULE, "宋建平"), 100)), 100);

    assertRefused(
        desk.carry(desk.ask(HOLDER_QUERY, Desk.account(MULE, "林少华"))), ReasonCode.NAME_MISMATCH);
    assertThat(desk.carry(desk.ask(HOLDER_QUERY, Desk.account(MULE, null))).remark())
        .contains("宋建平");
  }

  @Test
  void heldMoneyDoesNotLeaveAndCreditsEnter() {
    var mule = desk.opens(MULE, 1_000);
    desk.carry(desk.stop(mule, 700));

    assertThat(desk.ledger.pay(MULE, 301, desk.now)).isFalse();
    assertThat(desk.ledger.pay(MULE, 300, desk.now)).isTrue();
    assertThat(desk.ledger.credit(MULE, 50, null, null, desk.now)).isTrue();
    assertThat(desk.ledger.pay(MULE, 51, desk.now)).isFalse();
    assertThat(desk.ledger.pay(MULE, 50, desk.now)).isTrue();

    assertThat(desk.view(mule).balanceMinor()).isEqualTo(700);
    assertThat(desk.view(mule).heldMinor()).isEqualTo(700);
  }

  @Test
  void aHoldLapsesWhenItsTermIsOver() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 1_000);
    desk.carry(stop);

    desk.later(Desk.STOP_TERM.minusMillis(1));
    assertThat(desk.view(mule).heldMinor()).isEqualTo(1_000);
    desk.later(Duration.ofMillis(1));
    assertThat(desk.view(mule).heldMinor()).isZero();
    assertThat(desk.view(mule).holds())
        .extracting(AccountView.Held::end)
        .containsExactly(Hold.End.LAPSED);
    assertRefused(desk.carry(desk.onward(PROLONG, stop, 1_000)), ReasonCode.EXPIRED);
    assertThat(desk.ledger.pay(MULE, 1_000, desk.now)).isTrue();
  }

  @Test
  void aProlongationCarriesTheStopOnFromItsEnd() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 800);
    desk.carry(stop);
    desk.later(Duration.ofHours(40));

    AnswerJson answer = desk.carry(desk.onward(PROLONG, stop, 800));

    assertHeld(answer, 800);
    assertThat(answer.endsAt()).isEqualTo(stop.orderedAt().plus(Duration.ofDays(4)));
    assertThat(desk.view(mule).holds())
        .extracting(AccountView.Held::end)
        .containsExactly(Hold.End.RENEWED, null);
    assertThat(desk.view(mule).heldMinor()).isEqualTo(800);
  }

  @Test
  void aFreezeTakesTheStopsPlaceAndARenewalTheFreezes() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 800);
    desk.carry(stop);
    Order freeze = desk.onward(FREEZE, stop, 900);
    assertHeld(desk.carry(freeze), 900);
    Order renewal = desk.onward(RENEW, freeze, 900);
    assertHeld(desk.carry(renewal), 900);

    assertThat(desk.view(mule).holds())
        .extracting(AccountView.Held::end)
        .containsExactly(Hold.End.FROZEN, Hold.End.RENEWED, null);
    assertThat(desk.view(mule).stops()).isEqualTo(1);
    assertHeld(desk.carry(desk.end(UNFREEZE, renewal)), 0);
    assertThat(desk.view(mule).heldMinor()).isZero();
  }

  @Test
  void onlyAStopIsProlongedAndOnlyAFreezeRenewed() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 800);
    desk.carry(stop);

    assertRefused(desk.carry(desk.onward(RENEW, stop, 800)), ReasonCode.ORIGINAL_MISSING);
    Order freeze = desk.onward(FREEZE, stop, 800);
    desk.carry(freeze);
    assertRefused(desk.carry(desk.onward(PROLONG, freeze, 800)), ReasonCode.ORIGINAL_MISSING);
    assertRefused(desk.carry(desk.onward(PROLONG, stop, 800)), ReasonCode.ORIGINAL_MISSING);
  }

  @Test
  void anExtensionOnAnotherAccountLeavesTheFirstAsItIs() {
    var first = desk.opens(MULE, 1_000);
    var next = desk.opens("1202021219900004418", 600);
    Order stop = desk.stop(first, 800);
    desk.carry(stop);

    Order extension = desk.draft(STOP_PAYMENT, next, 600L, Desk.STOP_TERM, stop.id(), List.of());
    assertHeld(desk.carry(extension), 600);

    assertThat(desk.view(first).heldMinor()).isEqualTo(800);
    assertHeld(desk.carry(desk.end(RELEASE, stop)), 0);
    assertThat(desk.view(next).heldMinor()).isEqualTo(600);
  }

  @Test
  void aReleaseFreesItsOwnHoldAndSaysNothingIsHeld() {
    var mule = desk.opens(MULE, 1_000);
    Order first = desk.stop(mule, 600);
    Order second = desk.stop(mule, 300);
    desk.carry(first);
    desk.carry(second);

    assertHeld(desk.carry(desk.end(RELEASE, first)), 0);

    assertThat(desk.view(mule).heldMinor()).isEqualTo(300);
    assertThat(desk.view(mule).standing())
        .extracting(AccountView.Held::order)
        .containsExactly(second.id().digits());
  }

  @Test
  void aReleaseOfAStopThatBecameAFreezeSaysWhatIsStillHeld() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 600);
    desk.carry(stop);
    desk.carry(desk.onward(FREEZE, stop, 600));

    assertHeld(desk.carry(desk.end(RELEASE, stop)), 600);
    assertThat(desk.view(mule).heldMinor()).isEqualTo(600);
  }

  @Test
  void anOrderThatWasWithdrawnBeforeItCameIsRefused() {
    var mule = desk.opens(MULE, 1_000);
    Order lost = desk.stop(mule, 600);

    assertDone(desk.carry(desk.end(RELEASE, lost, lost)));
    AnswerJson late = desk.carry(lost);

    assertRefused(late, ReasonCode.OTHER);
    assertThat(late.remark()).contains("withdrawn");
    assertThat(desk.ledger.view(MULE, desk.now)).isNull();
  }

  @Test
  void aWithdrawnOrderThatHadComeAfterAllIsUndone() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 600);
    Order prolongation = desk.onward(PROLONG, stop, 600);
    desk.carry(stop);
    desk.carry(prolongation);

    assertHeld(desk.carry(desk.end(RELEASE, stop, prolongation)), 0);
    assertThat(desk.view(mule).heldMinor()).isZero();
  }

  @Test
  void whatIsWithdrawnStaysWithdrawnThoughTheReleaseItselfIsRefused() {
    var mule = desk.opens(MULE, 1_000);
    Order elsewhere = desk.stop(mule, 100);
    Order pending = desk.stop(mule, 600);

    assertRefused(desk.carry(desk.end(RELEASE, elsewhere, pending)), ReasonCode.ORIGINAL_MISSING);
    assertRefused(desk.carry(pending), ReasonCode.OTHER);
  }

  @Test
  void releasingTwiceOrWhatWasRefusedHarmsNothing() {
    var mule = desk.opens(MULE, 1_000);
    Order stop = desk.stop(mule, 600);
    desk.carry(stop);
    Order tooMuch = desk.stop(desk.opens("1202021219900004418", 0), 600);
    desk.carry(tooMuch);

    assertHeld(desk.carry(desk.end(RELEASE, stop)), 0);
    assertHeld(desk.carry(desk.end(RELEASE, stop)), 0);
    assertDone(desk.carry(desk.end(RELEASE, tooMuch)));
  }

  @Test
  void whatIsNoAccountOrNoSumIsRefused() {
    var mule = desk.opens(MULE, 1_000);

    assertRefused(desk.carry(desk.ask(STOP_PAYMENT, mule)), ReasonCode.BAD_FORMAT);
    assertRefused(desk.carry(desk.ask(RECALL, mule)), ReasonCode.BAD_FORMAT);
    assertRefused(desk.carry(desk.ask(HOLDER_QUERY, Desk.person("谢永康"))), ReasonCode.CANNOT);
    assertRefused(desk.carry(desk.ask(SUSPEND_NUMBER, mule)), ReasonCode.CANNOT);
    assertRefused(
        desk.carry(desk.stop(Desk.account("77777", null), 5)), ReasonCode.NO_SUCH_ACCOUNT);
    assertRefused(
        desk.carry(desk.draft(STOP_PAYMENT, mule, 5L, Duration.ofSeconds(-1), null, List.of())),
        ReasonCode.BAD_FORMAT);
  }

  @Test
  void anAccountKeptInAnotherCurrencyIsNotHeld() {
    var dollars = desk.opens(MULE, new Opening.Account("汪思齐", true, new Money(5_000, "USD"), null));

    assertRefused(desk.carry(desk.stop(dollars, 100)), ReasonCode.AMOUNT_MISMATCH);
  }

  @Test
  void aRecallKeepsAPaymentWhoseMoneyIsStillThere() {
    var payer = desk.opens(MULE, 1_000);

    assertDone(desk.carry(desk.draft(RECALL, payer, 900L, null, null, List.of())));
    assertRefused(
        desk.carry(desk.draft(RECALL, payer, 1_001L, null, null, List.of())),
        ReasonCode.NOTHING_THERE);

    assertThat(desk.view(payer).recalledMinor()).isEqualTo(900);
    assertThat(desk.view(payer).balanceMinor()).isEqualTo(1_000);
  }

  @Test
  void queriesTellOfTheMoneyAndWhereItWent() {
    var onward = new Opening.Onward("6222020000000000000", Desk.cny(30_000_00));
    var mule = desk.opens(MULE, new Opening.Account("罗海波", true, Desk.cny(120_00), onward));
    desk.carry(desk.stop(mule, 100_00));

    assertThat(desk.carry(desk.ask(TRANSACTION_QUERY, mule)).remark())
        .contains("CNY 120.00", "CNY 100.00", "6222020000000000000", "CNY 30000.00");
    assertDone(desk.carry(desk.ask(WATCH, mule)));
    assertThat(desk.view(mule).watchers()).isEqualTo(1);
  }

  private static void assertHeld(AnswerJson answer, long minor) {
    assertThat(answer.state()).as(answer.toString()).isEqualTo(State.DONE);
    assertThat(answer.heldMinor()).isEqualTo(minor);
    assertThat(answer.currency()).isEqualTo("CNY");
  }

  private static void assertDone(AnswerJson answer) {
    assertThat(answer.state()).as(answer.toString()).isEqualTo(State.DONE);
  }

  private static void assertRefused(AnswerJson answer, ReasonCode reason) {
    assertThat(answer.state()).as(answer.toString()).isEqualTo(State.REFUSED);
    assertThat(answer.reason()).isEqualTo(reason.name());
    assertThat(answer.heldMinor()).isNull();
  }
}
