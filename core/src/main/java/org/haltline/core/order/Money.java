package org.haltline.core.order;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sum in minor units of an ISO 4217 currency: `new Money(4_980_000, "CNY")` is 49,800.00 yuan.
public record Money(long minor, String currency) {

  /// Those of today: a withdrawn one is no country's any more.
  private static final Set<String> CIRCULATING =
      Arrays.stream(Locale.getISOCountries())
          .flatMap(country -> Stream.ofNullable(Currency.getInstance(Locale.of("", country))))
          .filter(one -> one.getDefaultFractionDigits() >= 0)
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, Integer> DIGITS =
      Currency.getAvailableCurrencies().stream()
          .filter(one -> one.getDefaultFractionDigits() >= 0)
          .collect(
              Collectors.toUnmodifiableMap(
                  Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

  public Money {
    if (minor < 0) {
      throw new IllegalArgumentException("a sum is never negative: " + minor);
    }
  }

  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  public Money plus(Money other) {
    sameCurrency(other);
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  /// The lesser of the two, for instance of what was asked and what was there.
  public Money min(Money other) {
    sameCurrency(other);
    return minor <= other.minor ? this : other;
  }

  public boolean isZero() {
    return minor == 0;
  }

  public BigDecimal decimal() {
    return BigDecimal.valueOf(minor, fractionDigits(currency));
  }

  /// Whether this code of ISO 4217 stands for money that people pay with: a metal (XAU), a unit of
  /// account (XDR) and the codes for tests and for none (XTS, XXX) have no minor unit.
  public static boolean circulates(String currency) {
    return CIRCULATING.contains(currency);
  }

  /// How many digits stand after the point in this currency; 2 where ISO 4217 names none (such as
  /// gold), and where it has no such code: what an institution wrote is told to a person as it
  /// stands.
  public static int fractionDigits(String currency) {
    return DIGITS.getOrDefault(currency, 2);
  }

  private void sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
  }

  @Override
  public String toString() {
    return currency + " " + decimal().toPlainString();
  }
}
