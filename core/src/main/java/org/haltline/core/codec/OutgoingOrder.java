package org.haltline.core.codec;

import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;

/// An order as it stands in its institution's queue and travels on the bus.
public record OutgoingOrder(CaseId caseId, Order order) {

  public byte[] toBytes() {
    return Wire.JSON.writeValueAsBytes(this);
  }

  public static OutgoingOrder fromBytes(byte[] json) {
    return Wire.JSON.readValue(json, OutgoingOrder.class);
  }
}
