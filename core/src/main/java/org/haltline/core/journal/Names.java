package org.haltline.core.journal;

import java.util.regex.Pattern;

/// The rule for names that become part of a key in the store.
final class Names {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");

  private Names() {}

  static String requireInstitution(String name) {
    return require("an institution", name);
  }

  static String requireCentre(String name) {
    return require("a centre", name);
  }

  private static String require(String what, String name) {
    if (!SAFE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " is named by 1 to 40 letters, digits, dots, dashes or underscores, not: " + name);
    }
    return name;
  }
}
