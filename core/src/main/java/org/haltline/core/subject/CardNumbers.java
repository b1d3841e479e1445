package org.haltline.core.subject;

import java.util.regex.Pattern;

/// Which digit sequences are card numbers, told from prefix and length alone (ISO/IEC 7812 issuer
/// ranges).
///
/// `SCHEME` numbers carry a check digit without exception, so a failing one means wrong digits.
/// `DOMESTIC` ones are older Chinese debit ranges outside 62: cards too, but not every issuer is
/// known to have kept the check digit. Length matters because corporate account numbers of several
/// banks begin with 4 or 5 as well, with 17 to 19 digits.
enum CardNumbers {
  SCHEME,
  DOMESTIC,
  NONE;

  private static final Pattern SCHEMES =
      Pattern.compile(
          "62\\d{14,17}" // UnionPay
              + "|4\\d{15}" // Visa
              + "|5[1-5]\\d{14}|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}" // Mastercard
              + "|3[47]\\d{13}" // American Express
              + "|35\\d{14}"); // JCB
  private static final Pattern DOMESTICS =
      Pattern.compile(
          "9558\\d{15}|9559[5-9]\\d{14}|9000[01]0\\d{13}|955100\\d{13}"
              + "|456351\\d{13}|436742\\d{13}|601382\\d{13}|589970\\d{13}|405512\\d{11}|601428\\d{11}");

  static CardNumbers of(String digits) {
    if (SCHEMES.matcher(digits).matches()) {
      return SCHEME;
    }
    return DOMESTICS.matcher(digits).matches() ? DOMESTIC : NONE;
  }
}
