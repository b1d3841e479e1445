package org.haltline.load.find;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.search.Mention;
import org.haltline.core.search.Mention.Role;
import org.haltline.core.search.Suspect;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// As many invented suspects as are wanted, each made of the seed and its number alone, so that any
/// of them can be had again. Of ten, five are cards with a holder, three are phone numbers, one is
/// a chat account or a link, one a person.
public final class Underworld {
  private static final String SURNAMES =
      "王王王李李李张张张刘刘陈陈杨杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
  private static final String GIVEN =
      "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力建国志鑫波斌宇浩凯健俊帆帅旭宁博晨阳琳雪梅莉红玲燕婷慧佳雅欣怡倩颖思梦瑶嘉诗子轩涵睿泽铭哲瀚昊天成龙飞鹏翔海峰山林森松柏春夏秋冬生根福贵荣华富安康乐永恒世忠义仁信礼德才学智勤俭恩惠美玉珍珠翠凤莲菊香云月星光亮清水江河川波源泉";
  private static final String[] BINS = {
    "622202", "621226", "622848", "621700", "622700", "621661", "622588", "621483", "622262",
    "621799", "622155", "621098", "622908", "622622", "622696", "621288", "623052", "623668"
  };
  private static final String[] BANKS = {"icbc", "icbc", "abc", "ccb", "ccb", "boc", "cmb", "cmb"};
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

  private final long seed;

  public Underworld(long seed) {
    this.seed = seed;
  }

  private SplittableRandom dice(long number) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
  }

  /// Whether somebody means a bank by it.
  public static boolean isBank(String name) {
    return List.of(BANKS).contains(name);
  }

  public static boolean isCard(long number) {
    return number % 10 < 5;
  }

  public static boolean isPhone(long number) {
    return number % 10 >= 5 && number % 10 < 8;
  }

  public static boolean isLink(long number) {
    return number % 10 == 8 && number % 20 == 8;
  }

  public static boolean isPerson(long number) {
    return number % 10 == 9;
  }

  public Suspect suspect(long number) {
    SplittableRandom dice = dice(number);
    Subject subject = subject(number, dice);
    @Nullable String holder = isCard(number) ? name(number) : null;
    var mention =
        new Mention(
            new CaseId("HX-%06d-%04d".formatted(number / 9_000 % 1_000_000, number % 9_000)),
            Set.of(isCard(number) ? Role.PAYEE : Role.LURE),
            holder == null ? List.of() : List.of(holder),
            dice.nextLong(),
            isCard(number) ? List.of(new Money(dice.nextLong(100, 50_000_000), "CNY")) : List.of(),
            NOON.minusSeconds(dice.nextInt(100_000_000)),
            NOON,
            List.of(),
            false,
            false);
    return new Suspect(subject, List.of(mention));
  }

  private Subject subject(long number, SplittableRandom dice) {
    if (isCard(number)) {
      String card = card(dice);
      return new BankAccount(
          card, card, BankAccount.Form.CARD, BANKS[dice.nextInt(BANKS.length)], null);
    }
    if (isPhone(number)) {
      String e164 =
          "+861%d%d%08d"
              .formatted(dice.nextInt(3, 10), dice.nextInt(10), dice.nextInt(100_000_000));
      return new PhoneNumber(e164, e164, PhoneNumber.Line.MOBILE);
    }
    if (isPerson(number)) {
      return new Person(name(number), name(number));
    }
    if (isLink(number)) {
      String domain = word(dice, 5, 9) + "-" + word(dice, 3, 6) + ".example";
      return new Link(domain, "www." + domain, null, "/" + word(dice, 3, 5), domain);
    }
    String qq = String.valueOf(dice.nextLong(100_000_000L, 4_000_000_000L));
    return new ChatAccount(qq, "qq", qq);
  }

  /// Of a card's holder, and of a person.
  public String name(long number) {
    SplittableRandom dice = dice(~number);
    var name = new StringBuilder();
    name.append(SURNAMES.charAt(dice.nextInt(SURNAMES.length())));
    for (int i = dice.nextInt(10) < 2 ? 1 : 2; i > 0; i--) {
      name.append(GIVEN.charAt(dice.nextInt(GIVEN.length())));
    }
    return name.toString();
  }

  static String card(SplittableRandom dice) {
    String head =
        BINS[dice.nextInt(BINS.length)] + "%012d".formatted(dice.nextLong(1_000_000_000_000L));
    int sum = 0;
    for (int i = 0; i < head.length(); i++) {
      int digit = head.charAt(head.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return head + (10 - sum % 10) % 10;
  }

  private static String word(SplittableRandom dice, int shortest, int longest) {
    var word = new StringBuilder();
    for (int i = dice.nextInt(shortest, longest + 1); i > 0; i--) {
      word.append((char) ('a' + dice.nextInt(26)));
    }
    return word.toString();
  }

  /// The number with one digit wrong, missing, doubled, or two swapped.
  static String slipped(String number, SplittableRandom dice) {
    int at = dice.nextInt(1, number.length());
    String head = number.substring(0, at);
    String tail = number.substring(at + 1);
    char digit = number.charAt(at);
    return switch (dice.nextInt(4)) {
      case 0 -> head + (char) ('0' + (digit - '0' + dice.nextInt(1, 10)) % 10) + tail;
      case 1 -> head + tail;
      case 2 -> head + digit + digit + tail;
      default -> number.substring(0, at - 1) + digit + number.charAt(at - 1) + tail;
    };
  }
}
