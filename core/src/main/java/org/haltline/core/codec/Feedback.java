package org.haltline.core.codec;

import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Receipt;

/// What an adapter reports about one order, on its way to the case.
public record Feedback(CaseId caseId, OrderId orderId, Receipt receipt) {

  public byte[] toBytes() {
    return Wire.JSON.writeValueAsBytes(this);
  }

  public static Feedback fromBytes(byte[] json) {
    return Wire.JSON.readValue(json, Feedback.class);
  }
}
