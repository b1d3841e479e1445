package org.haltline.core.subject;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/// International bank account numbers (ISO 13616): two check digits, modulo 97.
final class Iban {

  private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final BigInteger MODULUS = BigInteger.valueOf(97);

  private Iban() {}

  /// Whether it begins with a country and two digits, and is as long as IBANs are.
  static boolean isShaped(String number) {
    return SHAPE.matcher(number).matches() && COUNTRIES.contains(number.substring(0, 2));
  }

  /// Country and bank code, where the country's own form has one.
  static Optional<String> bank(String number) {
    if (!holds(number)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(IbanUtil.getBankCode(number))
          .map(code -> number.substring(0, 2) + code);
    } catch (Iban4jException otherForm) {
      return Optional.empty();
    }
  }

  static boolean holds(String number) {
    if (!SHAPE.matcher(number).matches()) {
      return false;
    }
    var digits = new StringBuilder(2 * number.length());
    String turned = number.substring(4) + number.substring(0, 4);
    turned.chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
  }
}
