package org.haltline.console.view;

import java.util.List;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.jspecify.annotations.Nullable;

/// A person, and what they are in the house.
public record ActorView(
    String id,
    String name,
    List<String> roles,
    @Nullable String institution,
    @Nullable UnitView unit) {

  /// A police unit; its level decides what may be approved.
  public record UnitView(String name, String level) {
    static @Nullable UnitView of(@Nullable PoliceUnit unit) {
      return unit == null ? null : new UnitView(unit.name(), unit.level().name());
    }
  }

  public static ActorView of(Actor actor) {
    return new ActorView(
        actor.id(),
        actor.name(),
        actor.roles().stream().sorted().map(Enum::name).toList(),
        actor.institution(),
        UnitView.of(actor.unit()));
  }
}
