package org.haltline.core.journal;

import static java.lang.Long.parseUnsignedLong;
import static java.lang.Long.toUnsignedString;

import java.util.Comparator;

/// The place of one entry in a stream: the millisecond it was written in and its number within that
/// millisecond. Positions of one stream only ever grow. The text form is `ms-seq`, as Redis writes
/// it; both numbers are unsigned.
public record Position(long millis, long sequence) implements Comparable<Position> {

  /// Before every entry: reading after it reads from the first one.
  public static final Position START = new Position(0, 0);

  /// No entry is later.
  public static final Position LAST = new Position(-1, -1);

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::millis, Long::compareUnsigned)
          .thenComparing(Position::sequence, Long::compareUnsigned);

  /// Reads `ms-seq`.
  ///
  /// @throws IllegalArgumentException when the text is anything else
  public static Position parse(String text) {
    int dash = text.indexOf('-');
    if (dash <= 0) throw new IllegalArgumentException("a position is written ms-seq, not: " + text);
    try {
      return new Position(
          parseUnsignedLong(text, 0, dash, 10),
          parseUnsignedLong(text, dash + 1, text.length(), 10));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a position is written ms-seq, not: " + text, e);
    }
  }

  public boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return toUnsignedString(millis) + '-' + toUnsignedString(sequence);
  }
}
