package org.haltline.load.crash;

import java.util.List;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;

/// A case as its facts in the journal make it, as far as the comparison needs it.
///
/// @param caller who called, which tells the report
/// @param version how many facts it has
public record JournalledCase(
    String caseId, String caller, long version, List<JournalledOrder> orders) {

  public JournalledCase {
    orders = List.copyOf(orders);
  }

  /// One of its orders.
  ///
  /// @param held null where nothing is held or nothing is counted
  /// @param because the reason in words, where there is one
  public record JournalledOrder(
      String number,
      String institution,
      String targetKey,
      OrderState state,
      @Nullable Money held,
      @Nullable String because) {

    static JournalledOrder of(OrderFile file) {
      return new JournalledOrder(
          file.order().id().digits(),
          file.order().institution(),
          file.order().targetKey(),
          file.state(),
          file.hold() == null ? null : file.hold().held(),
          file.remark());
    }
  }

  public static JournalledCase of(CaseState state, long version) {
    var report = state.report();
    return new JournalledCase(
        state.caseId().value(),
        report == null ? "" : report.caller().name(),
        version,
        state.orders().values().stream().map(JournalledOrder::of).toList());
  }
}
