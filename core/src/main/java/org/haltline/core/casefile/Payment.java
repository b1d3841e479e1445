package org.haltline.core.casefile;

import java.time.Instant;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// Money that left, or is about to, as the caller tells it.
///
/// @param payer null when the caller does not know which account it left from
/// @param payeeName whom the caller believes the account to belong to
/// @param leftAt null when it has not left yet
/// @param reference the payer's bank's own reference of it (end-to-end or transaction id, UETR,
///   serial number); null when the caller has none at hand. It tells no payment from another: the
///   same one may be told once with it and once without
public record Payment(
    @Nullable Routed<BankAccount> payer,
    Routed<BankAccount> payee,
    @Nullable String payeeName,
    Money amount,
    @Nullable Instant leftAt,
    @Nullable String method,
    @Nullable String reference) {

  public boolean hasLeft() {
    return leftAt != null;
  }

  /// Whether this is what was told before as still to leave, and has left now.
  boolean hasLeftSince(Payment told) {
    return hasLeft()
        && !told.hasLeft()
        && new Movement(payerKey(), payee.settledKey(), amount, null).equals(told.movement());
  }

  /// This payment, with what was known of it before it left and is not said again.
  Payment since(Payment told) {
    return new Payment(
        payer,
        payee,
        payeeName == null ? told.payeeName : payeeName,
        amount,
        leftAt,
        method == null ? told.method : method,
        reference == null ? told.reference : reference);
  }

  /// What tells one movement of money from another. Made once for each payment that is compared:
  /// the keys of accounts are work.
  public Movement movement() {
    return new Movement(payerKey(), payee.settledKey(), amount, leftAt);
  }

  /// From where, to where, how much, when.
  public record Movement(
      @Nullable String payer, String payee, Money amount, @Nullable Instant leftAt) {}

  /// As the orders about it name it, its accounts as their institutions know them.
  CoveredPayment covered() {
    return new CoveredPayment(
        reference, amount, leftAt, payer == null ? null : kept(payer), kept(payee));
  }

  private static BankAccount kept(Routed<BankAccount> account) {
    String institution = account.institution();
    return institution == null ? account.subject() : account.subject().at(institution);
  }

  private @Nullable String payerKey() {
    return payer == null ? null : payer.settledKey();
  }
}
