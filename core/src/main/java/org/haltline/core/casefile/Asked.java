package org.haltline.core.casefile;

import java.time.Instant;
import java.util.Set;
import org.haltline.core.order.Actor;

/// Everything a decision may lean on besides the case and the command: who asks, when, which order
/// numbers are free for this command, and which account-wide places the journal has already denied
/// it.
///
/// @param seed the order numbers of this command are drawn from `at` and this alone
/// @param deniedClaims numbers of the orders for which the journal had no free place (see [Claims])
///   when this was decided before; the numbers are the same each time it is decided
public record Asked(Actor by, Instant at, long seed, Set<String> deniedClaims) {

  public Asked {
    deniedClaims = Set.copyOf(deniedClaims);
  }

  public Asked(Actor by, Instant at, long seed) {
    this(by, at, seed, Set.of());
  }

  public Asked denied(Set<String> orders) {
    return new Asked(by, at, seed, orders);
  }
}
