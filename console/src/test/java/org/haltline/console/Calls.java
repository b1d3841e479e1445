package org.haltline.console;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls as operators take them down, for tests.
final class Calls {
  private static final Map<String, String> BINS = Map.of("ICBC", "622202", "ABC", "622848");
  private static final AtomicInteger CARDS = new AtomicInteger(100);

  static final String ICBC_CARD = "6222020000000000018";
  static final String ABC_CARD = "6228480000000000018";
  static final String CCB_CARD = "6217000010000000003";
  static final String TREASURY = "6222020000000000117";

  private Calls() {}

  static String report(String payments, String lures) {
    return """
    {"caller":{"name":"林晓梅","phone":"13800001111"},"via":"hotline","kind":"fake shopping",
     "said":"对方让我先付款,付完就联系不上了。","language":"zh","victimOnLineWithFraudster":false,
     "payments":[%s],"lures":[%s]}
    """
        .formatted(payments, lures);
  }

  static String payment(String bank, String account, String amount) {
    return payment(bank, account, amount, "2026-11-20T09:03:11+08:00");
  }

  static String payment(String bank, String account, String amount, String at) {
    return """
    {"payer":{"bank":"建设银行","account":"%s"},"payee":{"bank":"%s","account":"%s","name":"周某"},
     "amount":"%s","currency":"CNY","at":"%s"}
    """
        .formatted(CCB_CARD, bank, account, amount, at);
  }

  /// A card of this bank that no other call names: on one account the law allows few stops.
  static String freshCard(String institution) {
    String digits = BINS.get(institution) + "%012d".formatted(CARDS.incrementAndGet());
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return digits + (10 - sum % 10) % 10;
  }

  /// One payment to one card at ICBC, and nothing else.
  static String to(String card, String amount) {
    return report(payment("工商银行", card, amount), "");
  }

  /// One payment to one bank, one number.
  static String plain() {
    return report(payment("工商银行", ICBC_CARD, "49800.00"), "{\"phone\":\"13800002222\"}");
  }

  /// Two payments to two banks, two numbers, one link.
  static String full() {
    return report(
        payment("工商银行", ICBC_CARD, "49800.00") + "," + payment("农业银行", ABC_CARD, "12000.50"),
        "{\"phone\":\"13800002222\"},{\"phone\":\"+85221234567\"},{\"url\":\"http://meeting.example/download\"}");
  }
}
