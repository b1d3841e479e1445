package org.haltline.core.order;

import java.time.Instant;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// One payment that an order is about: what a bank needs to find it in its books.
///
/// @param reference the victim's bank's own reference of it, as the caller read it out; null when
///   not known
/// @param leftAt null when it has not left yet
/// @param payer null when the caller does not know which account it left from
public record CoveredPayment(
    @Nullable String reference,
    Money amount,
    @Nullable Instant leftAt,
    @Nullable BankAccount payer,
    BankAccount payee) {}
