package org.haltline.console.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.console.contract.Part;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Remark;
import org.haltline.core.order.Money;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// One body being read: collects its faults and doubts, and knows the moment it came. A reading
/// that fails gives null and leaves a fault, so that the rest is read all the same.
final class Form {
  /// How far a caller's clock may run ahead of ours; the same as the case's own decision uses.
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern SUM = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,10})?");
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final Rulebook book;
  private final Instant now;
  private final boolean misshapen;
  private final List<Remark> faults;
  private final List<Remark> warnings = new ArrayList<>();

  /// @param shapeFaults what the contract has against it already
  Form(Rulebook book, Instant now, List<Remark> shapeFaults) {
    this.book = book;
    this.now = now;
    this.misshapen = !shapeFaults.isEmpty();
    this.faults = new ArrayList<>(shapeFaults);
  }

  Instant now() {
    return now;
  }

  void fault(Part at, String key, Object... args) {
    faults.add(Remark.of(at.pointer(), key, args));
  }

  void fault(Remark fault) {
    faults.add(fault);
  }

  void warn(Remark doubt) {
    warnings.add(doubt);
  }

  List<Remark> warnings() {
    return List.copyOf(warnings);
  }

  /// Ends the reading: with a problem that names everything, if there is anything.
  void close() {
    if (!faults.isEmpty()) {
      throw new Refused(
          Problem.faults(misshapen ? ProblemCode.SHAPE : ProblemCode.INVALID, faults));
    }
  }

  /// Text that must say something; null only beside a fault.
  @Nullable String said(Part part) {
    String text = part.text();
    if (text != null && text.isBlank()) {
      fault(part, "fault.blank");
      return null;
    }
    return text == null ? null : text.strip();
  }

  /// Text that may be left out; blank is as good as absent.
  static @Nullable String optional(Part part) {
    String text = part.text();
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// A sum above zero.
  @Nullable Money payment(Part amount, Part currency) {
    return sum(amount, currency, false);
  }

  /// A sum of zero or more, exactly as written.
  @Nullable Money sum(Part amount, Part currency) {
    return sum(amount, currency, true);
  }

  private @Nullable Money sum(Part amount, Part currency, boolean zeroToo) {
    String digits = amount.text();
    String code = currency.text();
    if (code != null && !CURRENCIES.contains(code)) {
      fault(currency, "fault.currency-unknown", shortened(code));
      return null;
    }
    if (code != null && !Money.circulates(code)) {
      fault(currency, "fault.currency-no-money", code);
      return null;
    }
    if (digits == null) {
      return null;
    }
    if (!SUM.matcher(digits).matches()) {
      fault(amount, "fault.amount-shape", shortened(digits));
      return null;
    }
    if (code == null) {
      return null;
    }
    var value = new BigDecimal(digits);
    int fractionDigits = Money.fractionDigits(code);
    if (value.scale() > fractionDigits) {
      fault(amount, "fault.amount-decimals", digits, value.scale(), code, fractionDigits);
      return null;
    }
    if (digits.startsWith("-") || (value.signum() == 0 && !zeroToo)) {
      fault(amount, zeroToo ? "fault.amount-negative" : "fault.amount-not-positive");
      return null;
    }
    if (value.compareTo(BigDecimal.valueOf(book.largestAmountMinor(), fractionDigits)) > 0) {
      fault(amount, "fault.amount-too-large", digits, new Money(book.largestAmountMinor(), code));
      return null;
    }
    return new Money(value.movePointRight(fractionDigits).longValueExact(), code);
  }

  /// A moment, whatever it is.
  @Nullable Instant time(Part part) {
    String text = part.text();
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      fault(part, "fault.time-shape", shortened(text));
      return null;
    }
  }

  /// A moment that has been: not in the future, and not so long ago that it must be a slip.
  @Nullable Instant past(Part part) {
    Instant at = time(part);
    if (at == null) {
      return null;
    }
    if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
      fault(part, "fault.time-future", at);
      return null;
    }
    if (at.isBefore(now.minus(book.oldestPayment()))) {
      fault(part, "fault.time-ancient", at, book.oldestPayment().toDays());
      return null;
    }
    return at;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
