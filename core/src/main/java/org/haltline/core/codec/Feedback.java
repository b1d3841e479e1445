package org.haltline.core.codec;

import org.haltline.core.finding.Findings;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// What an adapter reports about one order, on its way to the case.
///
/// @param signature with which the order went out; null when it did not, or went out unsigned
/// @param findings what the institution told about accounts beside it; null when nothing
public record Feedback(
    CaseId caseId,
    OrderId orderId,
    Receipt receipt,
    @Nullable OrderSignature signature,
    @Nullable Findings findings) {

  /// What is heard without knowing how the order went out.
  public Feedback(CaseId caseId, OrderId orderId, Receipt receipt) {
    this(caseId, orderId, receipt, null, null);
  }

  /// What an order's own institution answered, and no more.
  public Feedback(
      CaseId caseId, OrderId orderId, Receipt receipt, @Nullable OrderSignature signature) {
    this(caseId, orderId, receipt, signature, null);
  }

  public byte[] toBytes() {
    return Wire.JSON.writeValueAsBytes(this);
  }

  public static Feedback fromBytes(byte[] json) {
    return Wire.JSON.readValue(json, Feedback.class);
  }
}
