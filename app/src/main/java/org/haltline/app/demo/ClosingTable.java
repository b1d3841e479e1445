package org.haltline.app.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.haltline.core.casefile.CaseSum;
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
                : tongue.say(" (refused: ", "（未受理：")
                    + day.reportsRefused()
                    + tongue.say(")", "）")));
    rows.put(tongue.say("orders", "指令"), String.valueOf(day.orders()));
    rows.put(tongue.say("  done", "  已办理"), String.valueOf(day.count(OrderState.DONE)));
    rows.put(tongue.say("  refused", "  被拒绝"), String.valueOf(day.count(OrderState.REFUSED)));
    rows.put(tongue.say("  not sent", "  未发出"), String.valueOf(day.count(OrderState.NOT_ISSUED)));
    rows.put(tongue.say("  declined", "  审批未通过"), String.valueOf(day.count(OrderState.DECLINED)));
    rows.put(tongue.say("  withdrawn", "  已撤回"), String.valueOf(day.count(OrderState.WITHDRAWN)));
    rows.put(tongue.say("  on desk", "  待人工"), String.valueOf(day.count(OrderState.ON_DESK)));
    rows.put(
        tongue.say("  under way", "  在途"),
        String.valueOf(
            day.count(OrderState.ISSUED)
                + day.count(OrderState.TAKEN)
                + day.count(OrderState.UNKNOWN)
                + day.count(OrderState.REQUESTED)));
    rows.put(tongue.say("money reported", "报案金额"), sums(day.sums(), CaseSum::reported));
    rows.put(tongue.say("  of it not yet left", "  其中尚未转出"), sums(day.sums(), CaseSum::notYetLeft));
    rows.put(tongue.say("money held", "已止付金额"), sums(day.sums(), CaseSum::held));
    rows.put(
        tongue.say("report to order at the bank", "报案到指令抵达银行"),
        String.format(
            Locale.ROOT,
            tongue.say(
                "p50 %.1f ms, p99 %.1f ms (only %d orders, a cold start among them)",
                "p50 %.1f ms，p99 %.1f ms（仅 %d 条指令，含冷启动）"),
            day.toBankP50Ms(),
            day.toBankP99Ms(),
            day.toBankCount()));
    rows.put(
        tongue.say("ledger", "账本"),
        ledgerHolds
            ? tongue.say("verified: nothing altered, removed or reordered", "核验通过：无篡改、无缺失、无错序")
            : tongue.say("NOT VERIFIED, see above", "核验未通过，见上"));
    int width = rows.keySet().stream().mapToInt(Columns::of).max().orElse(0);
    var text = new StringBuilder();
    rows.forEach(
        (name, value) ->
            text.append("  ")
                .append(name)
                .append(" ".repeat(width - Columns.of(name) + 2))
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
    var sums = root.putArray("sums");
    for (CaseSum sum : day.sums()) {
      var told = sums.addObject();
      told.put("currency", sum.currency());
      told.put("reported", sum.reported().decimal().toPlainString());
      told.put("notYetLeft", sum.notYetLeft().decimal().toPlainString());
      told.put("held", sum.held().decimal().toPlainString());
    }
    var toBank = root.putObject("reportToBankMs");
    toBank.put("count", day.toBankCount());
    toBank.put("p50", day.toBankP50Ms());
    toBank.put("p99", day.toBankP99Ms());
    root.put("ledgerVerified", ledgerHolds);
    return JSON.writeValueAsString(root);
  }

  /// In the place of the table where the day could not begin, or was cut short.
  static String failed(String why) {
    var root = JSON.createObjectNode();
    root.putObject("failed").put("why", why);
    return JSON.writeValueAsString(root);
  }

  private static String sums(List<CaseSum> sums, Function<CaseSum, Money> which) {
    return sums.isEmpty()
        ? "0"
        : String.join(", ", sums.stream().map(which).map(Columns::money).toList());
  }
}
