package org.haltline.console.http;

/// Sizes as people say them.
final class Bytes {
  private static final int UNIT = 1024;
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB"};

  private Bytes() {}

  /// 10 MiB; in the largest unit that says it exactly.
  static String said(long bytes) {
    long left = bytes;
    int unit = 0;
    while (left >= UNIT && left % UNIT == 0 && unit < UNITS.length - 1) {
      left /= UNIT;
      unit++;
    }
    return left + " " + UNITS[unit];
  }
}
