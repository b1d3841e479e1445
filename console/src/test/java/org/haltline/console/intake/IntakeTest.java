package org.haltline.console.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.haltline.console.contract.JsonBody;
import org.haltline.console.contract.Part;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Remark;
import org.haltline.core.casefile.CaseCommand.IssueOrder;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.directory.Directory;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T01:12:40Z");
  private static final CaseId CASE = new CaseId("QY-261120-0031");
  private static final OrderId ORDER = new OrderId("20261120011240123000000000000001");
  private static final Intake INTAKE = new Intake(Directory.china(), RulebookFile.china());
  private static final String PAYEE =
      "{\"bank\":\"工商银行\",\"account\":\"6222020000000000018\",\"name\":\"周某\"}";

  @Test
  void aCallBecomesAReportWithItsSubjectsRouted() {
    Understood<Report> understood =
        report(
            """
            [{"payer":{"bank":"建行","account":"6217 0000 1000 0000 003"},"payee":%s,
              "amount":"49800.00","currency":"CNY","at":"2026-11-20T09:03:11+08:00","method":"手机银行",
              "reference":"2026112000405500123"}]
            """
                .formatted(PAYEE),
            """
            [{"phone":"13800001111"},{"app":"云会议助手","url":"http://meeting.example/download"},
             {"wechat":"parcel_help_01"},{"chat":{"service":"telegram","handle":"@cash_help"}}]
            """);
    Report report = understood.it();
    assertThat(report.receivedAt()).isEqualTo(NOW);
    Payment payment = report.payments().getFirst();
    assertThat(payment.amount()).isEqualTo(new Money(4_980_000, "CNY"));
    assertThat(payment.leftAt()).isEqualTo(Instant.parse("2026-11-20T01:03:11Z"));
    assertThat(payment.payeeName()).isEqualTo("周某");
    assertThat(payment.reference()).isEqualTo("2026112000405500123");
    assertThat(payment.payee().institution()).isEqualTo("ICBC");
    assertThat(payment.payee().subject().bankHint()).isEqualTo("工商银行");
    assertThat(Objects.requireNonNull(payment.payer()).institution()).isEqualTo("CCB");
    assertThat(report.lures())
        .extracting(lure -> (Object) lure.subject().getClass())
        .containsExactly(
            PhoneNumber.class, App.class, Link.class, ChatAccount.class, ChatAccount.class);
    assertThat(report.lures()).allSatisfy(lure -> assertThat(lure.institution()).isNotNull());
    assertThat(understood.warnings()).isEmpty();
  }

  @Test
  void everyFaultOfOneReportIsToldAtOnce() {
    Problem problem =
        problem(
            () ->
                report(
                    """
                    [{"payee":{"bank":"工行","account":"6222020000000000015"},"amount":"49800.005","currency":"CNY","at":"yesterday"},
                     {"payee":%s,"amount":"-5","currency":"CNY","left":false},
                     {"payee":%s,"amount":"1","currency":"RMB","at":"2026-11-21T09:03:11+08:00"}]
                    """
                        .formatted(PAYEE, PAYEE),
                    "[{\"phone\":\"12\"},{\"url\":\"x"
                        + " y\"},{},{\"phone\":\"13800001111\",\"qq\":\"12345\"}]"));
    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID);
    assertThat(problem.faults())
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .contains(
            "/payments/0/amount amount-decimals",
            "/payments/0/at time-shape",
            "/payments/1/amount amount-not-positive",
            "/payments/2/currency currency-unknown",
            "/payments/2/at time-future",
            "/lures/2 lure-none",
            "/lures/3 lure-several");
    assertThat(problem.faults())
        .extracting(Remark::pointer)
        .contains("/lures/0/phone", "/lures/1/url");
    assertThat(problem.faults())
        .allSatisfy(
            fault -> {
              assertThat(fault.en()).isNotBlank();
              assertThat(fault.zh()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.01|CNY|1",
        "49800|CNY|4980000",
        "49800.5|CNY|4980050",
        "0049.50|CNY|4950",
        "100|JPY|100",
        "1.234|BHD|1234",
        "999999999999.99|CNY|99999999999999"
      })
  void sumsAreReadExactly(String amount, String currency, long minor) {
    Report report = report(payment(amount, currency, "\"left\":false"), "[]").it();
    assertThat(report.payments().getFirst().amount()).isEqualTo(new Money(minor, currency));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|CNY|amount-not-positive",
        "0.00|CNY|amount-not-positive",
        "-0|CNY|amount-not-positive",
        "-49800.00|CNY|amount-not-positive",
        "49800.005|CNY|amount-decimals",
        "49800.000|CNY|amount-decimals",
        "100.5|JPY|amount-decimals",
        "1000000000000000|CNY|amount-too-large",
        "99999999999999999999|CNY|amount-too-large",
        "1e15|CNY|amount-shape",
        "49,800.00|CNY|amount-shape",
        "4 9|CNY|amount-shape",
        "+5|CNY|amount-shape",
        "0x10|CNY|amount-shape",
        "NaN|CNY|amount-shape",
        "49800.|CNY|amount-shape",
        ".5|CNY|amount-shape",
        "4980０|CNY|amount-shape",
        "5|cny|currency-unknown",
        "5|RMB|currency-unknown",
        "5|QQQ|currency-unknown",
        "5|XAU|currency-no-money",
        "5|XAG|currency-no-money",
        "5|XPT|currency-no-money",
        "5|XDR|currency-no-money",
        "5|DEM|currency-no-money",
        "5|XTS|currency-no-money",
        "5|XXX|currency-no-money"
      })
  void impossibleSumsAreRefused(String amount, String currency, String code) {
    assertThat(codes(() -> report(payment(amount, currency, "\"left\":false"), "[]")))
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-20T09:17:39+08:00|",
        "2026-11-20T09:17:41+08:00|time-future",
        "2027-01-01T00:00:00Z|time-future",
        "2026-05-24T01:12:41Z|",
        "2026-05-24T01:12:39Z|time-ancient",
        "1970-01-01T00:00:00Z|time-ancient",
        "2026-11-20T09:03:11|time-shape",
        "2026-11-20|time-shape",
        "2026-02-30T09:03:11+08:00|time-shape",
        "2026-11-20T25:03:11+08:00|time-shape",
        "20 November|time-shape"
      })
  void timesHaveAnOffsetAndCanBeTrue(String at, String code) {
    Supplier<?> read = () -> report(payment("5", "CNY", "\"at\":\"" + at + "\""), "[]");
    if (code == null) {
      assertThat(read.get()).isNotNull();
    } else {
      assertThat(codes(read)).containsExactly(code);
    }
  }

  @Test
  void aPaymentSaysWhenItLeftOrThatItDidNot() {
    for (String not : List.of("\"left\":false", "\"at\":null,\"left\":false")) {
      Report report = report(payment("5", "CNY", not), "[]").it();
      assertThat(report.payments().getFirst().hasLeft()).isFalse();
    }
    for (String unsaid : List.of("\"method\":\"x\"", "\"left\":true", "\"at\":null")) {
      assertThat(codes(() -> report(payment("5", "CNY", unsaid), "[]")))
          .containsExactly("left-unsaid");
    }
    String both = "\"left\":false,\"at\":\"2026-11-20T09:03:11+08:00\"";
    assertThat(codes(() -> report(payment("5", "CNY", both), "[]")))
        .containsExactly("left-contradicts");
  }

  @Test
  void theSamePaymentTwiceIsRefusedAndTwoOfTheSameSumAreNot() {
    String one = payment("5.00", "CNY", "\"at\":\"2026-11-20T09:03:11+08:00\"");
    String same = payment("5", "CNY", "\"at\":\"2026-11-20T01:03:11Z\"");
    String later = payment("5", "CNY", "\"at\":\"2026-11-20T09:03:12+08:00\"");
    assertThat(codes(() -> report(joined(one, same), "[]"))).containsExactly("duplicate-payment");
    assertThat(report(joined(one, later), "[]").it().payments()).hasSize(2);
  }

  @Test
  void anUnknownInstitutionIsAWarningAndNeverRejects() {
    String moon =
        "[{\"payee\":{\"bank\":\"月球银行\",\"account\":\"123456789\"},\"amount\":\"5\",\"currency\":\"CNY\",\"left\":false}]";
    Understood<Report> understood = report(moon, "[]");
    assertThat(understood.it().payments().getFirst().payee().institution()).isNull();
    assertThat(understood.warnings())
        .filteredOn(warning -> warning.code().equals("route-unknown"))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.pointer()).isEqualTo("/payments/0/payee/account");
              assertThat(warning.en()).contains("月球银行");
            });
  }

  @Test
  void doubtsComeBackAsWarningsWithTheirPlace() {
    String masked =
        "[{\"payee\":{\"bank\":\"支付宝\",\"account\":\"138****0098\"},\"amount\":\"5\",\"currency\":\"CNY\",\"left\":false}]";
    assertThat(report(masked, "[]").warnings())
        .extracting(warning -> warning.pointer() + " " + warning.code())
        .contains("/payments/0/payee/account account.masked");
  }

  @Test
  void aReportWithNothingToOrderIsTakenWithAWarning() {
    assertThat(report("[]", "[]").warnings())
        .extracting(Remark::code)
        .containsExactly("nothing-to-order");
  }

  @Test
  void faultsOfShapeAndOfMeaningComeTogether() {
    String json =
        "{\"caller\":{\"name\":\" \"},\"payments\":"
            + payment("0", "CNY", "\"left\":false")
            + ",\"lures\":17}";
    Remark unknown = Remark.of("/x", "fault.unknown-member", "x", "y");
    Problem problem = problem(() -> INTAKE.report(part(json), NOW, List.of(unknown)));
    assertThat(problem.code()).isEqualTo(ProblemCode.SHAPE);
    assertThat(problem.faults())
        .extracting(Remark::code)
        .containsExactlyInAnyOrder("unknown-member", "blank", "amount-not-positive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'payee':{'bank':'工行','account':'6222020000000000018','name':'123'},'amount':'5','currency':'CNY','left':false}]|[]|/payments/0/payee/name",
        "[]|[{'app':'会议','url':'magnet://x.example'}]|/lures/0/url",
        "[]|[{'chat':{'service':'!','handle':'abc'}}]|/lures/0/chat/service",
        "[]|[{'chat':{'service':'qq','handle':'!!'}}]|/lures/0/chat/handle",
        "[]|[{'email':'nobody'}]|/lures/0/email"
      })
  void faultsNameTheMemberTheyAreAbout(String payments, String lures, String pointer) {
    assertThat(
            problem(() -> report(payments.replace('\'', '"'), lures.replace('\'', '"'))).faults())
        .extracting(Remark::pointer)
        .containsExactly(pointer);
  }

  @Test
  void anOrderByHandFindsItsInstitution() {
    IssueOrder found =
        order("{'kind':'HOLDER_QUERY','target':{'phone':'13800001111'},'reason':'r'}");
    assertThat(found.institution()).isNotNull();
    IssueOrder named =
        order(
            "{'kind':'WATCH','target':{'account':'12345678','name':'周某'},'institution':'工商银行','reason':'r'}");
    assertThat(named.institution()).isEqualTo("ICBC");
    assertThat(named.target()).isInstanceOf(BankAccount.class);
    assertThat(named.holder()).isEqualTo("周某");
    IssueOrder original =
        order("{'kind':'FREEZE','original':'" + ORDER + "','reason':'r','major':true}");
    assertThat(original.target()).isNull();
    assertThat(original.institution()).isNull();
    assertThat(original.original()).isEqualTo(ORDER);
    assertThat(original.major()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'WATCH','target':{'account':'12345678'},'institution':'nobody','reason':'r'}|institution-unknown",
        "{'kind':'WATCH','target':{'phone':'13800001111'},'institution':'ICBC','reason':'r'}|institution-cannot",
        "{'kind':'WATCH','target':{'phone':'13800001111','url':'x.example'},'reason':'r'}|target-several",
        "{'kind':'WATCH','target':{'bank':'ICBC'},'reason':'r'}|target-none",
        "{'kind':'WATCH','target':{'phone':'13800001111','bank':'ICBC'},'reason':'r'}|target-detail",
        "{'kind':'RECALL','target':{'account':'6222020000000000018'},'amount':'0','currency':'CNY','reason':'r'}|amount-not-positive",
        "{'kind':'RECALL','target':{'account':'6222020000000000018'},'amount':'-1','currency':'CNY','reason':'r'}|amount-not-positive",
        "{'kind':'RECALL','target':{'account':'6222020000000000018'},'amount':'5','reason':'r'}|currency-missing",
        "{'kind':'RECALL','target':{'account':'6222020000000000018'},'currency':'CNY','reason':'r'}|amount-missing",
        "{'kind':'RECALL','target':{'account':'6222020000000000018'},'reason':'  '}|blank"
      })
  void ordersByHandThatCannotBe(String json, String code) {
    assertThat(codes(() -> order(json))).contains(code);
  }

  @Test
  void answersBecomeReceipts() {
    Instant endsAt = Instant.parse("2026-11-22T01:12:41Z");
    assertThat(
            answer(
                "{'outcome':'DONE','held':'12000.50','currency':'CNY','endsAt':'2026-11-22T09:12:41+08:00'}"))
        .isEqualTo(new Receipt.Done(NOW, new Money(1_200_050, "CNY"), null, endsAt, null));
    assertThat(answer("{'outcome':'DONE','held':'0','currency':'CNY'}"))
        .isEqualTo(new Receipt.Done(NOW, Money.zero("CNY"), null, null, null));
    assertThat(answer("{'outcome':'REFUSED','reason':'NAME_MISMATCH','remark':'户名不符'}"))
        .isEqualTo(new Receipt.Refused(NOW, ReasonCode.NAME_MISMATCH, "户名不符"));
    assertThat(answer("{'outcome':'NEEDS_PERSON','remark':'machine is down'}"))
        .isEqualTo(new Receipt.NeedsPerson(NOW, "machine is down"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'outcome':'DONE','held':'-1','currency':'CNY'}|amount-negative",
        "{'outcome':'DONE','held':'1'}|currency-missing",
        "{'outcome':'DONE','reason':'OTHER'}|only-when-refused",
        "{'outcome':'DONE','at':'2026-11-20T09:12:40+08:00','endsAt':'2026-11-20T09:12:40+08:00'}|time-order",
        "{'outcome':'REFUSED'}|reason-missing",
        "{'outcome':'REFUSED','reason':'OTHER','held':'5','currency':'CNY'}|only-when-done",
        "{'outcome':'NEEDS_PERSON'}|remark-missing",
        "{'outcome':'DONE','at':'2026-12-20T09:12:40+08:00'}|time-future"
      })
  void answersThatCannotBe(String json, String code) {
    assertThat(codes(() -> answer(json))).contains(code);
  }

  private static Receipt answer(String json) {
    return INTAKE.answer(CASE, ORDER, part(json.replace('\'', '"')), NOW, List.of()).it().receipt();
  }

  private static IssueOrder order(String json) {
    return INTAKE.order(CASE, part(json.replace('\'', '"')), NOW, List.of()).it();
  }

  private static String payment(String amount, String currency, String rest) {
    return "[{\"payee\":%s,\"amount\":\"%s\",\"currency\":\"%s\",%s}]"
        .formatted(PAYEE, amount, currency, rest);
  }

  private static String joined(String one, String other) {
    return one.substring(0, one.length() - 1) + "," + other.substring(1);
  }

  private static Understood<Report> report(String payments, String lures) {
    String json =
        """
        {"caller":{"name":"林晓梅","phone":"withheld"},"via":"hotline","kind":"fake shopping","said":"…","language":"zh",
         "victimOnLineWithFraudster":false,"payments":%s,"lures":%s}
        """
            .formatted(payments, lures);
    return INTAKE.report(part(json), NOW, List.of());
  }

  private static Part part(String json) {
    return Part.root(JsonBody.read(Buffer.buffer(json)));
  }

  private static List<String> codes(Supplier<?> read) {
    return problem(read).faults().stream().map(Remark::code).toList();
  }

  private static Problem problem(Supplier<?> read) {
    Refused refused = catchThrowableOfType(Refused.class, read::get);
    assertThat(refused).as("refused").isNotNull();
    return refused.problem();
  }
}
