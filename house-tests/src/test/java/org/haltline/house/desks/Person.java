package org.haltline.house.desks;

import java.util.Set;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;

/// Somebody who works at a desk. Invented.
record Person(Actor actor) {
  static final String PASSWORD = "first stop it, then know it";

  static Person ofTheCentre(String id, String name, Role role) {
    var unit = new PoliceUnit("青屿市公安局", PoliceUnit.Level.CITY);
    return new Person(new Actor(id, name, Set.of(role), null, unit));
  }

  static Person of(String institution, String id, String name, Role role) {
    return new Person(new Actor(id, name, Set.of(role), institution, null));
  }

  String id() {
    return actor.id();
  }

  String name() {
    return actor.name();
  }
}
