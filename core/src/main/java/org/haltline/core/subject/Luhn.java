package org.haltline.core.subject;

/// The check digit of card numbers (ISO/IEC 7812-1, annex B): it finds every single wrong digit and
/// most swapped pairs.
public final class Luhn {

  private Luhn() {}

  /// Whether the last of these ASCII digits fits the others.
  public static boolean holds(String digits) {
    return digits.length() > 1
        && digits.charAt(digits.length() - 1)
            == checkDigit(digits.substring(0, digits.length() - 1));
  }

  /// The digit that completes `body`.
  public static char checkDigit(String body) {
    int sum = 0;
    boolean doubled = true;
    for (int i = body.length() - 1; i >= 0; i--) {
      int digit = body.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not an ASCII digit at " + i);
      }
      int weighted = doubled ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
      doubled = !doubled;
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }
}
