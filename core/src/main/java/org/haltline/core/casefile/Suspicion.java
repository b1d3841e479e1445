package org.haltline.core.casefile;

import org.haltline.core.order.OrderKind.Nature;
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

  private static boolean keeps(String key, BankAccount payee) {
    return payee.form() == BankAccount.Form.WALLET
        && !payee.masked()
        && PhoneNumber.parse(payee.number()) instanceof Parsed.Understood<PhoneNumber> number
        && number.subject().key().equals(key);
  }
}
