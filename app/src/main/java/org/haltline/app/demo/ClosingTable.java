package org.haltline.app.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderState;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The day's sums, as a table for a person and as JSON for a program.
final class ClosingTable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ClosingTable() {}

  static String text(Figures.Summary day, Tongue tongue, boolean ledgerHolds) {
    var rows = new LinkedHashMap<String, String>();
    rows.put(
        tongue.say("reports", "报案"),
        day.reports()
            + (day.reportsRefused() == 0
                ? ""
                : tongue.say(" (refused: ", "(未受理:") + day.reportsRefused() + ")"));
    rows.put(tongue.say("orders", "指令"), String.valueOf(day.orders()));
    rows.put(tongue.say("  done", "  已办理"), String.valueOf(day.count(OrderState.DONE)));
    rows.put(tongue.say("  refused", "  被拒绝"), String.valueOf(day.count(OrderState.REFUSED)));
    rows.put(tongue.say("  not sent", "  未发出"), String.valueOf(day.count(OrderState.NOT_ISSUED)));
    rows.put(tongue.say("  withdrawn", "  已撤回"), String.valueOf(day.count(OrderState.WITHDRAWN)));
    rows.put(tongue.say("  on desk", "  待人工"), String.valueOf(day.count(OrderState.ON_DESK)));
    rows.put(
        tongue.say("  under way", "  在途"),
        String.valueOf(
            day.count(OrderState.ISSUED)
                + day.count(OrderState.TAKEN)
                + day.count(OrderState.UNKNOWN)
                + day.count(OrderState.REQUESTED)));
    rows.put(tongue.say("money reported", "报案金额"), sums(day.reported()));
    rows.put(tongue.say("money held", "已止付金额"), sums(day.held()));
    rows.put(
        tongue.say("report to order at the bank", "报案到指令抵达银行"),
        String.format(
            Locale.ROOT,
            "p50 %.1f ms, p99 %.1f ms (%d %s)",
            day.toBankP50Ms(),
            day.toBankP99Ms(),
            day.toBankCount(),
            tongue.say("orders", "条指令")));
    rows.put(
        tongue.say("ledger", "账本"),
        ledgerHolds
            ? tongue.say("verified: nothing altered, removed or reordered", "核验通过:无篡改、无缺失、无错序")
            : tongue.say("NOT VERIFIED, see above", "核验未通过,见上"));
    int width = rows.keySet().stream().mapToInt(ClosingTable::columns).max().orElse(0);
    var text = new StringBuilder();
    rows.forEach(
        (name, value) ->
            text.append("  ")
                .append(name)
                .append(" ".repeat(width - columns(name) + 2))
                .append(value)
                .append('\n'));
    return text.toString();
  }

  static String json(Figures.Summary day, boolean ledgerHolds) {
    var root = JSON.createObjectNode();
    root.put("reports", day.reports());
    root.put("reportsRefused", day.reportsRefused());
    root.put("orders", day.orders());
    var states = root.putObject("states");
    day.states().forEach((state, count) -> states.put(state.name(), count));
    var reported = root.putObject("reportedMinor");
    day.reported().forEach((currency, sum) -> reported.put(currency, sum.minor()));
    var held = root.putObject("heldMinor");
    day.held().forEach((currency, sum) -> held.put(currency, sum.minor()));
    var toBank = root.putObject("reportToBankMs");
    toBank.put("count", day.toBankCount());
    toBank.put("p50", day.toBankP50Ms());
    toBank.put("p99", day.toBankP99Ms());
    root.put("ledgerVerified", ledgerHolds);
    return JSON.writeValueAsString(root);
  }

  private static String sums(Map<String, Money> sums) {
    return sums.isEmpty()
        ? "0"
        : String.join(", ", sums.values().stream().map(Money::toString).toList());
  }

  /// How many terminal columns a text takes: Chinese characters take two.
  private static int columns(String text) {
    return text.codePoints()
        .map(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN ? 2 : 1)
        .sum();
  }
}
