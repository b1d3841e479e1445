package org.haltline.core.order;

/// The police unit that an actor belongs to; its level decides what the actor may approve.
public record PoliceUnit(String name, Level level) {

  /// From the lowest to the highest.
  public enum Level {
    STATION,
    COUNTY,
    CITY
  }
}
