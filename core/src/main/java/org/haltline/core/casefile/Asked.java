package org.haltline.core.casefile;

import java.time.Instant;
import java.util.Set;
import org.haltline.core.order.Actor;

/// Everything a decision may lean on besides the case and the command: who asks, when, which order
/// numbers are free for this command, and which account-wide places the journal has already denied
/// it.
///
/// @param seed the order numbers of this command are drawn from `at` and this alone
/// @param deniedClaims names of claims (see [Claims]) that the journal refused when this was
///   decided before
public record Asked(Actor by, Instant at, long seed, Set<String> deniedClaims) {

  public Asked {
    deniedClaims = Set.copyOf(deniedClaims);
  }

  public Asked(Actor by, Instant at, long seed) {
    this(by, at, seed, Set.of());
  }

  public Asked denied(Set<String> claims) {
    return new Asked(by, at, seed, claims);
  }
}
