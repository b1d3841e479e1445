package org.haltline.core.paste;

import java.math.BigDecimal;
import java.util.Optional;

/// Numbers as Chinese writes them: `三万五`, `5万2千`, `贰拾叁万`, `1.5万`.
final class Numerals {
  static final String DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖";
  static final String UNITS = "十百千万亿拾佰仟";

  private static final String VALUES = "00122345678" + "9123456789";

  private Numerals() {}

  /// The value; empty where the text is no number.
  static Optional<BigDecimal> read(String text) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal section = BigDecimal.ZERO;
    BigDecimal current = null;
    long lastUnit = 1;
    boolean zeroBefore = false;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        int end = i;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || isPoint(text, end))) {
          end++;
        }
        current = new BigDecimal(text.substring(i, end).replace(",", ""));
        zeroBefore = false;
        i = end;
        continue;
      }
      i++;
      int digit = DIGITS.indexOf(c);
      if (digit >= 0) {
        int value = VALUES.charAt(digit) - '0';
        zeroBefore = value == 0;
        if (value != 0) {
          if (current != null) {
            return Optional.empty();
          }
          current = BigDecimal.valueOf(value);
        }
        continue;
      }
      long unit = unit(c);
      if (unit == 0) {
        return Optional.empty();
      }
      BigDecimal times = BigDecimal.valueOf(unit);
      if (unit < 10_000) {
        section = section.add((current == null ? BigDecimal.ONE : current).multiply(times));
      } else {
        BigDecimal whole = section.add(current == null ? BigDecimal.ZERO : current);
        total = total.add(whole).multiply(times);
        section = BigDecimal.ZERO;
      }
      current = null;
      zeroBefore = false;
      lastUnit = unit;
    }
    if (current != null) {
      // 三万五 is thirty-five thousand; after a zero, or behind tens, the digit is itself
      boolean shortened = lastUnit >= 100 && !zeroBefore && current.precision() == 1;
      section =
          section.add(shortened ? current.multiply(BigDecimal.valueOf(lastUnit / 10)) : current);
    }
    return Optional.of(total.add(section));
  }

  private static boolean isPoint(String text, int at) {
    char c = text.charAt(at);
    return (c == '.' || c == ',')
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  private static long unit(char c) {
    return switch (c) {
      case '十', '拾' -> 10;
      case '百', '佰' -> 100;
      case '千', '仟' -> 1_000;
      case '万', 'w', 'W' -> 10_000;
      case '亿' -> 100_000_000;
      case 'k', 'K' -> 1_000;
      default -> 0;
    };
  }
}
