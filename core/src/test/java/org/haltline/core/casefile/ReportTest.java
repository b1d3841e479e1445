package org.haltline.core.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.*;
import static org.haltline.core.casefile.Story.story;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void institutionsAreToldWhyInTheLanguageOfTheLaw() {
    assertThat(Story.oneStop().file(1).order().reason())
        .isEqualTo("电信网络诈骗报案，案件 HX-261120-0007，秦晓岚");
    assertThat(
            Story.under(TestRules.inEnglish())
                .given(paid(MULE, "icbc", 30_000))
                .file(1)
                .order()
                .reason())
        .isEqualTo("reported fraud, case HX-261120-0007, 秦晓岚");
  }

  @Test
  void aReportStopsThePaymentAndCutsTheLuresInTheSameAct() {
    story()
        .when(
            file(
                List.of(paid(MULE, "icbc", 30_000)),
                List.of(lure(CALLER_ID, "mobile"), lure(PHISHING, "mobile"), lure(CHAT, "chat"))))
        .then(
            "ReportFiled",
            "OrderIssued #1 STOP_PAYMENT at icbc, CNY 30000.00",
            "OrderIssued #2 SUSPEND_NUMBER at mobile",
            "OrderIssued #3 BLOCK_LINK at mobile",
            "OrderIssued #4 REPORT_TO_PLATFORM at chat")
        .repeatedChangesNothing();
  }

  @Test
  void aStopSaysWhoOrderedItUntilWhenAndWhy() {
    var story = story().given(paid(MULE, "icbc", 30_000));
    Order stop = story.file(1).order();

    assertThat(stop.authority()).isEqualTo("秦晓岚，临河县反诈中心");
    assertThat(stop.reason()).contains(CASE.value());
    assertThat(stop.orderedAt()).isEqualTo(NOON);
    assertThat(stop.answerDueAt()).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
    assertThat(stop.termEndsAt()).isEqualTo(NOON.plus(Duration.ofDays(2)));
    assertThat(stop.id().digits()).startsWith("20261120040000000");
  }

  @Test
  void paymentsToOneAccountAreOneStopForTheirSum() {
    story()
        .when(
            file(
                List.of(
                    paid(MULE, "icbc", 30_000),
                    paid(SECOND_MULE, "abc", 800),
                    paid(MULE, "icbc", 12_000)),
                List.of()))
        .then(
            "ReportFiled",
            "OrderIssued #1 STOP_PAYMENT at icbc, CNY 42000.00",
            "OrderIssued #2 STOP_PAYMENT at abc, CNY 800.00");
  }

  @Test
  void anAccountNamedInTwoWaysIsOneAccountOnceItsBankIsKnown() {
    BankAccount byAbbreviation = account(SECOND_MULE.number(), "ABC", null);
    story()
        .when(
            file(
                List.of(paid(SECOND_MULE, "abc", 800), paid(byAbbreviation, "abc", 900)),
                List.of()))
        .then("ReportFiled", "OrderIssued #1 STOP_PAYMENT at abc, CNY 1700.00");
  }

  @Test
  void currenciesAreNeverAddedUp() {
    Payment dollars =
        new Payment(null, at(MULE, "icbc"), null, new Money(500_00, "USD"), NOON, "wire", null);
    story()
        .when(file(List.of(paid(MULE, "icbc", 30_000), dollars), List.of()))
        .then(
            "ReportFiled",
            "OrderIssued #1 STOP_PAYMENT at icbc, CNY 30000.00",
            "OrderIssued #2 STOP_PAYMENT at icbc, USD 500.00");
  }

  @Test
  void aWalletIsStoppedLikeABank() {
    story()
        .when(file(List.of(paid(WALLET, "alipay", 4_999)), List.of()))
        .then("ReportFiled", "OrderIssued #1 STOP_PAYMENT at alipay, CNY 4999.00");
  }

  @Test
  void aPaymentThatHasNotLeftIsRecalledAtThePayersBankAndAwaitedAtThePayees() {
    story()
        .when(file(List.of(paid(MULE, "icbc", 30_000, null)), List.of()))
        .then(
            "ReportFiled",
            "OrderIssued #1 RECALL at bocom, CNY 30000.00",
            "OrderIssued #2 STOP_PAYMENT at icbc, CNY 30000.00");
  }

  @Test
  void whereTheRouteIsUnknownTheRestStillGoesOut() {
    story()
        .when(
            file(List.of(paid(MULE, null, 30_000, NOON), paid(SECOND_MULE, "abc", 800)), List.of()))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 STOP_PAYMENT at UNKNOWN, CNY 30000.00: ROUTE_UNKNOWN, no such bank",
            "OrderIssued #2 STOP_PAYMENT at abc, CNY 800.00");
  }

  @Test
  void aProtectedAccountIsJournalledAsNotIssuedAndTheRestGoesOut() {
    BankAccount treasury = account("88010000000000017", "abc", null);
    story()
        .when(file(List.of(paid(treasury, "abc", 500), paid(MULE, "icbc", 30_000)), List.of()))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 STOP_PAYMENT at abc, CNY 500.00: PROTECTED, the county treasury",
            "OrderIssued #2 STOP_PAYMENT at icbc, CNY 30000.00");
  }

  @Test
  void aProtectedNameProtectsTheAccountItIsSaidToHold() {
    BankAccount named = account("777001000223344", "工商银行", "临河县财政局");
    Payment told = new Payment(null, at(SECOND_MULE, "abc"), "临河县财政局", cny(50), NOON, null, null);
    story()
        .when(file(List.of(paid(named, "icbc", 500), told), List.of()))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 STOP_PAYMENT at icbc, CNY 500.00: PROTECTED, the county treasury",
            "OrderNotIssued #2 STOP_PAYMENT at abc, CNY 50.00: PROTECTED, the county treasury");
  }

  @Test
  void protectedNumbersAndPagesAreNeverCut() {
    var page =
        org.haltline.core.subject.Link.parse("https://www.help.haltline.example/faq").orThrow();
    story()
        .when(
            file(
                List.of(),
                List.of(
                    lure(HOSPITAL, "telecom"),
                    lure(POLICE, "telecom"),
                    lure(page, null),
                    lure(LANDLINE, "telecom"))))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 INTERCEPT_CALLS at telecom: PROTECTED, the children's hospital",
            "OrderNotIssued #2 INTERCEPT_CALLS at telecom: PROTECTED, a public service number; a"
                + " fraudster can only have forged it",
            "OrderNotIssued #3 BLOCK_LINK at UNKNOWN: PROTECTED, the centre's own page",
            "OrderIssued #4 INTERCEPT_CALLS at telecom");
  }

  @Test
  void theNumberTheCallerCallsFromIsNeverCutOffByTheReport() {
    var landline =
        new Report.Caller("沈佳音", "(0571) 5550 1234"); // typed unlike the lure, the same number
    story()
        .when(file(List.of(), List.of(lure(CALLERS_NUMBER, "mobile"), lure(CALLER_ID, "mobile"))))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 SUSPEND_NUMBER at mobile: CALLERS_OWN, the number that the call came"
                + " from",
            "OrderIssued #2 SUSPEND_NUMBER at mobile")
        .repeatedChangesNothing();
    story()
        .when(new FileReport(CASE, by(landline, lure(LANDLINE, "telecom"))))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 INTERCEPT_CALLS at telecom: CALLERS_OWN, the number that the call"
                + " came from");
  }

  @Test
  void aCallerWhoWithholdsTheirNumberHasNoneThatCouldBeNamed() {
    story()
        .when(
            new FileReport(
                CASE, by(new Report.Caller("不详", "unknown"), lure(CALLERS_NUMBER, "mobile"))))
        .then("ReportFiled", "OrderIssued #1 SUSPEND_NUMBER at mobile");
  }

  @Test
  void anAccountTheMoneyLeftFromIsNotStoppedByTheReport() {
    BankAccount otherwiseNamed = account(VICTIMS.number(), "交行", null);
    Payment onwards =
        new Payment(at(WALLET, "alipay"), at(MULE, "icbc"), null, cny(500), NOON, null, null);
    story()
        .when(
            file(
                List.of(
                    paid(otherwiseNamed, "bocom", 30_000), paid(WALLET, "alipay", 500), onwards),
                List.of()))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 STOP_PAYMENT at bocom, CNY 30000.00: CALLERS_OWN, an account that"
                + " the caller's money left from",
            "OrderNotIssued #2 STOP_PAYMENT at alipay, CNY 500.00: CALLERS_OWN, an account that the"
                + " caller's money left from",
            "OrderIssued #3 STOP_PAYMENT at icbc, CNY 500.00");
  }

  @Test
  void theWalletOfTheCallersNumberIsTheCallersOwn() {
    BankAccount own = account("13705550166", "支付宝", null);
    story()
        .when(file(List.of(paid(own, "alipay", 500), paid(WALLET, "alipay", 500)), List.of()))
        .then(
            "ReportFiled",
            "OrderNotIssued #1 STOP_PAYMENT at alipay, CNY 500.00: CALLERS_OWN, the wallet of the"
                + " number that the call came from",
            "OrderIssued #2 STOP_PAYMENT at alipay, CNY 500.00");
  }

  @Test
  void whatHasNotLeftIsStillRecalledFromTheCallersOwnAccount() {
    story()
        .when(file(List.of(paid(VICTIMS, "bocom", 30_000, null)), List.of()))
        .then(
            "ReportFiled",
            "OrderIssued #1 RECALL at bocom, CNY 30000.00",
            "OrderNotIssued #2 STOP_PAYMENT at bocom, CNY 30000.00: CALLERS_OWN, an account that"
                + " the caller's money left from");
  }

  @Test
  void whoKnowsBetterOrdersOnTheCallersOwnByHand() {
    story()
        .given(file(List.of(), List.of(lure(CALLERS_NUMBER, "mobile"))))
        .when(
            new IssueOrder(
                CASE,
                OrderKind.SUSPEND_NUMBER,
                CALLERS_NUMBER,
                null,
                "mobile",
                null,
                "the caller asked for it: the card was cloned",
                null,
                false))
        .then("OrderIssued #2 SUSPEND_NUMBER at mobile");
  }

  @Test
  void numbersThatCannotBeSuspendedHereAreIntercepted() {
    story()
        .when(
            file(
                List.of(),
                List.of(
                    lure(CALLER_ID, "mobile"),
                    lure(LANDLINE, "telecom"),
                    lure(FOREIGN, "mobile"),
                    lure(APP, "chat"))))
        .then(
            "ReportFiled",
            "OrderIssued #1 SUSPEND_NUMBER at mobile",
            "OrderIssued #2 INTERCEPT_CALLS at telecom",
            "OrderIssued #3 INTERCEPT_CALLS at mobile",
            "OrderIssued #4 REPORT_TO_PLATFORM at chat");
  }

  @Test
  void aLureNamedTwiceIsCutOnceAndAnAccountAmongTheLuresIsOnlyNoted() {
    story()
        .when(
            file(
                List.of(),
                List.of(
                    lure(CALLER_ID, "mobile"),
                    lure(phone("13855501122"), "mobile"),
                    lure(MULE, "icbc"))))
        .then("ReportFiled", "OrderIssued #1 SUSPEND_NUMBER at mobile");
  }

  @Test
  void theThirdStopOnAnAccountIsJournalledAsOverTheLimitAndTheRestGoesOut() {
    story()
        .whenDenied(
            file(
                List.of(paid(MULE, "icbc", 30_000), paid(SECOND_MULE, "abc", 800)),
                List.of(lure(CALLER_ID, "mobile"))),
            1)
        .then(
            "ReportFiled",
            "OrderNotIssued #1 STOP_PAYMENT at icbc, CNY 30000.00: OVER_LIMIT, at most 2 stops on"
                + " one account",
            "OrderIssued #2 STOP_PAYMENT at abc, CNY 800.00",
            "OrderIssued #3 SUSPEND_NUMBER at mobile");
  }

  @Test
  void onlyWhatTheRulebookOrdersOnReportIsOrdered() {
    var quiet = TestRules.onReport(OrderKind.BLOCK_LINK);
    Story.under(quiet)
        .when(
            file(
                List.of(paid(MULE, "icbc", 30_000, null)),
                List.of(lure(CALLER_ID, "mobile"), lure(PHISHING, "mobile"))))
        .then("ReportFiled", "OrderIssued #1 BLOCK_LINK at mobile");
  }

  @Test
  void theSameReportTwiceIsOneCaseAndAnotherOneIsRefused() {
    story()
        .given(paid(MULE, "icbc", 30_000))
        .when(file(List.of(paid(MULE, "icbc", 30_000)), List.of()))
        .thenNothingNew()
        .when(file(List.of(paid(MULE, "icbc", 31_000)), List.of()))
        .thenRefused(Refusal.CASE_EXISTS, "caseId");
  }

  @Test
  void impossibleSumsAreRefusedWithTheFieldNamed() {
    story()
        .when(file(List.of(paid(MULE, "icbc", 5), paid(SECOND_MULE, "abc", 0)), List.of()))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "payments[1].amount")
        .when(
            file(List.of(withAmount(new Money(CHINA.largestAmountMinor() + 1, "CNY"))), List.of()))
        .thenRefused(Refusal.AMOUNT_OUT_OF_RANGE, "payments[0].amount")
        .when(file(List.of(withAmount(new Money(100, "QQQ"))), List.of()))
        .thenRefused(Refusal.CURRENCY_UNKNOWN, "payments[0].amount")
        .when(file(List.of(withAmount(new Money(100, "XXX"))), List.of()))
        .thenRefused(Refusal.CURRENCY_UNKNOWN, "payments[0].amount")
        .when(file(List.of(withAmount(new Money(100, "XAU"))), List.of()))
        .thenRefused(Refusal.CURRENCY_UNKNOWN, "payments[0].amount");
  }

  @Test
  void theLargestSumsStillAddUp() {
    var all = new java.util.ArrayList<Payment>();
    for (int i = 0; i < 50; i++) {
      all.add(
          new Payment(
              null,
              at(MULE, "icbc"),
              null,
              new Money(CHINA.largestAmountMinor(), "CNY"),
              NOON.minusSeconds(i),
              null,
              null));
    }
    story()
        .when(file(all, List.of()))
        .then("ReportFiled", "OrderIssued #1 STOP_PAYMENT at icbc, CNY 49999999999999.50");
  }

  @Test
  void timesThatCannotBeAreRefusedWithTheFieldNamed() {
    Instant tomorrow = NOON.plus(Duration.ofDays(1));
    Instant longAgo = NOON.minus(Duration.ofDays(181));
    story()
        .when(file(List.of(paid(MULE, "icbc", 5, tomorrow)), List.of()))
        .thenRefused(Refusal.TIME_OUT_OF_RANGE, "payments[0].leftAt")
        .when(file(List.of(paid(MULE, "icbc", 5, longAgo)), List.of()))
        .thenRefused(Refusal.TIME_OUT_OF_RANGE, "payments[0].leftAt")
        .thenBecause("AT_MOST_DAYS_AGO 180")
        .when(new FileReport(CASE, receivedAt(tomorrow, null)))
        .thenRefused(Refusal.TIME_OUT_OF_RANGE, "receivedAt")
        .when(new FileReport(CASE, receivedAt(NOON, longAgo)))
        .thenRefused(Refusal.TIME_OUT_OF_RANGE, "pickedUpAt")
        .when(file(List.of(paid(MULE, "icbc", 5, NOON.plus(Duration.ofMinutes(5)))), List.of()))
        .then("ReportFiled", "OrderIssued #1 STOP_PAYMENT at icbc, CNY 5.00");
  }

  @Test
  void aPaymentToldTwiceIsRefusedAsADuplicate() {
    story()
        .when(file(List.of(paid(MULE, "icbc", 5), paid(MULE, "icbc", 5)), List.of()))
        .thenRefused(Refusal.DUPLICATE_PAYMENT, "payments[1]");
  }

  @Test
  void withoutAReportThereIsNoCase() {
    story()
        .when(new AddLures(CASE, List.of(lure(CALLER_ID, "mobile"))))
        .thenRefused(Refusal.NO_SUCH_CASE, "caseId");
  }

  private static FileReport file(
      List<Payment> payments, List<Routed<org.haltline.core.subject.Subject>> lures) {
    return new FileReport(CASE, report(payments, lures));
  }

  private static Report by(Report.Caller caller, Routed<org.haltline.core.subject.Subject> lured) {
    return new Report(
        caller, "hotline", "safe-account", "", "zh", NOON, null, false, List.of(), List.of(lured));
  }

  private static Payment withAmount(Money amount) {
    return new Payment(null, at(MULE, "icbc"), null, amount, NOON, null, null);
  }

  private static Report receivedAt(
      Instant received, @org.jspecify.annotations.Nullable Instant pickedUp) {
    return new Report(
        new Report.Caller("沈佳音", "13705550166"),
        "hotline",
        "safe-account",
        "",
        "zh",
        received,
        pickedUp,
        false,
        List.of(),
        List.of());
  }
}
