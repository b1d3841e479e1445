package org.haltline.bank.line;

import java.util.ArrayList;
import java.util.List;

/// What a bank's answer tells, in one line for the history of a case.
public final class FoundLine {
  private FoundLine() {}

  public static String of(List<String> holders, int accounts, int movements) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    if (!holders.isEmpty()) {
      zh.add("户名" + String.join("、", holders));
      en.add("holder " + String.join(", ", holders));
    }
    if (holders.isEmpty() || accounts > 0 || movements > 0) {
      zh.add("账户%d个，交易%d笔".formatted(accounts, movements));
      en.add("%d accounts, %d transactions".formatted(accounts, movements));
    }
    return String.join("；", zh) + " / " + String.join("; ", en);
  }
}
