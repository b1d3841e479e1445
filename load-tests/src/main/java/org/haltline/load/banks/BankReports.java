package org.haltline.load.banks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.haltline.load.world.Reports;

/// Reports of two payments to accounts of two banks, in turn over all banks; no two share an
/// account. The same seed and number give the same report.
///
/// @param banks how many there are
record BankReports(long seed, int banks) {
  /// The orders that one of these reports gives.
  static final int ORDERS = 2;

  private static final String BIN = "622202";

  /// The JSON body of the report with this number.
  byte[] body(long number, Instant now) {
    var dice = new SplittableRandom(seed * 1_000_003 + number);
    String left = now.minus(5, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS).toString();
    String json =
        """
        {"caller":{"name":"%s","phone":"1370000%s"},"via":"hotline","kind":"fake task rebates",\
        "language":"zh","said":"转了两笔","victimOnLineWithFraudster":false,\
        "payments":[%s,%s],"lures":[]}\
        """
            .formatted(
                Reports.caller(number),
                Reports.padded(number % 10_000, 4),
                payment(dice, number * ORDERS, left),
                payment(dice, number * ORDERS + 1, left));
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private String payment(SplittableRandom dice, long serial, String left) {
    return """
    {"payee":{"bank":"%s","account":"%s"},"amount":"%d.00","currency":"CNY","at":"%s","reference":"QY%d"}\
    """
        .formatted(bank(serial), account(serial), 1_000 + dice.nextInt(90_000), left, serial);
  }

  private String bank(long serial) {
    return Line.id((int) (serial % banks) + 1);
  }

  /// The bank of a report's payment.
  String bank(long number, int payment) {
    return bank(number * ORDERS + payment);
  }

  /// The payee of the payment with this number.
  private String account(long serial) {
    return Reports.card(BIN, Math.floorMod(seed, 500) * 1_000_000_000L + serial);
  }

  /// What the orders of a report are about, as the banks have it in their books.
  String target(long number, int payment) {
    return "account:" + account(number * ORDERS + payment);
  }
}
