package org.haltline.console;

/// Calls as operators take them down, for tests.
final class Calls {
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
