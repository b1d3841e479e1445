package org.haltline.core.paste;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.subject.Simplified;

/// A pasted text made comparable, which still knows where each of its characters stood: full-width
/// forms folded, what nobody sees left out, digits read aloud in Chinese written as digits.
final class Folded {
  /// At least seven digits read aloud are a number; fewer may be words.
  private static final Pattern READ_ALOUD =
      Pattern.compile("[〇零洞一幺二两三四五六七拐八九勾](?:[ ,,、-]?[〇零洞一幺二两三四五六七拐八九勾]){6,40}");

  private static final Pattern YEAR_ALOUD = Pattern.compile("[〇零一二三四五六七八九]{4}(?=年)");

  private final String raw;
  private final String text;
  private final String simple;

  /// Where each character of `text` stood; one more for the end.
  private final int[] places;

  private Folded(String raw, String text, int[] places) {
    this.raw = raw;
    this.text = text;
    this.simple = Simplified.of(text);
    this.places = places;
  }

  static Folded of(String raw) {
    var out = new StringBuilder(raw.length());
    // one character can unfold into eighteen, each of which stood in the same place
    int[] places = new int[raw.length() * 2 + 1];
    for (int i = 0; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      String folded = isInvisible(c) ? "" : folded(c);
      if (out.length() + folded.length() >= places.length) {
        places = java.util.Arrays.copyOf(places, places.length * 2 + folded.length());
      }
      for (int k = 0; k < folded.length(); k++) {
        places[out.length() + k] = i;
      }
      out.append(folded);
      i += Character.charCount(c);
    }
    places[out.length()] = raw.length();
    aloud(out, READ_ALOUD);
    aloud(out, YEAR_ALOUD);
    return new Folded(raw, out.toString(), places);
  }

  /// The folded text.
  String text() {
    return text;
  }

  /// The same in simplified characters, place by place.
  String simple() {
    return simple;
  }

  /// Where a folded place stood when it was pasted.
  int start(int at) {
    return places[at];
  }

  /// Behind the last character before a folded place.
  int end(int at) {
    if (at == 0) {
      return 0;
    }
    int last = places[at - 1];
    return last >= raw.length() ? last : last + Character.charCount(raw.codePointAt(last));
  }

  String raw(int start, int end) {
    return raw.substring(start(start), end(end));
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F);
  }

  private static String folded(int c) {
    if (c < 128) {
      return c == '\r' ? " " : Character.toString(c);
    }
    if (Character.isDigit(c)) {
      return String.valueOf((char) ('0' + Character.digit(c, 10)));
    }
    if (Character.isSpaceChar(c)) {
      return c == 0x2028 || c == 0x2029 ? "\n" : " ";
    }
    return switch (c) {
      case '。', '、', '·' -> Character.toString(c);
      case '−', '‐', '‑', '–', '—' -> "-";
      case '“', '”' -> "\"";
      case '【', '〔' -> "[";
      case '】', '〕' -> "]";
      default -> Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    };
  }

  private static void aloud(StringBuilder text, Pattern pattern) {
    Matcher found = pattern.matcher(text.toString());
    while (found.find()) {
      for (int i = found.start(); i < found.end(); i++) {
        text.setCharAt(i, Aloud.digit(text.charAt(i)));
      }
    }
  }
}
