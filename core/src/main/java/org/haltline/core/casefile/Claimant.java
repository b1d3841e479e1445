package org.haltline.core.casefile;

import java.time.Instant;
import org.haltline.core.order.Actor;

/// Who has an order on the desk in hand.
///
/// @param id of the actor
/// @param since when the order was claimed, or taken over
public record Claimant(String id, String name, Instant since) {
  static Claimant of(Actor actor, Instant since) {
    return new Claimant(actor.id(), actor.name(), since);
  }

  public boolean is(Actor actor) {
    return id.equals(actor.id());
  }
}
