package org.haltline.core.subject;

import java.util.random.RandomGenerator;

/// Invented card numbers with a check digit that fits.
final class Cards {

  private Cards() {}

  static String random(RandomGenerator random, String prefix, int length) {
    var body = new StringBuilder(prefix);
    while (body.length() < length - 1) {
      body.append((char) ('0' + random.nextInt(10)));
    }
    return body.append(Luhn.checkDigit(body.toString())).toString();
  }
}
