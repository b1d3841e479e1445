package org.haltline.core.order;

import java.util.regex.Pattern;

/// The number of a case as people say it: centre, day (yyMMdd), running number, `QY-261120-0031`.
/// Numbers may have gaps.
public record CaseId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Z]{2,8}-\\d{6}-\\d{4,9}");

  public CaseId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a case number (like QY-261120-0031): " + value);
    }
  }

  /// Whether the text has the shape of a case number; for input that is not trusted yet.
  public static boolean isShaped(String text) {
    return text.length() <= 25 && SHAPE.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
