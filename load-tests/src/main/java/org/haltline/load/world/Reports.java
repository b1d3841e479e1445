package org.haltline.load.world;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.haltline.core.subject.Luhn;

/// Full reports as operators file them: two payments to two accounts of two banks, two numbers of
/// two carriers, one link. Each report has its own accounts and numbers, so that no cap stands in
/// the way and whatever is done twice shows; the same seed and number give the same report.
public final class Reports {
  /// The orders that one of these reports gives.
  public static final int ORDERS = 5;

  private static final String CALLER = "来电人";
  private static final String[] BANKS = {"ICBC", "ABC", "BOC", "CCB", "BOCOM"};
  private static final String[] BINS = {"622202", "622848", "621661", "621700", "622260"};

  /// One segment a carrier: Mobile, Unicom, Telecom.
  private static final String[] SEGMENTS = {"138", "130", "189"};

  private final long seed;

  public Reports(long seed) {
    this.seed = seed;
  }

  /// The JSON body of the report with this number.
  public byte[] body(long number, Instant now) {
    var dice = new SplittableRandom(seed * 1_000_003 + number);
    int bank = (int) (number % BANKS.length);
    int other = (bank + 1 + dice.nextInt(BANKS.length - 1)) % BANKS.length;
    int carrier = (int) (number % SEGMENTS.length);
    String left =
        now.minus(5L + dice.nextInt(40), ChronoUnit.MINUTES)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    String json =
        "{\"caller\":{\"name\":\""
            + caller(number)
            + "\",\"phone\":\"1370000"
            + padded(number % 10_000, 4)
            + "\"},\"via\":\"hotline\",\"kind\":\"fake task rebates\",\"language\":\"zh\","
            + "\"said\":\"刷单返佣,前两单返了钱,后面做满五单才能提现,一共转了两笔,网址和电话都在。\","
            + "\"victimOnLineWithFraudster\":false,\"payments\":["
            + payment(dice, bank, number * 2, left)
            + ","
            + payment(dice, other, number * 2 + 1, left)
            + "],\"lures\":[{\"phone\":\""
            + phone(carrier, number * 2)
            + "\"},{\"phone\":\""
            + phone((carrier + 1) % SEGMENTS.length, number * 2 + 1)
            + "\"},{\"url\":\"http://task-"
            + Long.toString(seed & 0xffff, 36)
            + "-"
            + number
            + ".example/\"}]}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /// The name by which a case tells which report opened it.
  public static String caller(long number) {
    return CALLER + number;
  }

  private String payment(SplittableRandom dice, int bank, long account, String left) {
    return "{\"payer\":{\"bank\":\"CCB\",\"account\":\""
        + card("621700", 900_000_000_000L + dice.nextLong(1_000_000_000L))
        + "\"},\"payee\":{\"bank\":\""
        + BANKS[bank]
        + "\",\"account\":\""
        + card(BINS[bank], Math.floorMod(seed, 500) * 1_000_000_000L + account)
        + "\"},\"amount\":\""
        + (1_000 + dice.nextInt(90_000))
        + ".00\",\"currency\":\"CNY\",\"at\":\""
        + left
        + "\",\"method\":\"app\"}";
  }

  private String phone(int carrier, long number) {
    return SEGMENTS[carrier] + padded(Math.floorMod(number + seed * 7_919, 100_000_000L), 8);
  }

  /// A card number of 19 digits with a valid check digit.
  public static String card(String bin, long serial) {
    String body = bin + padded(serial, 12);
    return body + Luhn.checkDigit(body);
  }

  /// The number with zeros before it.
  public static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
