package org.haltline.core.paste;

/// Digits as they are read aloud in Chinese, with the words that are used where 一 and 七 are
/// misheard: 幺, 拐, 洞, 两, 勾.
public final class Aloud {
  private static final String DIGITS = "〇一二三四五六七八九";
  private static final String OTHER_WORDS = "零幺两洞拐勾";
  private static final String THEIR_VALUES = "012079";

  private Aloud() {}

  /// The digit, or the character itself where it is none.
  public static char digit(char c) {
    int value = DIGITS.indexOf(c);
    if (value >= 0) {
      return (char) ('0' + value);
    }
    int other = OTHER_WORDS.indexOf(c);
    return other < 0 ? c : THEIR_VALUES.charAt(other);
  }

  /// The text with every digit that is read aloud in figures; its length is the same.
  public static String digits(CharSequence text) {
    var out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      out.setCharAt(i, digit(out.charAt(i)));
    }
    return out.toString();
  }
}
