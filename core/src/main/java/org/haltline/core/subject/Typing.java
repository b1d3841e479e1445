package org.haltline.core.subject;

import java.text.Normalizer;
import java.util.List;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;

/// Typed or pasted text made comparable, before anyone asks what it means.
///
/// Compatibility forms are folded (NFKC: full-width letters and digits), digits of every script
/// become ASCII, characters that nobody sees (zero-width, direction marks, variation selectors) go,
/// runs of white space become one space.
final class Typing {

  /// Bound of everything typed but links, in UTF-16 units.
  static final int LENGTH_MAX = 512;

  private Typing() {}

  /// The cleaned text, or why there is none; `what` begins the reason's code.
  static Parsed<String> clean(String what, String typed, int lengthMax) {
    if (typed.length() > lengthMax) {
      return tooLong(what, lengthMax);
    }
    if (isDigits(typed)) {
      return new Understood<>(typed, List.of());
    }
    var visible = new StringBuilder(typed.length());
    for (int i = 0; i < typed.length(); ) {
      int c = typed.codePointAt(i);
      i += Character.charCount(c);
      if (isBroken(c)) {
        return new NotUnderstood<>(
            what + ".broken-text",
            "The text was damaged on its way (broken characters); type it again.",
            "文字在传输中损坏（含乱码），请重新输入。");
      }
      if (Character.getType(c) == Character.CONTROL && c != '\t' && c != '\n' && c != '\r') {
        return new NotUnderstood<>(
            what + ".control-character",
            "The text contains a control character (U+%04X); type it again.".formatted(c),
            "文字中含有控制字符（U+%04X），请重新输入。".formatted(c));
      }
      if (!isInvisible(c)) {
        visible.appendCodePoint(c);
      }
    }
    String text =
        Normalizer.isNormalized(visible, Normalizer.Form.NFKC)
            ? folded(visible)
            : folded(Normalizer.normalize(visible, Normalizer.Form.NFKC));
    if (text.isEmpty()) {
      return new NotUnderstood<>(what + ".empty", "Nothing was typed.", "内容为空。");
    }
    // One typed character can unfold into eighteen.
    return text.length() > lengthMax ? tooLong(what, lengthMax) : new Understood<>(text, List.of());
  }

  /// Whether there is nothing to understand but a number: what most lists and machines give.
  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static <T> NotUnderstood<T> tooLong(String what, int lengthMax) {
    return new NotUnderstood<>(
        what + ".too-long",
        "At most %d characters; shorten it.".formatted(lengthMax),
        "最多%d个字符，请缩短。".formatted(lengthMax));
  }

  /// A lone surrogate, or the mark that a decoder leaves where bytes were no text.
  private static boolean isBroken(int c) {
    return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) || c == 0xFFFD;
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180D)
        || c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0;
  }

  /// Digits of every script as ASCII, each run of white space as one space, none at the ends.
  private static String folded(CharSequence text) {
    var out = new StringBuilder(text.length());
    boolean spaceWaits = false;
    for (int i = 0; i < text.length(); ) {
      int c = Character.codePointAt(text, i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        spaceWaits = !out.isEmpty();
        continue;
      }
      if (spaceWaits) {
        out.append(' ');
        spaceWaits = false;
      }
      out.appendCodePoint(c > 127 && Character.isDigit(c) ? '0' + Character.digit(c, 10) : c);
    }
    return out.toString();
  }

  private static boolean isSpace(int c) {
    return c == ' '
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || (c > 127
            && switch (Character.getType(c)) {
              case Character.SPACE_SEPARATOR,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  true;
              default -> false;
            });
  }
}
