package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.refused;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.haltline.core.order.Money;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// Whether a sum can be true.
final class Sums {
  /// The codes of the ISO 4217 list, without the two that stand for no money at all.
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .filter(code -> !code.equals("XXX") && !code.equals("XTS"))
          .collect(Collectors.toUnmodifiableSet());

  private Sums() {}

  static @Nullable Decision wrong(Money amount, String field, Rulebook book) {
    if (!CURRENCIES.contains(amount.currency())) {
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
