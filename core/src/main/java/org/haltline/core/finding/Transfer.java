package org.haltline.core.finding;

import java.time.Instant;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;

/// Money that moved from one account to another.
///
/// @param from null for money that was paid in as cash, or by nobody who is named
/// @param to null for money that was drawn as cash, or went to nobody who is named
/// @param reference the institution's own number of it
/// @param remark what the institution wrote beside it: purpose, kind, place
public record Transfer(
    @Nullable TransferSide from,
    @Nullable TransferSide to,
    Money amount,
    Instant at,
    @Nullable String reference,
    @Nullable String remark) {

  public Transfer {
    if (from == null && to == null) {
      throw new IllegalArgumentException("a transfer from nowhere to nowhere");
    }
  }

  /// What tells one transfer from another. Names and remarks are told in many ways; two of the same
  /// sum between the same accounts in one second are two if one source tells both.
  public Movement movement() {
    return new Movement(account(from), account(to), amount, at, reference);
  }

  /// From where, to where, how much, when, under which number.
  public record Movement(
      @Nullable String from,
      @Nullable String to,
      Money amount,
      Instant at,
      @Nullable String reference) {}

  private static @Nullable String account(@Nullable TransferSide side) {
    return side == null ? null : side.account();
  }
}
