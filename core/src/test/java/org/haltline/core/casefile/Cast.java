package org.haltline.core.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haltline.core.codec.RulebookFile;
import org.haltline.core.finding.Findings;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.PoliceUnit.Level;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.order.Role;
import org.haltline.core.order.Rulebook;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// The people, accounts and numbers of the stories. All of them are invented.
public final class Cast {
  private Cast() {}

  public static final CaseId CASE = new CaseId("HX-261120-0007");
  public static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  public static final Rulebook CHINA = RulebookFile.china();

  /// The county's own account, the police hotline's web site and a hospital stand on it.
  public static final ProtectedList PROTECTED =
      new ProtectedList(
          Map.of(
              account("88010000000000017", "abc", null).key(),
              "the county treasury",
              Person.parse("临河县财政局").orThrow().key(),
              "the county treasury",
              "phone:+8657155501000",
              "the children's hospital",
              "link:help.haltline.example",
              "the centre's own page"));

  public static final Rules RULES = new Rules(CHINA, PROTECTED);

  // people
  public static final Actor OPERATOR =
      new Actor(
          "op-qin", "秦晓岚", Set.of(Role.OPERATOR), null, new PoliceUnit("临河县反诈中心", Level.COUNTY));
  public static final Actor COUNTY_CHIEF =
      new Actor(
          "sv-gu",
          "顾长青",
          Set.of(Role.SUPERVISOR, Role.OPERATOR),
          null,
          new PoliceUnit("临河县公安局", Level.COUNTY));
  public static final Actor STATION_CHIEF =
      new Actor(
          "sv-bai", "白立新", Set.of(Role.SUPERVISOR), null, new PoliceUnit("东门派出所", Level.STATION));
  public static final Actor CITY_CHIEF =
      new Actor(
          "sv-meng", "孟亦凡", Set.of(Role.SUPERVISOR), null, new PoliceUnit("市公安局", Level.CITY));
  public static final Actor COUNTY_OFFICER =
      new Actor("an-tao", "陶然", Set.of(Role.ANALYST), null, new PoliceUnit("临河县公安局", Level.COUNTY));
  public static final Actor COLLEAGUE =
      new Actor("li-bao", "鲍平", Set.of(Role.BANK_LIAISON), "icbc", null);
  public static final Actor LIAISON =
      new Actor("li-ruan", "阮青", Set.of(Role.BANK_LIAISON), "icbc", null);
  public static final Actor ICBC = Actor.adapterOf("icbc");
  public static final Actor ABC = Actor.adapterOf("abc");
  public static final Actor MOBILE = Actor.adapterOf("mobile");

  // what the fraudster uses
  public static final BankAccount MULE = account("6217001180012345677", "工商银行", "骆大海");
  public static final BankAccount SECOND_MULE = account("95588011200077123", "农业银行", null);
  public static final BankAccount WALLET = account("13900001111", "支付宝", null);
  public static final BankAccount VICTIMS = account("40000231199000552", "交通银行", "沈佳音");
  public static final PhoneNumber CALLER_ID = phone("138 5550 1122");
  public static final PhoneNumber CALLERS_NUMBER = phone("137 0555 0166");
  public static final PhoneNumber LANDLINE = phone("0571-55501234");
  public static final PhoneNumber FOREIGN = phone("+44 7911 555019");
  public static final PhoneNumber HOSPITAL = phone("0571-55501000");
  public static final PhoneNumber POLICE = phone("110");
  public static final Link PHISHING =
      Link.parse("hxxps://safe-account.example/verify?x=1").orThrow();
  public static final ChatAccount CHAT = ChatAccount.parse("qq", "5550199123").orThrow();
  public static final App APP = App.parse("安心理财", null).orThrow();

  public static Routed<BankAccount> at(BankAccount account, @Nullable String institution) {
    return new Routed<>(account, institution, institution == null ? "no such bank" : "named");
  }

  public static Routed<Subject> lure(Subject subject, @Nullable String institution) {
    return new Routed<>(
        subject, institution, institution == null ? "number segment unknown" : "table");
  }

  public static Payment paid(BankAccount payee, String institution, long yuan) {
    return paid(payee, institution, yuan, NOON.minus(Duration.ofMinutes(10)));
  }

  public static Payment paid(
      BankAccount payee, @Nullable String institution, long yuan, @Nullable Instant leftAt) {
    return new Payment(
        at(VICTIMS, "bocom"), at(payee, institution), null, cny(yuan), leftAt, "手机银行", null);
  }

  /// Money that went on from the first account, so many seconds after noon.
  public static Transfer moved(int seconds, long yuan) {
    return new Transfer(
        new TransferSide(MULE.number(), "骆大海", null),
        new TransferSide(SECOND_MULE.number(), null, "农业银行"),
        cny(yuan),
        NOON.plusSeconds(seconds),
        null,
        "转账");
  }

  public static final Findings WHERE_IT_WENT = Findings.transfers(List.of(moved(0, 5)));

  public static Money cny(long yuan) {
    return new Money(yuan * 100, "CNY");
  }

  public static Report report(List<Payment> payments, List<Routed<Subject>> lures) {
    return new Report(
        new Report.Caller("沈佳音", "13705550166"),
        "hotline",
        "safe-account",
        "自称检察院,要求转入安全账户",
        "zh",
        NOON,
        NOON.minusSeconds(20),
        true,
        payments,
        lures);
  }

  public static BankAccount account(String number, String bank, @Nullable String holder) {
    return BankAccount.parse(number, bank, holder).orThrow();
  }

  public static PhoneNumber phone(String typed) {
    return PhoneNumber.parse(typed).orThrow();
  }
}
