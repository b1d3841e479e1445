package org.haltline.core.casefile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What is the caller's own, as far as a case tells: the number that the call came from and the
/// accounts that money left from. Where a caller names it as the fraudster's it was misheard, or
/// mistyped, or forged; an order on it would cut off the one who asks for help, so none leaves by
/// itself. A person who knows better gives it by hand.
final class CallersOwn {
  private final @Nullable String numberKey;
  private final Set<String> accountKeys = new HashSet<>();

  /// @param payments all that are known, the new ones too
  CallersOwn(Report.Caller caller, Stream<Payment> payments) {
    numberKey = numberKey(caller.phone());
    payments.forEach(
        payment -> {
          if (payment.payer() != null) {
            accountKeys.add(payment.payer().settledKey());
          }
        });
  }

  static CallersOwn in(Report report) {
    return new CallersOwn(report.caller(), report.payments().stream());
  }

  static CallersOwn in(CaseState state, List<Payment> more) {
    Report report = state.report();
    return new CallersOwn(
        report == null ? new Report.Caller("", "") : report.caller(),
        Stream.concat(state.payments().stream(), more.stream()));
  }

  /// Why no order of this kind leaves by itself; empty when the target is not the caller's. A
  /// recall is for the caller's own account, and on their behalf.
  Optional<String> reason(OrderKind kind, Subject settled) {
    if (kind == OrderKind.RECALL) {
      return Optional.empty();
    }
    return switch (settled) {
      case PhoneNumber number when number.key().equals(numberKey) ->
          Optional.of(new Bilingual("本次来电的号码", "the number that the call came from").both());
      case BankAccount account when accountKeys.contains(account.key()) ->
          Optional.of(
              new Bilingual("来电人资金转出的账户", "an account that the caller's money left from").both());
      case BankAccount account when isWalletOfNumber(account) ->
          Optional.of(
              new Bilingual("来电号码的钱包", "the wallet of the number that the call came from").both());
      default -> Optional.empty();
    };
  }

  /// Whether the call came from this number.
  boolean isNumber(String key) {
    return key.equals(numberKey);
  }

  private boolean isWalletOfNumber(BankAccount account) {
    return numberKey != null
        && account.form() == BankAccount.Form.WALLET
        && !account.masked()
        && numberKey.equals(numberKey(account.number()));
  }

  /// Null for what is no number: callers withhold theirs.
  private static @Nullable String numberKey(String typed) {
    return PhoneNumber.parse(typed) instanceof Parsed.Understood<PhoneNumber> understood
        ? understood.subject().key()
        : null;
  }
}
