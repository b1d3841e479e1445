package org.haltline.core.paste;

import static org.haltline.core.paste.Numerals.DIGITS;
import static org.haltline.core.paste.Numerals.UNITS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.order.Money;
import org.haltline.core.paste.Content.Sum;
import org.jspecify.annotations.Nullable;

/// Finds sums of money. A balance is left out: it is no movement, and would be taken for one.
final class SumFinder {
  private static final String NUMBER =
      "\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,12}(?:\\.\\d{1,4})?";
  private static final String HAN = "[" + DIGITS + UNITS + "]";
  private static final String BEFORE =
      "US\\$|HK\\$|NT\\$|S\\$|¥|\\$|€|£|RMB|CNY|USD|EUR|GBP|HKD|SGD|人民币|港币|美元";
  private static final String BEHIND =
      "元人民币|人民币元|元|圆|块钱|块|人民币|RMB|CNY|yuan|kuai|USD|美元|美金|港币|港元|HKD|欧元|EUR|euros?|dollars?|英镑|GBP|pounds?|SGD|新元";

  private static final Pattern MARKED_BEFORE =
      Pattern.compile(
          "(?i)(?<![a-z])("
              + BEFORE
              + ")\\s?("
              + NUMBER
              + ")\\s?(亿|万|千|w|k|million|thousand|m)?(?![\\da-z%])(?:元|圆)?整?");
  private static final Pattern MARKED_BEHIND =
      Pattern.compile(
          "(?i)(?<![\\d.,*a-z])("
              + NUMBER
              + ")\\s?(亿|万|千|百|w|k|million|thousand)?(\\d|\\d千)?多?\\s?("
              + BEHIND
              + ")(?![a-z])");
  private static final Pattern ROUND =
      Pattern.compile(
          "(?i)(?<![\\d.,*a-z])(\\d{1,6}(?:\\.\\d{1,4})?)\\s?([万亿w])(\\d千|\\d)?多?(?![\\d"
              + "人个名次条户平公字份年天辆台件位级套粉米里步点播a-z])");
  private static final Pattern ALOUD =
      Pattern.compile("(?<!" + HAN + ")(" + HAN + "{1,20})(?:多|余|来)?(元|圆|块钱|块|美元|港币|欧元)?整?");
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾][万亿]|[一二两三四五六七八九]千[一二三四五六七八九]$");
  private static final Pattern COUNTED = Pattern.compile("^[人个名次条户平公字份年天辆台件位级套粉米里步点分]");
  private static final Pattern BALANCE =
      Pattern.compile("(?i)(?:余额|可用额度|可用|balance|available)[^,。;\\n]{0,8}$");
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("us$", "USD"),
          Map.entry("$", "USD"),
          Map.entry("usd", "USD"),
          Map.entry("美元", "USD"),
          Map.entry("美金", "USD"),
          Map.entry("dollar", "USD"),
          Map.entry("dollars", "USD"),
          Map.entry("hk$", "HKD"),
          Map.entry("hkd", "HKD"),
          Map.entry("港币", "HKD"),
          Map.entry("港元", "HKD"),
          Map.entry("nt$", "TWD"),
          Map.entry("s$", "SGD"),
          Map.entry("sgd", "SGD"),
          Map.entry("新元", "SGD"),
          Map.entry("€", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("欧元", "EUR"),
          Map.entry("euro", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("英镑", "GBP"),
          Map.entry("pound", "GBP"),
          Map.entry("pounds", "GBP"));

  private SumFinder() {}

  static void find(Folded folded, Findings found) {
    String text = folded.simple();
    for (Matcher it = MARKED_BEFORE.matcher(text); it.find(); ) {
      sum(text, found, it, it.group(2), it.group(3), it.group(1));
    }
    for (Matcher it = MARKED_BEHIND.matcher(text); it.find(); ) {
      String tail = it.group(3) == null ? "" : it.group(3);
      String unit = it.group(2) == null ? "" : it.group(2);
      if (unit.isEmpty() && !tail.isEmpty()) {
        continue;
      }
      sum(text, found, it, it.group(1), unit + tail, it.group(4));
    }
    for (Matcher it = ROUND.matcher(text); it.find(); ) {
      String tail = it.group(3) == null ? "" : it.group(3);
      sum(text, found, it, it.group(1), it.group(2) + tail, null);
    }
    for (Matcher it = ALOUD.matcher(text); it.find(); ) {
      String number = it.group(1);
      boolean marked = it.group(2) != null;
      boolean large =
          ENDS_IN_NUMBER.matcher(number).find()
              && !COUNTED.matcher(text.substring(it.end())).find();
      boolean begins =
          DIGITS.indexOf(number.charAt(0)) >= 0 || "十拾百佰".indexOf(number.charAt(0)) >= 0;
      // 一块 and 三块 are also pieces of something; two digits or a unit make money of them
      if (begins && (large || (marked && number.length() > 1))) {
        sum(text, found, it, number, null, it.group(2));
      }
    }
  }

  private static void sum(
      String text,
      Findings found,
      Matcher it,
      String number,
      @Nullable String unit,
      @Nullable String mark) {
    if (BALANCE.matcher(text.substring(Math.max(0, it.start() - 16), it.start())).find()) {
      found.set(it.start(), it.end());
      return;
    }
    value(number, unit == null ? "" : unit)
        .filter(value -> value.signum() > 0 && value.compareTo(BigDecimal.valueOf(1e13)) < 0)
        .ifPresent(
            value -> {
              String currency =
                  mark == null
                      ? "CNY"
                      : CURRENCIES.getOrDefault(mark.toLowerCase(Locale.ROOT), "CNY");
              long minor =
                  value.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
              found.add(it.start(), it.end(), new Sum(new Money(minor, currency)), List.of());
            });
  }

  private static Optional<BigDecimal> value(String number, String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "million", "m" -> times(number, 1_000_000);
      case "thousand" -> times(number, 1_000);
      default -> Numerals.read(number + unit);
    };
  }

  private static Optional<BigDecimal> times(String number, long unit) {
    return Numerals.read(number).map(value -> value.multiply(BigDecimal.valueOf(unit)));
  }
}
