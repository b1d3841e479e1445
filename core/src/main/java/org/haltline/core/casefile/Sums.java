package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.refused;

import java.util.Currency;
import org.haltline.core.order.Money;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// Whether a sum can be true.
final class Sums {
  private Sums() {}

  static @Nullable Decision wrong(Money amount, String field, Rulebook book) {
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(currency -> currency.getCurrencyCode().equals(amount.currency()));
    if (!known) {
      return refused(Refusal.CURRENCY_UNKNOWN, field, amount.currency());
    }
    if (amount.minor() <= 0 || amount.minor() > book.largestAmountMinor()) {
      return refused(
          Refusal.AMOUNT_OUT_OF_RANGE,
          field,
          "above zero and at most " + new Money(book.largestAmountMinor(), amount.currency()));
    }
    return null;
  }
}
