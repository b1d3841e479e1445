package org.haltline.core.board;

import org.haltline.core.order.OrderId;

/// An order's number taken apart into two numbers: half a million of them must be small.
final class OrderDigits {
  private static final int MOMENT_DIGITS = 17;

  private OrderDigits() {}

  /// The 17 digits of its millisecond.
  static long moment(OrderId id) {
    return Long.parseLong(id.digits(), 0, MOMENT_DIGITS, 10);
  }

  /// The 15 digits behind them.
  static long chance(OrderId id) {
    return Long.parseLong(id.digits(), MOMENT_DIGITS, id.digits().length(), 10);
  }

  static OrderId orderId(long moment, long chance) {
    return new OrderId("%017d%015d".formatted(moment, chance));
  }
}
