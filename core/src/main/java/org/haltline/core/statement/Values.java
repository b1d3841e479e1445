package org.haltline.core.statement;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times, sums and directions as banks write them.
final class Values {
  private static final List<DateTimeFormatter> MOMENTS =
      List.of(
          shape("uuuu-M-d[ H:m[:s]]"),
          new DateTimeFormatterBuilder()
              .appendPattern("uuuu-M-d H:m:s")
              .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT),
          shape("uuuuMMdd[ HHmmss]"),
          shape("uuuuMMdd HH:mm:ss"),
          new DateTimeFormatterBuilder()
              .appendValue(ChronoField.YEAR, 4)
              .appendPattern("MMddHHmmss")
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT));
  private static final List<DateTimeFormatter> CLOCKS =
      List.of(shape("H:m:s"), shape("H:m"), shape("HHmmss"));

  private static final Pattern SUM = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
  private static final Pattern DRESS = Pattern.compile("[,\\s¥$元]|CNY|RMB|人民币");
  private static final Set<String> OUT =
      Set.of(
          "借", "借方", "支", "支出", "付", "付款", "出", "转出", "出账", "取", "支取", "往账", "d", "dr", "debit",
          "out", "-", "付方");
  private static final Set<String> IN =
      Set.of(
          "贷", "贷方", "收", "收入", "收款", "入", "进", "转入", "入账", "进账", "存", "存入", "来账", "c", "cr",
          "credit", "in", "+", "收方");

  private Values() {}

  private static DateTimeFormatter shape(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// Midnight where only the day is told.
  static Optional<LocalDateTime> moment(String told) {
    String text =
        narrow(told)
            .replaceAll("[年月/.](?=\\d{1,2}(\\D|$))", "-")
            .replaceAll("[年月]", "-")
            .replace("日", " ")
            .replace('T', ' ')
            .replace("时", ":")
            .replace("分", ":")
            .replace("秒", "")
            .replaceAll("\\s+", " ")
            .strip();
    for (DateTimeFormatter shape : MOMENTS) {
      try {
        return Optional.of(
            shape.parseBest(text, LocalDateTime::from, LocalDate::from)
                    instanceof LocalDateTime moment
                ? moment
                : LocalDate.from(shape.parse(text)).atStartOfDay());
      } catch (DateTimeException another) {
        // the next shape
      }
    }
    return Optional.empty();
  }

  /// A clock that lost its first zero in a spreadsheet has five digits or fewer.
  static Optional<LocalTime> clock(String told) {
    String text = narrow(told).strip();
    if (text.matches("\\d{1,5}")) {
      text = "0".repeat(6 - text.length()) + text;
    }
    for (DateTimeFormatter shape : CLOCKS) {
      try {
        return Optional.of(LocalTime.parse(text, shape));
      } catch (DateTimeException another) {
        // the next shape
      }
    }
    return Optional.empty();
  }

  /// Below zero where the bank writes a minus or brackets.
  static Optional<BigDecimal> sum(String told) {
    String text = DRESS.matcher(narrow(told)).replaceAll("");
    boolean inBrackets = text.startsWith("(") && text.endsWith(")");
    if (inBrackets) {
      text = "-" + text.substring(1, text.length() - 1);
    } else if (text.startsWith("+")) {
      text = text.substring(1);
    }
    return SUM.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /// True when money went out, false when it came in, null when nobody can tell.
  static @Nullable Boolean isOut(String told) {
    String text = narrow(told).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (OUT.contains(text)) {
      return true;
    }
    return IN.contains(text) ? false : null;
  }

  /// Without the spaces and dashes between the digits of an account.
  static @Nullable String account(String told) {
    String text = narrow(told).replaceAll("[\\s-]", "");
    return text.isEmpty() || text.matches("[/\\\\.·*]+") ? null : text;
  }

  static @Nullable String words(String told) {
    String text = Normalizer.normalize(told, Normalizer.Form.NFC).strip();
    return text.isEmpty() || text.matches("[-/\\\\]+") ? null : text;
  }

  private static String narrow(String told) {
    return Normalizer.normalize(told, Normalizer.Form.NFKC);
  }
}
