package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.oneHold;
import static org.haltline.core.casefile.Story.oneStop;
import static org.haltline.core.casefile.Story.story;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

class AddingTest {

  @Test
  void aFurtherPaymentToTheSameAccountIsAStopOfItsOwn() {
    oneHold()
        .when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 700))))
        .then("PaymentsAdded 1", "OrderIssued #2 STOP_PAYMENT at icbc, CNY 700.00")
        .repeatedChangesNothing();
  }

  @Test
  void aPaymentThatHasLeftSinceIsTheSameOne() {
    Story story = story().given(paid(MULE, "icbc", 9_000, null));
    int orders = story.state().orders().size();
    story
        .when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 9_000))))
        .then("PaymentsAdded 1")
        .repeatedChangesNothing();
    assertThat(story.state().payments()).containsExactly(paid(MULE, "icbc", 9_000));
    assertThat(CaseSum.of(story.state())).containsExactly(new CaseSum(cny(9_000), cny(0), cny(0)));
    assertThat(story.state().orders()).hasSize(orders);
    story.when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 9_000, null)))).thenNothingNew();

    story
        .when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 9_000, NOON.minusSeconds(5)))))
        .then("PaymentsAdded 1", "OrderIssued #3 STOP_PAYMENT at icbc, CNY 9000.00");
  }

  @Test
  void oneThatHasLeftAndOneThatIsAboutToAreTwoWhenToldTogether() {
    story()
        .given(paid(SECOND_MULE, "abc", 1_000))
        .when(
            new AddPayments(
                CASE, List.of(paid(MULE, "icbc", 9_000, null), paid(MULE, "icbc", 9_000))))
        .then(
            "PaymentsAdded 2",
            "OrderIssued #2 RECALL at bocom, CNY 9000.00",
            "OrderIssued #3 STOP_PAYMENT at icbc, CNY 18000.00")
        .repeatedChangesNothing();
  }

  @Test
  void whatHasLeftSinceIsStoppedAnewWhereItsStopWasRefused() {
    Story story = story().given(paid(MULE, "icbc", 9_000, null));
    story
        .by(ICBC)
        .given(Story.no(ReasonCode.NOTHING_THERE), 2)
        .by(OPERATOR)
        .when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 9_000))))
        .then("PaymentsAdded 1", "OrderIssued #3 STOP_PAYMENT at icbc, CNY 9000.00");
  }

  @Test
  void paymentsThatAreKnownChangeNothing() {
    oneStop()
        .when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 30_000))))
        .thenNothingNew()
        .when(new AddPayments(CASE, List.of()))
        .thenNothingNew();
  }

  @Test
  void aKnownPaymentAmongNewOnesIsNamed() {
    oneStop()
        .when(
            new AddPayments(CASE, List.of(paid(SECOND_MULE, "abc", 9), paid(MULE, "icbc", 30_000))))
        .thenRefused(Refusal.DUPLICATE_PAYMENT, "payments[1]");
  }

  @Test
  void onlyFreshLuresAreCut() {
    Story story =
        story()
            .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
            .when(
                new AddLures(
                    CASE,
                    List.of(
                        lure(phone("+86 138-5550-1122"), "mobile"),
                        lure(LANDLINE, "telecom"),
                        lure(LANDLINE, "telecom"))))
            .then("LuresAdded 1", "OrderIssued #2 INTERCEPT_CALLS at telecom")
            .repeatedChangesNothing();
    assertThat(story.state().lures()).hasSize(2);
  }

  @Test
  void whatIsTheCallersOwnIsTheirsInALaterCallToo() {
    oneStop()
        .when(
            new AddLures(CASE, List.of(lure(CALLERS_NUMBER, "mobile"), lure(CALLER_ID, "mobile"))))
        .then(
            "LuresAdded 2",
            "OrderNotIssued #2 SUSPEND_NUMBER at mobile: CALLERS_OWN, the number that the call came"
                + " from",
            "OrderIssued #3 SUSPEND_NUMBER at mobile")
        .when(new AddPayments(CASE, List.of(paid(VICTIMS, "bocom", 700))))
        .then(
            "PaymentsAdded 1",
            "OrderNotIssued #4 STOP_PAYMENT at bocom, CNY 700.00: CALLERS_OWN, an account that the"
                + " caller's money left from");
  }

  @Test
  void aClosedCaseTakesNothingNew() {
    story()
        .given(new FileReport(CASE, report(List.of(), List.of(lure(CALLER_ID, "mobile")))))
        .given(new CloseCase(CASE, "误报"))
        .when(new AddPayments(CASE, List.of(paid(MULE, "icbc", 5))))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .when(new AddLures(CASE, List.of(lure(LANDLINE, "telecom"))))
        .thenRefused(Refusal.CASE_CLOSED, "caseId")
        .when(new AddLures(CASE, List.of(lure(CALLER_ID, "mobile"))))
        .thenNothingNew();
  }
}
