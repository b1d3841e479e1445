package org.haltline.app.demo;

import java.util.Locale;
import org.haltline.core.order.Money;

/// Text in the columns of a terminal, where a Chinese character takes two.
final class Columns {
  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /// Cut or filled up to exactly this many columns.
  static String fit(String text, int columns) {
    String cut = of(text) <= columns ? text : cut(text, columns - 1) + "…";
    return cut + " ".repeat(columns - of(cut));
  }

  /// A sum as a person reads it: `CNY 62,000.00`.
  static String money(Money sum) {
    return sum.currency() + " " + grouped(sum);
  }

  static String grouped(Money sum) {
    return String.format(
        Locale.ROOT, "%,." + Money.fractionDigits(sum.currency()) + "f", sum.decimal());
  }

  private static String cut(String text, int columns) {
    var kept = new StringBuilder();
    int taken = 0;
    for (int c : text.codePoints().toArray()) {
      taken += of(c);
      if (taken > columns) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.toString();
  }

  /// Han characters, and the punctuation and full-width forms that stand among them.
  private static int of(int c) {
    boolean wide =
        Character.isIdeographic(c)
            || (c >= 0x3000 && c <= 0x303F)
            || (c >= 0xFF01 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x3041 && c <= 0x30FF)
            || (c >= 0xAC00 && c <= 0xD7A3);
    return wide ? 2 : 1;
  }
}
