package org.haltline.core.finding;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What was in an account when its bank was asked.
///
/// @param account null when it is the account that was asked about
/// @param balance in major units; below zero on a credit card
/// @param available what could be drawn
public record AccountBalance(
    @Nullable String account,
    @Nullable String currency,
    @Nullable BigDecimal balance,
    @Nullable BigDecimal available) {

  public AccountBalance {
    balance = plain(balance);
    available = plain(available);
  }

  /// 12.30 and 12.3 are one sum, whoever told it.
  private static @Nullable BigDecimal plain(@Nullable BigDecimal sum) {
    if (sum == null) {
      return null;
    }
    BigDecimal shortest = sum.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
