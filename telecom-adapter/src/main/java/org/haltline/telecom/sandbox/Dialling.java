package org.haltline.telecom.sandbox;

import java.util.regex.Pattern;

/// What a carrier reads off the digits of a number.
final class Dialling {
  private static final String CHINA = "+86";
  private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");

  private Dialling() {}

  static boolean isForeign(String e164) {
    return !e164.startsWith(CHINA);
  }

  static boolean isMobile(String e164) {
    return !isForeign(e164) && MOBILE.matcher(national(e164)).matches();
  }

  static String national(String e164) {
    return e164.substring(CHINA.length());
  }
}
