package org.haltline.core.casefile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haltline.core.order.OrderKind.Nature;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;

/// Whom a case holds for the other side: a warning would tell him what the centre knows.
final class Suspicion {
  private Suspicion() {}

  /// Whether the target is a lure of the case, was ordered to be cut, or keeps a wallet that the
  /// money went to.
  static boolean of(CaseState state, Subject target) {
    String key = target.key();
    return state.lures().stream().anyMatch(lure -> lure.subject().key().equals(key))
        || state.payments().stream().anyMatch(payment -> keeps(key, payment.payee().subject()))
        || state.orders().values().stream()
            .map(OrderFile::order)
            .anyMatch(it -> it.kind().nature() == Nature.CUT && it.targetKey().equals(key));
  }

  /// The numbers of which this holds, but for the caller's own, which was misheard, those that are
  /// protected, which were forged, and those found to have nothing to do with the fraud.
  static Set<String> numbers(CaseState state) {
    var numbers = new LinkedHashSet<String>();
    state.lures().stream().map(Routed::subject).forEach(lure -> add(lure, numbers));
    for (Payment payment : state.payments()) {
      wallet(payment.payee().subject()).ifPresent(number -> add(number, numbers));
    }
    for (OrderFile file : state.orders().values()) {
      if (file.order().kind().nature() == Nature.CUT) {
        add(file.order().target(), numbers);
      }
    }
    state.orders().values().stream()
        .filter(Suspicion::isCleared)
        .forEach(file -> numbers.remove(file.order().targetKey()));
    CallersOwn own = CallersOwn.in(state, List.of());
    numbers.removeIf(own::isNumber);
    return numbers;
  }

  private static boolean isCleared(OrderFile file) {
    return file.unrelated() != null
        || (file.state() == OrderState.NOT_ISSUED && file.reason() == ReasonCode.PROTECTED);
  }

  /// Emergency numbers, hotlines and senders of mass messages are forged, never a fraudster's.
  private static void add(Subject subject, Set<String> numbers) {
    if (subject instanceof PhoneNumber number && isSomebodys(number)) {
      numbers.add(number.key());
    }
  }

  private static boolean isSomebodys(PhoneNumber number) {
    return switch (number.line()) {
      case MOBILE, VIRTUAL_OPERATOR, LANDLINE, SERVICE_400, SERVICE_800, FOREIGN -> true;
      case SHORT_CODE, MESSAGE_SENDER, EMERGENCY -> false;
    };
  }

  private static Optional<PhoneNumber> wallet(BankAccount payee) {
    return payee.form() == BankAccount.Form.WALLET
            && !payee.masked()
            && PhoneNumber.parse(payee.number()) instanceof Parsed.Understood<PhoneNumber> number
        ? Optional.of(number.subject())
        : Optional.empty();
  }

  private static boolean keeps(String key, BankAccount payee) {
    return wallet(payee).filter(number -> number.key().equals(key)).isPresent();
  }
}
