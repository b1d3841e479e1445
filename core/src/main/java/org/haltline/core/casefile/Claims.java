package org.haltline.core.casefile;

import java.time.ZoneId;
import org.haltline.core.order.Order;

/// Names of the places that orders of all cases share, such as "stops on one account".
public final class Claims {
  private Claims() {}

  public static String stopsOn(Order order) {
    return "stops|" + order.institution() + "|" + order.targetKey();
  }

  /// Held by every order that keeps this target cut in this way at this institution.
  public static String cutsOn(Order order) {
    return "cuts|" + order.institution() + "|" + order.kind() + "|" + order.targetKey();
  }

  /// Held by every case that holds this number for a fraudster's.
  ///
  /// @param key of the number
  public static String suspects(String key) {
    return "suspects|" + key;
  }

  /// Held by every warning of that day to this number.
  public static String warningsTo(Order order, ZoneId zone) {
    return "warnings|" + order.orderedAt().atZone(zone).toLocalDate() + "|" + order.targetKey();
  }

  /// Who asks whether anybody suspects the number of a warning: not the order itself, so that what
  /// the journal denied can be told apart.
  public static String asksForSuspicion(Order order) {
    return "suspected:" + order.id().digits();
  }
}
