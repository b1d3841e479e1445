package org.haltline.core.search;

import com.ibm.icu.text.Transliterator;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A name in the forms by which it is compared: its characters in simplified writing, and how it
/// sounds in Latin letters without tones, spaces and marks.
///
/// ICU's tables know one reading of a character, and a second one for surnames; a given name read
/// otherwise than usual is found by its characters, or as one slip away.
final class NameForms {
  private static final Transliterator SIMPLE = Transliterator.getInstance("Traditional-Simplified");
  private static final Transliterator SOUND =
      Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
  private static final Transliterator SURNAME_SOUND =
      Transliterator.getInstance("Han-Latin/Names; Latin-ASCII; Lower");
  private static final Transliterator LATIN =
      Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");

  // a few thousand characters are in use, and ICU takes its time with each
  private static final ConcurrentHashMap<Integer, String> SIMPLE_BY_CHAR =
      new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Integer, String> SOUND_BY_CHAR = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Integer, String> SURNAME_BY_CHAR =
      new ConcurrentHashMap<>();

  private NameForms() {}

  /// A name as it is compared.
  record Both(String name, String characters, String sound) {
    static Both of(String name) {
      return new Both(name, NameForms.characters(name), NameForms.sound(name));
    }
  }

  /// Characters: simplified, small, nothing but letters, digits and the stars of what is hidden.
  static String characters(String name) {
    var out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (isHan(c)) {
        out.append(simplified(c));
      } else if (Character.isLetterOrDigit(c) || c == '*') {
        out.appendCodePoint(Character.toLowerCase(c));
      }
    }
    return out.toString();
  }

  /// A Chinese character in simplified writing.
  static String simplified(int c) {
    return SIMPLE_BY_CHAR.computeIfAbsent(c, it -> SIMPLE.transliterate(Character.toString(it)));
  }

  /// How it sounds: `zhouzhiqiang`; empty where part of it is hidden.
  static String sound(String name) {
    if (name.indexOf('*') >= 0) {
      return "";
    }
    return String.join("", syllables(name));
  }

  /// The words of a Latin name, the syllables of a Chinese one.
  static List<String> syllables(String name) {
    String plain = characters(name);
    var out = new ArrayList<String>();
    if (plain.codePoints().anyMatch(NameForms::isHan)) {
      boolean first = true;
      for (int i = 0; i < plain.length(); ) {
        int c = plain.codePointAt(i);
        i += Character.charCount(c);
        out.add(
            first
                ? SURNAME_BY_CHAR.computeIfAbsent(c, it -> heard(SURNAME_SOUND, it))
                : SOUND_BY_CHAR.computeIfAbsent(c, it -> heard(SOUND, it)));
        first = false;
      }
      return out;
    }
    for (String word : latin(name).split("[^a-z]+", -1)) {
      if (!word.isEmpty()) {
        out.add(word);
      }
    }
    return out;
  }

  /// A typed name in every order of its words, the typed one first: `zhiqiang zhou` too.
  static Set<String> orders(String typed) {
    List<String> words = syllables(typed);
    var orders = new LinkedHashSet<String>();
    orders.add(String.join("", words));
    if (words.size() > 1 && words.size() <= 6) {
      for (int turn = 1; turn < words.size(); turn++) {
        orders.add(
            String.join("", words.subList(turn, words.size()))
                + String.join("", words.subList(0, turn)));
      }
    }
    return orders;
  }

  /// Latin letters without marks; digits behind syllables are tones and go.
  private static String latin(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String bare = plain.replaceAll("(?<=[A-Za-zÀ-ɏ:])[1-5](?![0-9])", " ").replaceAll("['’`]", "");
    // ü is typed as v, as u: or as u; one of them stands for all
    String one = bare.replaceAll("(?i)[üǖǘǚǜ]|u:|(?<=[ln])v", "u");
    return one.chars().allMatch(c -> c < 128)
        ? one.toLowerCase(Locale.ROOT)
        : LATIN.transliterate(one);
  }

  private static String heard(Transliterator how, int c) {
    return latin(how.transliterate(Character.toString(c))).replaceAll("[^a-z0-9]", "");
  }

  static boolean isHan(int c) {
    return UnicodeScript.of(c) == UnicodeScript.HAN;
  }
}
