package org.haltline.bank.iso;

import java.util.ArrayList;
import java.util.List;

/// Texts within ISO's bounds: cut, never refused, for a reason that is cut is still a reason.
public final class Texts {
  /// Characters in a line of additional information.
  public static final int LINE = 105;

  private Texts() {}

  /// At most so many characters, none of them one that XML cannot hold, none left hanging.
  public static String cut(String text, int most) {
    var clean = new StringBuilder();
    text.codePoints()
        .map(c -> c == '\n' || c == '\r' || c == '\t' ? ' ' : c)
        .filter(Texts::stands)
        .forEach(clean::appendCodePoint);
    String whole = clean.toString().strip();
    if (whole.codePointCount(0, whole.length()) <= most) {
      return whole;
    }
    return whole.substring(0, whole.offsetByCodePoints(0, most)).strip();
  }

  /// Whether it says something, in at most so many characters.
  static boolean fits(String text, int most) {
    return !text.isBlank() && text.codePointCount(0, text.length()) <= most;
  }

  /// Lines of 105 characters, at most so many.
  public static List<String> lines(String text, int most) {
    String rest = cut(text, LINE * most);
    var lines = new ArrayList<String>();
    while (!rest.isEmpty() && lines.size() < most) {
      String line = cut(rest, LINE);
      lines.add(line);
      rest = rest.substring(Math.min(rest.length(), line.length())).strip();
    }
    return List.copyOf(lines);
  }

  private static boolean stands(int c) {
    return c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF);
  }
}
