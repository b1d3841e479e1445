package org.haltline.core.subject;

import java.util.regex.Pattern;

/// Hidden characters in account numbers, addresses and names: one star for each, whatever sign the
/// bank's message used.
final class Masks {

  private static final Pattern SIGNS = Pattern.compile("[∗✱⁎×•●○◦■□▪█]");
  private static final Pattern DOTS = Pattern.compile("[.·]{2,}");
  private static final Pattern LETTER_X = Pattern.compile("(?i)(?<![a-z])x{2,}(?![a-z])");
  private static final Pattern RUN = Pattern.compile("\\*+");

  private Masks() {}

  /// The text with every sign of hiding turned into `*`.
  static String unify(String text) {
    return SIGNS.matcher(text).replaceAll("*");
  }

  /// Runs of dots in a number hide digits; one dot only separates them.
  static String unifyDots(String number) {
    return DOTS.matcher(number).replaceAll(it -> "*".repeat(it.group().length()));
  }

  /// Runs of the letter x in a number hide digits, unless they stand among other letters.
  static String unifyLetters(String number) {
    return LETTER_X.matcher(number).replaceAll(it -> "*".repeat(it.group().length()));
  }

  static boolean hides(String text) {
    return text.indexOf('*') >= 0;
  }

  /// How many letters and digits can still be seen.
  static int visible(String text) {
    return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  /// Each run as one star: banks differ in how many stars they print for one account.
  static String collapse(String text) {
    return RUN.matcher(text).replaceAll("*");
  }
}
