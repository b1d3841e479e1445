package org.haltline.app.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.haltline.core.subject.Luhn;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The calls that come in when the day's dozen is done, each made up from a seed and its number:
/// nothing of them is known beforehand, and the same seed tells the same evening again. Three calls
/// in a row are the work of one gang, with one number and one link, and the second is about the
/// first one's account, so that there is something to find.
final class EveningCalls {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int OF_ONE_GANG = 3;

  private static final List<String> SURNAMES =
      List.of("温", "褚", "宁", "柏", "舒", "祝", "詹", "符", "管", "卓");
  private static final List<String> GIVEN = List.of("安然", "书怡", "景行", "知夏", "望舒", "若谷", "南乔", "听雨");
  private static final List<String> PAYEES = List.of("钱进宝", "甄有才", "贾仁义", "吴实诚", "郝多金", "莫须友");

  private final long seed;

  /// @param kind as a desk that speaks Chinese calls it
  /// @param says the fraud as the victim tells it; `%s` is who was paid
  private record Script(String kind, String says) {}

  private static final List<Script> SCRIPTS =
      List.of(
          new Script("冒充客服", "自称快递客服，说包裹丢了要理赔，让我验资，转给了%s。"),
          new Script("刷单返利", "群里做任务返佣金，最后一单要先垫付，转给了%s，现在提不出来。"),
          new Script("冒充公检法", "说我涉嫌洗钱，要资金清查，我把钱转给了%s，对方不让我挂电话。"),
          new Script("虚假贷款", "贷款说银行卡号填错被冻结，要交解冻费，转给了%s。"),
          new Script("虚假投资理财", "网上认识的人带我投资，平台打不开了，最后一笔转给了%s。"));

  /// A bank at which people hold accounts: how the report names it, and how its cards begin.
  private record Bank(String name, String prefix) {}

  private static final Bank SEATED = new Bank("中国工商银行", "622202");
  private static final Bank BY_HAND = new Bank("交通银行", "622260");
  private static final List<Bank> OTHERS =
      List.of(
          new Bank("中国农业银行", "622848"), new Bank("中国建设银行", "621700"), new Bank("中国银行", "621661"));

  EveningCalls(long seed) {
    this.seed = seed;
  }

  /// The call of this number.
  DemoCalls.Call at(int number, Instant now, ZoneId zone) {
    RandomGenerator own = dice(number, 1);
    String name = pick(SURNAMES, own) + pick(GIVEN, own);
    String phone = mobile("136", own);
    Payee first = payee(number % OF_ONE_GANG == 1 ? number - 1 : number);
    ObjectNode report = JSON.createObjectNode();
    report.put("via", own.nextBoolean() ? "96110 热线" : "110 转入");
    report.putObject("caller").put("name", name).put("phone", phone);
    RandomGenerator gang = dice(number / OF_ONE_GANG, 2);
    Script script = pick(SCRIPTS, gang);
    report.put("kind", script.kind());
    report.put("language", "zh");
    report.put("said", script.says().formatted(first.name()));
    pay(report, own, first);
    if (number % 2 == 0) {
      pay(report, own, new Payee(BY_HAND, card(BY_HAND, own), pick(PAYEES, own)));
    }
    // of China Mobile, whose desk somebody may sit at
    report.withArray("lures").addObject().put("phone", mobile("139", gang));
    report.withArray("lures").addObject().put("url", link(gang));
    report.put("victimOnLineWithFraudster", script.says().contains("挂电话"));
    return DemoCalls.call(report, now, zone);
  }

  /// How long after the call of this number the next one comes: 20 to 40 s.
  int pauseMs(int number) {
    return 20_000 + dice(number, 3).nextInt(20_001);
  }

  private record Payee(Bank bank, String account, String name) {}

  /// Whom the call of this number is about first: mostly at the bank that somebody may sit at.
  private Payee payee(int number) {
    RandomGenerator dice = dice(number, 4);
    Bank bank = number % 4 == 3 ? pick(OTHERS, dice) : SEATED;
    return new Payee(bank, card(bank, dice), pick(PAYEES, dice));
  }

  private static void pay(ObjectNode report, RandomGenerator dice, Payee payee) {
    ObjectNode payment = report.withArray("payments").addObject();
    payment
        .putObject("payee")
        .put("bank", payee.bank().name())
        .put("account", payee.account())
        .put("name", payee.name());
    payment.put("amount", (18 + dice.nextInt(1_400)) * 100 + ".00");
    payment.put("currency", "CNY");
    payment.put("method", "手机银行");
    payment.put("minutesAgo", 3 + dice.nextInt(50));
  }

  private static String card(Bank bank, RandomGenerator dice) {
    var digits = new StringBuilder(bank.prefix());
    while (digits.length() < 18) {
      digits.append((char) ('0' + dice.nextInt(10)));
    }
    return digits.append(Luhn.checkDigit(digits.toString())).toString();
  }

  private static String mobile(String segment, RandomGenerator dice) {
    return segment + "%08d".formatted(dice.nextInt(100_000_000));
  }

  private static String link(RandomGenerator dice) {
    return "https://peifu-%04d.example/in".formatted(dice.nextInt(10_000));
  }

  private static <T> T pick(List<T> of, RandomGenerator dice) {
    return of.get(dice.nextInt(of.size()));
  }

  /// Of their own for every call and purpose, so that no call depends on how many came before it.
  private RandomGenerator dice(int number, int purpose) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(seed * 1_000_003 + number * 16L + purpose);
  }
}
