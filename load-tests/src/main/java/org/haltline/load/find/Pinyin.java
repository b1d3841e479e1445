package org.haltline.load.find;

import com.ibm.icu.text.Transliterator;
import java.util.HashMap;
import java.util.Map;

/// A name as somebody spells it who has no Chinese keyboard: syllables with spaces, no tones.
final class Pinyin {
  private static final Transliterator SURNAME =
      Transliterator.getInstance("Han-Latin/Names; Latin-ASCII; Lower");
  private static final Transliterator GIVEN =
      Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
  private static final Map<String, String> KNOWN = new HashMap<>();

  private Pinyin() {}

  static synchronized String of(String name) {
    return KNOWN.computeIfAbsent(
        name,
        it -> {
          var out = new StringBuilder();
          for (int i = 0; i < it.length(); i++) {
            String one = it.substring(i, i + 1);
            out.append(i == 0 ? "" : " ");
            out.append((i == 0 ? SURNAME : GIVEN).transliterate(one).strip());
          }
          return out.toString();
        });
  }
}
