package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.refused;

import org.haltline.core.order.Money;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// Whether a sum can be true.
final class Sums {
  private Sums() {}

  static @Nullable Decision wrong(Money amount, String field, Rulebook book) {
    if (!Money.circulates(amount.currency())) {
      return refused(Refusal.CURRENCY_UNKNOWN, field, Why.NAMED, amount.currency());
    }
    if (amount.minor() <= 0 || amount.minor() > book.largestAmountMinor()) {
      return refused(
          Refusal.AMOUNT_OUT_OF_RANGE,
          field,
          Why.SUM_UP_TO,
          new Money(book.largestAmountMinor(), amount.currency()));
    }
    return null;
  }
}
