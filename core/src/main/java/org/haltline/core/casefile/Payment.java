package org.haltline.core.casefile;

import java.time.Instant;
import java.util.Objects;
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

  /// Whether both tell of the same movement of money.
  public boolean isSameAs(Payment other) {
    return payee.settledKey().equals(other.payee.settledKey())
        && amount.equals(other.amount)
        && Objects.equals(leftAt, other.leftAt)
        && Objects.equals(payerKey(), other.payerKey());
  }

  private @Nullable String payerKey() {
    return payer == null ? null : payer.settledKey();
  }
}
