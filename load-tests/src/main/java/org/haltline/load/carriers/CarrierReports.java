package org.haltline.load.carriers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.haltline.load.world.Reports;

/// Reports of two numbers of two carriers, in turn over all of them; no two share a number. The
/// same seed and number give the same report.
record CarrierReports(long seed) {
  /// The orders that one of these reports gives.
  static final int ORDERS = 2;

  /// How the numbers of each carrier begin.
  private static final List<String> BEGINNINGS = List.of("195", "196", "199");

  private static final long SERIALS = 100_000_000;

  /// The JSON body of the report with this number.
  byte[] body(long number) {
    return """
    {"caller":{"name":"%s","phone":"1370000%s"},"via":"hotline","kind":"fake parcel",\
    "language":"zh","said":"快递理赔","victimOnLineWithFraudster":false,\
    "payments":[],"lures":[{"phone":"%s"},{"phone":"%s"}]}\
    """
        .formatted(
            Reports.caller(number),
            Reports.padded(number % 10_000, 4),
            phone(number * ORDERS),
            phone(number * ORDERS + 1))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String phone(long serial) {
    String beginning = BEGINNINGS.get((int) (serial % BEGINNINGS.size()));
    return beginning + Reports.padded(Math.floorMod(seed * 7_919_017 + serial, SERIALS), 8);
  }

  /// What an order of a report is about, as the carriers have it in their books.
  String target(long number, int order) {
    return "phone:+86" + phone(number * ORDERS + order);
  }
}
