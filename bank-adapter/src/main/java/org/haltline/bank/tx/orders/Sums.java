package org.haltline.bank.tx.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxOptions.Amounts;
import org.haltline.core.order.Money;

/// Sums in units of their currency, as the messages have them.
final class Sums {
  private Sums() {}

  /// As it will be written: never more than it is.
  static BigDecimal units(Money sum, TxOptions options) {
    return options.amounts() == Amounts.WHOLE
        ? sum.decimal().setScale(0, RoundingMode.DOWN)
        : sum.decimal();
  }

  /// What is asked of the bank on behalf of a sum.
  static Money asked(Money sum, TxOptions options) {
    return money(units(sum, options), sum.currency());
  }

  static Money money(BigDecimal units, String currency) {
    return new Money(
        units
            .movePointRight(Money.fractionDigits(currency))
            .setScale(0, RoundingMode.DOWN)
            .longValueExact(),
        currency);
  }
}
