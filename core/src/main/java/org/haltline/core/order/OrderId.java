package org.haltline.core.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// The number of an order: 32 decimal digits, 17 of UTC time to the millisecond and 15 random. The
/// same number goes out every time the order is sent, so that an institution can make its effect
/// happen once.
public record OrderId(String digits) implements Comparable<OrderId> {
  private static final Pattern SHAPE = Pattern.compile("\\d{32}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// One more than the largest random part: 15 digits.
  static final long RANDOM_BOUND = 1_000_000_000_000_000L;

  public OrderId {
    if (!isShaped(digits)) {
      throw new IllegalArgumentException("not an order number (32 digits): " + digits);
    }
  }

  static OrderId of(Instant at, long random) {
    return new OrderId(TIME.format(at) + String.format(Locale.ROOT, "%015d", random));
  }

  /// Whether the text has the shape of an order number; for input that is not trusted yet.
  public static boolean isShaped(String text) {
    return text.length() == 32 && SHAPE.matcher(text).matches();
  }

  /// Whether it was drawn before that moment, by the time that it begins with.
  public boolean isDrawnBefore(Instant moment) {
    String time = TIME.format(moment);
    return digits.substring(0, time.length()).compareTo(time) < 0;
  }

  @Override
  public int compareTo(OrderId other) {
    return digits.compareTo(other.digits);
  }

  @Override
  public String toString() {
    return digits;
  }
}
