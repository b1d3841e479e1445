package org.haltline.bank.iso.orders;

import java.util.List;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Balance;
import org.haltline.bank.iso.IsoMessage.Entry;
import org.haltline.bank.line.FoundLine;
import org.jspecify.annotations.Nullable;

/// What a bank's answer tells: who holds the account, what is on it, what moved.
///
/// @param holder null where the bank does not name one
public record IsoFindings(@Nullable String holder, List<Balance> balances, List<Entry> movements) {

  static IsoFindings of(AccountReport report) {
    return new IsoFindings(report.owner(), report.balances(), report.entries());
  }

  /// In a line, for the history of a case.
  String summary() {
    return FoundLine.of(
        holder == null ? List.of() : List.of(holder), balances.isEmpty() ? 0 : 1, movements.size());
  }
}
