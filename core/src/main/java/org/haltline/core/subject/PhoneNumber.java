package org.haltline.core.subject;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

/// A number that calls or messages came from, or that the victim was told to call.
///
/// @param e164 `+` and digits. Chinese service numbers, which cannot be dialled from abroad, have
///   `+86` before them all the same (`+8695588`), so that every number has one form; such a form,
///   and that of a message sender, may be shorter or longer than E.164 allows
public record PhoneNumber(String typed, String e164, Line line) implements Subject {

  /// What kind of line answers behind a number, which decides who can cut it.
  public enum Line {
    MOBILE,
    /// A mobile number sold by a reseller on a carrier's network (170, 171, 162, 165, 167).
    VIRTUAL_OPERATOR,
    LANDLINE,
    SERVICE_400,
    SERVICE_800,
    /// 95588, 10086, 96110: a public service, in a fraud mostly a forged caller id.
    SHORT_CODE,
    /// 106…: where mass text messages come from.
    MESSAGE_SENDER,
    /// 110, 119, 120, 122.
    EMERGENCY,
    FOREIGN
  }

  private static final String CHINA = "+86";

  public PhoneNumber {
    if (!e164.startsWith("+") || e164.length() < 4) {
      throw new IllegalArgumentException("a phone number is + and digits");
    }
  }

  /// Understands a number as dialled in mainland China: what has no country code is Chinese.
  public static Parsed<PhoneNumber> parse(String typed) {
    return PhoneReading.read(typed);
  }

  public boolean chinese() {
    return line != Line.FOREIGN;
  }

  /// The digits as dialled inside China, without trunk zero: `13857901234`, `57128291234`, `95588`.
  public String national() {
    return e164.startsWith(CHINA) ? e164.substring(CHINA.length()) : e164.substring(1);
  }

  @Override
  public String key() {
    return "phone:" + e164;
  }

  @Override
  public String display() {
    return switch (line) {
      case SHORT_CODE, MESSAGE_SENDER, EMERGENCY -> national();
      case MOBILE, VIRTUAL_OPERATOR, LANDLINE, SERVICE_400, SERVICE_800 ->
          formatted(PhoneNumberFormat.NATIONAL);
      case FOREIGN -> formatted(PhoneNumberFormat.INTERNATIONAL);
    };
  }

  private String formatted(PhoneNumberFormat format) {
    var numbers = PhoneNumberUtil.getInstance();
    try {
      return numbers.format(dialled(numbers), format);
    } catch (NumberParseException unformattable) {
      return e164;
    }
  }

  /// Of a Chinese number the country code is known, so nothing has to be found out.
  private Phonenumber.PhoneNumber dialled(PhoneNumberUtil numbers) throws NumberParseException {
    return chinese()
        ? new Phonenumber.PhoneNumber()
            .setCountryCode(86)
            .setNationalNumber(Long.parseLong(national()))
        : numbers.parse(e164, null);
  }
}
