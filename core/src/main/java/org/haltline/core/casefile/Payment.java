package org.haltline.core.casefile;

import java.time.Instant;
import org.haltline.core.order.Money;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// Money that left, or is about to, as the caller tells it.
///
/// @param payer null when the caller does not know which account it left from
/// @param payeeName whom the caller believes the account to belong to
/// @param leftAt null when it has not left yet
public record Payment(
    @Nullable Routed<BankAccount> payer,
    Routed<BankAccount> payee,
    @Nullable String payeeName,
    Money amount,
    @Nullable Instant leftAt,
    @Nullable String method) {

  public boolean hasLeft() {
    return leftAt != null;
  }

  /// What tells one movement of money from another. Made once for each payment that is compared:
  /// the keys of accounts are work.
  public Movement movement() {
    return new Movement(payerKey(), payee.settledKey(), amount, leftAt);
  }

  /// From where, to where, how much, when.
  public record Movement(
      @Nullable String payer, String payee, Money amount, @Nullable Instant leftAt) {}

  private @Nullable String payerKey() {
    return payer == null ? null : payer.settledKey();
  }
}
