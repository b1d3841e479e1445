package org.haltline.core.order;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who acts: a person with roles, of an institution (liaisons) or of a police unit (everyone else),
/// or an institution's adapter.
public record Actor(
    String id,
    String name,
    Set<Role> roles,
    @Nullable String institution,
    @Nullable PoliceUnit unit) {

  public Actor {
    roles = Set.copyOf(roles);
  }

  /// The adapter of an institution.
  public static Actor adapterOf(String institution) {
    return new Actor(
        "adapter:" + institution, institution, Set.of(Role.MACHINE), institution, null);
  }

  /// The house itself, for what time alone brings about (a hold that ends, an answer that is late).
  public static Actor house() {
    return new Actor("house", "Haltline", Set.of(Role.MACHINE), null, null);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public boolean belongsTo(String institutionId) {
    return institutionId.equals(institution);
  }
}
