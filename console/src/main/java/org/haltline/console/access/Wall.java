package org.haltline.console.access;

import java.util.Set;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Routed;
import org.haltline.core.order.Actor;
import org.jspecify.annotations.Nullable;

/// The wall between institutions: what of a case is to be seen from one side of it.
///
/// @param institution whose staff looks; null for the police, who see everything
public record Wall(@Nullable String institution) {

  public static Wall of(Actor actor) {
    return new Wall(actor.institution());
  }

  public boolean stands() {
    return institution != null;
  }

  /// Whether what belongs to this institution is seen.
  public boolean shows(@Nullable String of) {
    return institution == null || institution.equals(of);
  }

  /// An institution sees the orders that reached it. What still waits for a second person, or never
  /// left, is the police's own business.
  public boolean shows(OrderFile file) {
    return institution == null
        || (institution.equals(file.order().institution()) && file.state().hasLeft());
  }

  /// An institution sees the payments to and from the accounts that its orders name; that the
  /// victim keeps an account there opens nothing.
  ///
  /// @param named the targets of the orders that it sees
  public boolean shows(Payment payment, Set<String> named) {
    Routed<?> payer = payment.payer();
    return institution == null
        || named.contains(payment.payee().settledKey())
        || (payer != null && named.contains(payer.settledKey()));
  }
}
