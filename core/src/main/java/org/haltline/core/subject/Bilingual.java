package org.haltline.core.subject;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.stream.Collectors;

/// One thing said in Chinese and in English. What is journalled for people to read stands in both,
/// `中文 / English`, for a fact is read for years and by whoever has to.
public record Bilingual(String zh, String en) {
  private static final String BETWEEN = " / ";

  /// Understands `中文 / English`; what is written otherwise says the same in both languages.
  public static Bilingual read(String written) {
    int between = written.indexOf(BETWEEN);
    if (between > 0) {
      String zh = written.substring(0, between);
      String en = written.substring(between + BETWEEN.length());
      if (hasHan(zh) && !en.isBlank() && !hasHan(en)) {
        return new Bilingual(zh, en);
      }
    }
    return new Bilingual(written, written);
  }

  /// Several, one after another.
  public static Bilingual joined(List<Bilingual> all) {
    return new Bilingual(
        all.stream().map(Bilingual::zh).collect(Collectors.joining("；")),
        all.stream().map(Bilingual::en).collect(Collectors.joining("; ")));
  }

  /// Both, as one text.
  public String both() {
    return zh.equals(en) ? zh : zh + BETWEEN + en;
  }

  private static boolean hasHan(String text) {
    return text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
  }
}
