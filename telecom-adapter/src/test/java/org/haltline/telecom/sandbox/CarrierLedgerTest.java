package org.haltline.telecom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.order.OrderKind.BLOCK_LINK;
import static org.haltline.core.order.OrderKind.HOLDER_QUERY;
import static org.haltline.core.order.OrderKind.INTERCEPT_CALLS;
import static org.haltline.core.order.OrderKind.LIFT;
import static org.haltline.core.order.OrderKind.RESTORE_NUMBER;
import static org.haltline.core.order.OrderKind.STOP_PAYMENT;
import static org.haltline.core.order.OrderKind.SUSPEND_NUMBER;
import static org.haltline.core.order.OrderKind.WARNING_MESSAGE;
import static org.haltline.telecom.sandbox.NumberView.State.ACTIVE;
import static org.haltline.telecom.sandbox.NumberView.State.INTERCEPTED;
import static org.haltline.telecom.sandbox.NumberView.State.SUSPENDED;

import java.time.Duration;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.AnswerJson.State;
import org.haltline.core.order.Order;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.Test;

/// What the carrier does with each kind of order.
class CarrierLedgerTest {
  private static final PhoneNumber MOBILE = Desk.phone("17045671189");
  private static final PhoneNumber LANDLINE = Desk.phone("0595-28297713");
  private static final PhoneNumber FOREIGN = Desk.phone("+85230019876");

  private final Desk desk = new Desk();

  @Test
  void aSuspendedNumberIsRestoredByItsOwnOrder() {
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    AnswerJson answer = desk.carry(suspension);
    assertDone(answer);
    assertThat(answer.startsAt()).isEqualTo(desk.now);
    assertThat(answer.endsAt()).isEqualTo(desk.now.plus(Desk.TERM));
    assertThat(desk.state(MOBILE)).isEqualTo(SUSPENDED);

    assertDone(desk.carry(desk.end(RESTORE_NUMBER, suspension)));
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
  }

  @Test
  void aNumberStaysCutAsLongAsAnyOrderKeepsItSo() {
    Order first = desk.cut(SUSPEND_NUMBER, MOBILE);
    Order second = desk.cut(SUSPEND_NUMBER, MOBILE);
    desk.carry(first);
    assertThat(desk.carry(second).remark()).contains("was cut already");

    assertThat(desk.carry(desk.end(RESTORE_NUMBER, first)).remark()).contains("another order");
    assertThat(desk.state(MOBILE)).isEqualTo(SUSPENDED);
    assertThat(desk.carry(desk.end(RESTORE_NUMBER, second)).remark()).isNull();
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
  }

  @Test
  void aSuspensionOutweighsAnInterception() {
    Order interception = desk.cut(INTERCEPT_CALLS, MOBILE);
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);
    desk.carry(interception);
    assertThat(desk.state(MOBILE)).isEqualTo(INTERCEPTED);
    desk.carry(suspension);
    assertThat(desk.state(MOBILE)).isEqualTo(SUSPENDED);

