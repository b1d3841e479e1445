package org.haltline.load.find;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.casefile.Routed;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// As many invented cases as are wanted, each made of the seed and its number alone: what a caller
/// told in two or three sentences, one or two payments, a number that lured.
public final class CaseWorld {
  /// From the most frequent to the rarest.
  static final List<String> KINDS =
      List.of("刷单返利", "虚假网络投资理财", "冒充电商物流客服", "虚假贷款", "冒充公检法", "网络婚恋交友", "虚假购物", "冒充领导熟人");

  private static final List<String> BANKS =
      List.of("ICBC", "ICBC", "ABC", "CCB", "CCB", "BOC", "BOCOM", "CMB");
  private static final List<String> CARRIERS = List.of("CMCC", "CMCC", "CUCC", "CTCC");
  private static final List<String> HOW =
      List.of(
          "对方自称客服,说订单有问题要退款",
          "在群里看到做任务赚钱,先小额返利",
          "网上认识的人推荐了一个投资平台,收益很高",
          "接到自称公安局的电话,说名下银行卡涉嫌洗钱",
          "急需用钱,在网上申请了一笔贷款,要先交保证金",
          "领导加了好友,说有一笔款项需要马上转出",
          "The caller was told to download an app and share her screen");
  private static final List<String> THEN =
      List.of(
          "按要求下载了会议软件并共享了屏幕",
          "分三次转账后发现无法提现",
          "对方让我删除聊天记录",
          "转完以后对方就联系不上了",
          "后来银行打电话提醒才知道被骗",
          "She paid twice and then called the bank");
  private static final Instant FIRST = Instant.parse("2024-11-20T04:00:00Z");
  private static final int MINUTES = 2 * 365 * 24 * 60;

  private final long seed;
  private final Underworld people;

  public CaseWorld(long seed) {
    this.seed = seed;
    this.people = new Underworld(seed);
  }

  /// The state of a case after its report.
  public CaseState state(long number) {
    var dice = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ number * 0xBF58476D1CE4E5B9L);
    var caseId = new CaseId("HX-%06d-%04d".formatted(number / 9_000 % 1_000_000, number % 9_000));
    // half as many of each kind as of the one before it
    int kind = Math.min(KINDS.size() - 1, Long.numberOfTrailingZeros(dice.nextLong() | 1L << 7));
    Instant at = FIRST.plus(Duration.ofMinutes(dice.nextInt(MINUTES)));
    String said =
        HOW.get(dice.nextInt(HOW.size()))
            + "。"
            + THEN.get(dice.nextInt(THEN.size()))
            + "。对方叫"
            + people.name(dice.nextInt(1 << 20))
            + "。";
    var report =
        new Report(
            new Report.Caller(people.name(~number), "1380555%04d".formatted(number % 10_000)),
            "hotline",
            KINDS.get(kind),
            said,
            "zh",
            at,
            null,
            false,
            dice.nextInt(3) == 0
                ? List.of(payment(dice, at), payment(dice, at))
                : List.of(payment(dice, at)),
            List.of(lure(dice)));
    return CaseEvolution.evolve(CaseState.none(caseId), new ReportFiled(caseId, report));
  }

  private Payment payment(SplittableRandom dice, Instant at) {
    String card = Underworld.card(dice);
    String bank = BANKS.get(dice.nextInt(BANKS.size()));
    var account = new BankAccount(card, card, BankAccount.Form.CARD, bank, null);
    // most lose thousands, a few hundreds of thousands
    long yuan = (long) Math.exp(6 + 8 * dice.nextDouble());
    return new Payment(
        null,
        new Routed<>(account, bank, "named"),
        people.name(dice.nextInt(1 << 20)),
        new Money(yuan * 100, "CNY"),
        at.minusSeconds(dice.nextInt(7_200)),
        null,
        null);
  }

  private static Routed<Subject> lure(SplittableRandom dice) {
    String e164 = "+861%d%09d".formatted(dice.nextInt(3, 10), dice.nextInt(1_000_000_000));
    return new Routed<>(
        new PhoneNumber(e164, e164, PhoneNumber.Line.MOBILE),
        CARRIERS.get(dice.nextInt(CARRIERS.size())),
        "by its range");
  }
}
