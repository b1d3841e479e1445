package org.haltline.bank.papers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A sum of yuan in the capitals that Chinese forms ask for, which nobody alters with a stroke:
/// 12,345.60 is 壹万贰仟叁佰肆拾伍元陆角.
final class Capitals {
  private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
  private static final String[] PLACES = {"", "拾", "佰", "仟"};
  private static final String[] GROUPS = {"", "万", "亿"};
  private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(12);

  private Capitals() {}

  /// The sum in words.
  ///
  /// @throws IllegalArgumentException for a sum below nothing or of more than twelve places
  static String yuan(BigDecimal sum) {
    BigDecimal exact = sum.setScale(2, RoundingMode.UNNECESSARY);
    if (exact.signum() < 0 || exact.compareTo(TOO_LARGE) >= 0) {
      throw new IllegalArgumentException("no sum for a form: " + sum);
    }
    long whole = exact.longValue();
    int cents = exact.remainder(BigDecimal.ONE).movePointRight(2).intValueExact();
    var text = new StringBuilder();
    if (whole > 0 || cents == 0) {
      text.append(whole(whole)).append('元');
    }
    if (cents == 0) {
      return text.append('整').toString();
    }
    int jiao = cents / 10;
    int fen = cents % 10;
    if (jiao > 0) {
      text.append(DIGITS.charAt(jiao)).append('角');
    } else if (whole > 0) {
      text.append('零');
    }
    return fen == 0
        ? text.append('整').toString()
        : text.append(DIGITS.charAt(fen)).append('分').toString();
  }

  private static String whole(long number) {
    if (number == 0) {
      return "零";
    }
    var text = new StringBuilder();
    boolean gap = false;
    for (int group = GROUPS.length - 1; group >= 0; group--) {
      int part = (int) (number / (long) Math.pow(10_000, group) % 10_000);
      if (part == 0) {
        gap = text.length() > 0;
        continue;
      }
      if (text.length() > 0 && (gap || part < 1_000)) {
        text.append('零');
      }
      text.append(group(part)).append(GROUPS[group]);
      gap = false;
    }
    return text.toString();
  }

  private static String group(int part) {
    var text = new StringBuilder();
    boolean gap = false;
    for (int place = 3; place >= 0; place--) {
      int digit = part / (int) Math.pow(10, place) % 10;
      if (digit == 0) {
        gap = text.length() > 0;
        continue;
      }
      if (gap) {
        text.append('零');
      }
      text.append(DIGITS.charAt(digit)).append(PLACES[place]);
      gap = false;
    }
    return text.toString();
  }
}