    desk.carry(desk.end(RESTORE_NUMBER, suspension));
    assertThat(desk.state(MOBILE)).isEqualTo(INTERCEPTED);
    desk.carry(desk.end(LIFT, interception));
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
  }

  @Test
  void aForeignNumberAndALandlineAreKeptOutAndNeverSuspended() {
    AnswerJson abroad = desk.carry(desk.cut(SUSPEND_NUMBER, FOREIGN));
    assertRefused(abroad, ReasonCode.CANNOT);
    assertThat(abroad.remark()).contains("foreign");
    assertRefused(desk.carry(desk.cut(SUSPEND_NUMBER, LANDLINE)), ReasonCode.CANNOT);

    assertDone(desk.carry(desk.cut(INTERCEPT_CALLS, FOREIGN)));
    assertDone(desk.carry(desk.cut(INTERCEPT_CALLS, LANDLINE)));
    assertThat(desk.state(FOREIGN)).isEqualTo(INTERCEPTED);
    assertThat(desk.state(LANDLINE)).isEqualTo(INTERCEPTED);
  }

  @Test
  void anotherCarriersNumberIsRefused() {
    desk.known.put(
        MOBILE.e164(), new Subscription.Closed(ReasonCode.NOT_OURS, "moved to another carrier"));

    assertRefused(desk.carry(desk.cut(SUSPEND_NUMBER, MOBILE)), ReasonCode.NOT_OURS);
    assertRefused(desk.carry(desk.ask(WARNING_MESSAGE, MOBILE)), ReasonCode.NOT_OURS);
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
  }

  @Test
  void aBlockIsExactlyAsWideAsItWasOrdered() {
    Link host = Desk.link("http://kuaidi-lipei.example/");
    Link page = Desk.link("https://forum.example/t/8841?page=2");
    Order whole = desk.cut(BLOCK_LINK, host);
    Order narrow = desk.cut(BLOCK_LINK, page);
    assertDone(desk.carry(whole));
    assertDone(desk.carry(narrow));

    assertThat(desk.ledger.isBlocked("kuaidi-lipei.example", "", desk.now)).isTrue();
    assertThat(desk.ledger.isBlocked("kuaidi-lipei.example", "/any", desk.now)).isTrue();
    assertThat(desk.ledger.isBlocked("forum.example", page.path(), desk.now)).isTrue();
    assertThat(desk.ledger.isBlocked("forum.example", "", desk.now)).isFalse();
    assertThat(desk.ledger.isBlocked("forum.example", "/t/8842", desk.now)).isFalse();
    assertThat(desk.ledger.blocked(desk.now))
        .containsExactly("forum.example" + page.path(), "kuaidi-lipei.example");

    assertDone(desk.carry(desk.end(LIFT, whole)));
    assertThat(desk.ledger.isBlocked("kuaidi-lipei.example", "/any", desk.now)).isFalse();
    assertThat(desk.ledger.isBlocked("forum.example", page.path(), desk.now)).isTrue();
  }

  @Test
  void aCutEndsWithItsTerm() {
    desk.carry(desk.cut(SUSPEND_NUMBER, MOBILE));
    desk.carry(desk.cut(BLOCK_LINK, Desk.link("fx-vip.example")));

    desk.later(Desk.TERM.minusMillis(1));
    assertThat(desk.state(MOBILE)).isEqualTo(SUSPENDED);
    desk.later(Duration.ofMillis(1));
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
    assertThat(desk.ledger.blocked(desk.now)).isEmpty();
  }

  @Test
  void anOrderThatWasWithdrawnBeforeItCameIsRefused() {
    Order lost = desk.cut(SUSPEND_NUMBER, MOBILE);

    assertDone(desk.carry(desk.end(RESTORE_NUMBER, lost, lost)));
    AnswerJson late = desk.carry(lost);

    assertRefused(late, ReasonCode.OTHER);
    assertThat(late.remark()).contains("withdrawn");
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
  }

  @Test
  void aWithdrawnOrderThatHadComeAfterAllIsUndone() {
    Order first = desk.cut(SUSPEND_NUMBER, MOBILE);
    Order second = desk.cut(INTERCEPT_CALLS, MOBILE);
    desk.carry(first);
    desk.carry(second);

    assertDone(desk.carry(desk.end(RESTORE_NUMBER, first, second)));
    assertThat(desk.state(MOBILE)).isEqualTo(ACTIVE);
  }

  @Test
  void aLettingGoNeedsAnOrderOfItsKind() {
    Order suspension = desk.cut(SUSPEND_NUMBER, MOBILE);

    assertRefused(desk.carry(desk.end(RESTORE_NUMBER, suspension)), ReasonCode.ORIGINAL_MISSING);
    desk.carry(suspension);
    assertRefused(desk.carry(desk.end(LIFT, suspension)), ReasonCode.ORIGINAL_MISSING);
    assertThat(desk.state(MOBILE)).isEqualTo(SUSPENDED);
    assertDone(desk.carry(desk.end(RESTORE_NUMBER, suspension)));
    assertDone(desk.carry(desk.end(RESTORE_NUMBER, suspension)));
  }

  @Test
  void aWarningIsSentToMobilesHereOnly() {
    assertDone(desk.carry(desk.ask(WARNING_MESSAGE, MOBILE)));
    assertDone(desk.carry(desk.ask(WARNING_MESSAGE, MOBILE)));
    assertRefused(desk.carry(desk.ask(WARNING_MESSAGE, FOREIGN)), ReasonCode.CANNOT);
    assertRefused(desk.carry(desk.ask(WARNING_MESSAGE, LANDLINE)), ReasonCode.CANNOT);

    assertThat(desk.ledger.view(MOBILE.e164(), desk.now).messages()).isEqualTo(2);
  }

  @Test
  void theHolderIsToldOfOwnNumbersOnly() {
    desk.known.put(FOREIGN.e164(), new Subscription.Known(""));

    assertThat(desk.carry(desk.ask(HOLDER_QUERY, MOBILE)).remark()).contains("彭立新");
    assertRefused(desk.carry(desk.ask(HOLDER_QUERY, FOREIGN)), ReasonCode.CANNOT);
  }

  @Test
  void whatIsNoCutOrNoNumberIsRefused() {
    Link page = Desk.link("fx-vip.example");
    assertRefused(desk.carry(desk.ask(SUSPEND_NUMBER, MOBILE)), ReasonCode.BAD_FORMAT);
    assertRefused(desk.carry(desk.ask(BLOCK_LINK, page)), ReasonCode.BAD_FORMAT);
    assertRefused(desk.carry(desk.cut(BLOCK_LINK, MOBILE)), ReasonCode.BAD_FORMAT);
    assertRefused(desk.carry(desk.cut(SUSPEND_NUMBER, page)), ReasonCode.CANNOT);
    assertRefused(desk.carry(desk.ask(STOP_PAYMENT, MOBILE)), ReasonCode.CANNOT);
  }

  private static void assertDone(AnswerJson answer) {
    assertThat(answer.state()).as(answer.toString()).isEqualTo(State.DONE);
  }

  private static void assertRefused(AnswerJson answer, ReasonCode reason) {
    assertThat(answer.state()).as(answer.toString()).isEqualTo(State.REFUSED);
    assertThat(answer.reason()).isEqualTo(reason.name());
  }
}
