package org.haltline.core.casefile;

import org.haltline.core.order.Order;

/// Names of the places that orders of all cases share, such as "stops on one account".
public final class Claims {
  private Claims() {}

  public static String stopsOn(Order order) {
    return "stops|" + order.institution() + "|" + order.targetKey();
  }
}
