package org.haltline.core.finding;

import java.util.List;

/// What one answer, or one statement, told.
///
/// @param unread movements it also named that no transfer can be made of: without a direction, a
///   sum or a time
public record Findings(
    List<AccountHolder> holders,
    List<AccountBalance> balances,
    List<Transfer> transfers,
    int unread) {

  public Findings {
    holders = List.copyOf(holders);
    balances = List.copyOf(balances);
    transfers = List.copyOf(transfers);
  }

  public static Findings transfers(List<Transfer> transfers) {
    return new Findings(List.of(), List.of(), transfers, 0);
  }

  public boolean tellNothing() {
    return holders.isEmpty() && balances.isEmpty() && transfers.isEmpty() && unread == 0;
  }
}
