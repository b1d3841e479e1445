package org.haltline.core.codec;

import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// What an adapter reports about one order, on its way to the case.
///
/// @param signature with which the order went out; null when it did not, or went out unsigned
public record Feedback(
    CaseId caseId, OrderId orderId, Receipt receipt, @Nullable OrderSignature signature) {

  /// What is heard without knowing how the order went out.
  public Feedback(CaseId caseId, OrderId orderId, Receipt receipt) {
    this(caseId, orderId, receipt, null);
  }

  public byte[] toBytes() {
    return Wire.JSON.writeValueAsBytes(this);
  }

  public static Feedback fromBytes(byte[] json) {
    return Wire.JSON.readValue(json, Feedback.class);
  }
}
