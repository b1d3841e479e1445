package org.haltline.core.search;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.haltline.core.search.Match.Why;

/// One slip in a number: a digit wrong, missing, doubled, or two swapped.
final class Slip {
  private Slip() {}

  /// Everything that begins like the text and is one slip away behind that.
  static Automaton behind(String text, int kept) {
    return new LevenshteinAutomata(text.substring(kept), true)
        .toAutomaton(1, text.substring(0, kept));
  }

  /// How many characters at the beginning are kept when the slip is sought in the second half; the
  /// halves overlap by none and leave one between them, for two that were swapped there.
  static int front(int length) {
    return length / 2 + 1;
  }

  static int back(int length) {
    return length - front(length) - 1;
  }

  /// Those that differ late before those that differ early, for people get a beginning right more
  /// often than an end; of these one character wrong before one missing or too many.
  static Comparator<String> closest(String typed) {
    char[] own = typed.toCharArray();
    return Comparator.comparingInt((String known) -> -Arrays.mismatch(own, known.toCharArray()))
        .thenComparing(known -> known.length() != typed.length())
        .thenComparing(Comparator.naturalOrder());
  }

  /// What was done to the known text to make the typed one of it.
  static Match told(String typed, String known) {
    int at = 0;
    int shorter = Math.min(typed.length(), known.length());
    while (at < shorter && typed.charAt(at) == known.charAt(at)) {
      at++;
    }
    Why why;
    if (typed.length() < known.length()) {
      why = Why.DIGIT_MISSING;
    } else if (typed.length() > known.length()) {
      why =
          at > 0 && typed.charAt(at) == typed.charAt(at - 1) ? Why.DIGIT_DOUBLED : Why.DIGIT_EXTRA;
    } else {
      boolean swapped =
          at + 1 < typed.length()
              && typed.charAt(at) == known.charAt(at + 1)
              && typed.charAt(at + 1) == known.charAt(at);
      why = swapped ? Why.DIGITS_SWAPPED : Why.DIGIT_WRONG;
    }
    return new Match(why, at + 1, known);
  }
}
