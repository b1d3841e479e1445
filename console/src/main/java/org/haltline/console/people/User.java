package org.haltline.console.people;

import java.util.Set;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.jspecify.annotations.Nullable;

/// A person who signs in with a password.
///
/// @param password its hash, with how it was made
/// @param mustChange whether the password was given out by somebody and opens nothing but its own
///   change
/// @param generation grows with whatever ends the person's sessions: other roles, a new password,
///   being disabled
/// @param version of the stored entry; 0 for one that is not stored yet
public record User(
    String id,
    String name,
    Set<Role> roles,
    @Nullable String institution,
    @Nullable PoliceUnit unit,
    boolean disabled,
    String password,
    boolean mustChange,
    long generation,
    long version) {

  public User {
    roles = Set.copyOf(roles);
  }

  public Actor actor() {
    return new Actor(id, name, roles, institution, unit);
  }

  /// The same person under another password.
  User withPassword(String hash, boolean givenOut) {
    return new User(
        id, name, roles, institution, unit, disabled, hash, givenOut, generation + 1, version);
  }

  /// The same person as somebody else in the house; every session ends.
  User as(Actor other, boolean nowDisabled) {
    return new User(
        id,
        other.name(),
        other.roles(),
        other.institution(),
        other.unit(),
        nowDisabled,
        password,
        mustChange,
        generation + 1,
        version);
  }
}
