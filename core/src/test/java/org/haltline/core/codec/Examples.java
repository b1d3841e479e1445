package org.haltline.core.codec;

import static org.haltline.core.casefile.Cast.*;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.casefile.CaseLink;
import org.haltline.core.casefile.CaseNote;
import org.haltline.core.casefile.Claimant;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.finding.AccountBalance;
import org.haltline.core.finding.AccountHolder;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// One of everything that is stored, with every field filled. Built without parsing: a stored form
/// must not change because a parser learned something.
final class Examples {
  private Examples() {}

  private static final Instant AT = Instant.parse("2026-11-20T04:00:00.123456789Z");
  private static final Instant LATER = Instant.parse("2026-11-22T04:00:00Z");
  private static final OrderId ONE = new OrderId("20261120040000123000000000000001");
  private static final OrderId TWO = new OrderId("20261120040000123000000000000002");
  private static final BankAccount ACCOUNT =
      new BankAccount(
          "6217 0011 8001 2345 677", "6217001180012345677", BankAccount.Form.CARD, "icbc", "骆大海");

  static final List<Subject> SUBJECTS =
      List.of(
          ACCOUNT,
          new PhoneNumber("138 5550 1122", "+8613855501122", PhoneNumber.Line.MOBILE),
          link(),
          new ChatAccount("QQ 5550199123", "qq", "5550199123"),
          new EmailAddress("Kefu@Safe-Account.example", "kefu@safe-account.example"),
          new Person("骆 大海", "骆大海"),
          new IdDocument("E5550 1234", IdDocument.PASSPORT, "E55501234"),
          new App("《安心理财》", "安心理财", link()));

  static final List<Receipt> RECEIPTS =
      List.of(
          new Receipt.Taken(AT, "核验码 482-913"),
          new Receipt.Done(AT, cny(30_000), AT, LATER, "已止付"),
          new Receipt.Refused(AT, ReasonCode.NAME_MISMATCH, "户名不符"),
          new Receipt.Unknown(AT, "no answer in 10 s"),
          new Receipt.Exhausted(AT, 5, "no answer in 10 s"),
          new Receipt.NeedsPerson(AT, "no electronic channel"));

  static final OrderSignature SIGNATURE =
      new OrderSignature("jws", "Ed25519", "k1", "eyJhbGciOiJFZERTQSJ9..c2ln", "cd".repeat(32));

  static final List<CaseEvent> EVENTS =
      List.of(
          new ReportFiled(CASE, report()),
          new PaymentsAdded(CASE, List.of(payment())),
          new LuresAdded(CASE, SUBJECTS.stream().map(it -> lure(it, "mobile")).toList()),
          new OrderIssued(CASE, order()),
          new OrderRequested(CASE, order(), "op-qin", true),
          new OrderNotIssued(CASE, order(), ReasonCode.PROTECTED, "the county treasury"),
          new OrderApproved(CASE, order(), "sv-gu"),
          new OrderDeclined(CASE, ONE, "sv-gu", "材料不足"),
          new OrderTaken(CASE, ONE, AT, "核验码 482-913", SIGNATURE),
          new OrderDone(CASE, ONE, (Receipt.Done) RECEIPTS.get(1), hold(), SIGNATURE),
          new OrderRefused(CASE, ONE, (Receipt.Refused) RECEIPTS.get(2), SIGNATURE),
          new OrderUnknown(CASE, ONE, "no answer in 10 s", AT, SIGNATURE),
          new OrderPutOnDesk(CASE, ONE, "no electronic channel", SIGNATURE),
          new OrderClaimed(CASE, ONE, new Claimant("li-ruan", "阮青", AT), "li-bao"),
          new OrderHandedBack(CASE, ONE, "li-ruan", "等网点回电"),
          new OrderWithdrawn(CASE, ONE, TWO),
          new FeedbackContradicted(CASE, ONE, RECEIPTS.get(1), hold(), SIGNATURE),
          new FindingsRecorded(
              CASE,
              ONE,
              FindingSource.statement("流水.csv", "ab".repeat(32)),
              new Findings(
                  List.of(
                      new AccountHolder(
                          "6222021202000000010",
                          "贾明",
                          "身份证",
                          "350500199001010011",
                          "13800000000",
                          "青屿市")),
                  List.of(
                      new AccountBalance(
                          "6222021202000000010",
                          "CNY",
                          new BigDecimal("-12.30"),
                          new BigDecimal("0.00"))),
                  List.of(
                      new Transfer(
                          new TransferSide("6222021202000000010", "贾明", "ICBC"),
                          new TransferSide("6228480402564890018", "鲁安", "农业银行"),
                          new Money(4_980_000, "CNY"),
                          AT,
                          "2605200001",
                          "转账"),
                      new Transfer(
                          new TransferSide("6222021202000000010", null, null),
                          null,
                          new Money(200_000, "CNY"),
                          LATER,
                          null,
                          "ATM")),
                  1)),
          new AnswerOverdue(CASE, ONE, AT),
          new HoldReleased(CASE, ONE, TWO),
          new HoldRenewed(CASE, ONE, TWO),
          new HoldFrozen(CASE, ONE, TWO),
          new HoldEndingSoon(CASE, ONE, LATER, Duration.ofHours(12)),
          new HoldLapsed(CASE, ONE, LATER),
          new FoundUnrelated(CASE, ONE, "op-1", "工资账户", AT, LATER),
          new LettingGoOverdue(CASE, ONE, LATER),
          new PaperAttached(CASE, ONE, "stop-payment-form", "ab".repeat(32)),
          new PaperOverdue(CASE, ONE, "stop-payment-form"),
          new NoteAdded(
              CASE, new CaseNote("an-tao", "陶然", AT, "与上周的案件同一话术", List.of("sv-gu", "op-qin"))),
          new CaseLinked(
              CASE, new CaseLink(new CaseId("HX-261113-0002"), "an-tao", "陶然", AT, "同一收款账户")),
          new CaseFiled(CASE, "A33-2026-7"),
          new CaseSolved(CASE, "抓获"),
          new CaseClosed(CASE, "移送"));

  static Order order() {
    return new Order(
        ONE,
        OrderKind.STOP_PAYMENT,
        "icbc",
        ACCOUNT,
        cny(30_000),
        "reported fraud, case HX-261120-0007, 秦晓岚",
        "秦晓岚，临河县反诈中心",
        AT,
        AT.plusSeconds(60),
        LATER,
        TWO,
        List.of(TWO),
        List.of(new CoveredPayment("2026112000405500123", cny(30_000), AT, VICTIMS, ACCOUNT)));
  }

  private static Hold hold() {
    return Hold.standing(ONE, cny(30_000), AT, LATER).ended(Hold.End.RENEWED, LATER, TWO);
  }

  private static Payment payment() {
    return new Payment(
        at(VICTIMS, "bocom"),
        at(ACCOUNT, "icbc"),
        "骆大海",
        cny(30_000),
        AT,
        "手机银行",
        "2026112000405500123");
  }

  private static Report report() {
    return new Report(
        new Report.Caller("沈佳音", "13705550166"),
        "hotline",
        "safe-account",
        "自称检察院,要求转入安全账户",
        "zh",
        AT,
        AT.minusSeconds(20),
        true,
        List.of(payment()),
        List.of(lure(link(), null)));
  }

  private static Link link() {
    return new Link(
        "hxxps://safe-account.example:8443/verify?x=1",
        "safe-account.example",
        8443,
        "/verify?x=1",
        "safe-account.example");
  }
}
