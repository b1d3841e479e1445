package org.haltline.bank.tx.xml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How single values look on the wire: texts, amounts, times to the second, codes, files.
///
/// @param zone times are told in it
/// @param wholeUnits amounts leave without decimals, cut down and never rounded up; those that come
///   may have them
public record XmlValues(ZoneId zone, boolean wholeUnits) {
  private static final DateTimeFormatter TIME = strict("uuuuMMddHHmmss");
  private static final DateTimeFormatter LONG_TIME = strict("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DAY = strict("uuuuMMdd");
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,4})?");
  private static final int DECIMALS = 2;

  /// What banks write where they have nothing to say.
  private static final String NOTHING = "-";

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static boolean isNothing(String text) {
    return text.isEmpty() || text.equals(NOTHING);
  }

  String write(Object value) {
    return switch (value) {
      case String text -> clean(text);
      case BigDecimal amount -> amount(amount);
      case Instant at -> TIME.format(at.atZone(zone));
      case Coded coded -> coded.code();
      case Content content -> content.toBase64();
      default -> throw new IllegalArgumentException("not a value: " + value.getClass());
    };
  }

  private String amount(BigDecimal amount) {
    return wholeUnits
        ? amount.setScale(0, RoundingMode.DOWN).toPlainString()
        : amount.setScale(Math.max(DECIMALS, amount.scale())).toPlainString();
  }

  /// In one line, without what XML cannot carry: a stray control character keeps no order from
  /// leaving.
  private static String clean(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(XmlValues::isCarried)
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }

  private static boolean isCarried(int c) {
    return (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
  }

  /// The value; null for a code that the table does not know.
  @Nullable Object read(Class<?> type, String text, String where, Oddities oddities)
      throws XmlRefused {
    if (type == String.class) {
      return text;
    }
    if (type == BigDecimal.class) {
      return amount(text, where);
    }
    if (type == Instant.class) {
      return time(text, where, oddities);
    }
    if (type == Content.class) {
      try {
        return Content.fromBase64(text);
      } catch (IllegalArgumentException notBase64) {
        throw new XmlRefused(where, "expected a file in Base64");
      }
    }
    return coded(type, text).orElse(null);
  }

  private static BigDecimal amount(String text, String where) throws XmlRefused {
    if (!AMOUNT.matcher(text).matches()) {
      throw new XmlRefused(where, "expected an amount like 1234.56, not " + shown(text));
    }
    var amount = new BigDecimal(text);
    return amount.setScale(Math.max(DECIMALS, amount.stripTrailingZeros().scale()));
  }

  private Instant time(String text, String where, Oddities oddities) throws XmlRefused {
    try {
      if (text.length() == 14) {
        return LocalDateTime.parse(text, TIME).atZone(zone).toInstant();
      }
      if (text.length() == 19) {
        Instant at = LocalDateTime.parse(text, LONG_TIME).atZone(zone).toInstant();
        oddities.add(where + ": a time with separators");
        return at;
      }
      if (text.length() == 8) {
        Instant at = LocalDate.parse(text, DAY).atStartOfDay(zone).toInstant();
        oddities.add(where + ": a day without a time");
        return at;
      }
    } catch (DateTimeException notOnTheCalendar) {
      throw new XmlRefused(where, "not on the calendar or the clock: " + shown(text));
    }
    throw new XmlRefused(where, "expected a time as yyyyMMddHHmmss, not " + shown(text));
  }

  private static Optional<Object> coded(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .map(Object.class::cast)
        .filter(each -> ((Coded) each).code().equals(text))
        .findFirst();
  }

  /// The codes of a table, for a refusal.
  static String codesOf(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(each -> ((Coded) each).code())
        .collect(Collectors.joining(", "));
  }

  static String shown(String text) {
    return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"";
  }
}
