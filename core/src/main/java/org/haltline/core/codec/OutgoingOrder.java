package org.haltline.core.codec;

import org.haltline.core.casefile.Claimant;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.jspecify.annotations.Nullable;

/// An order as it stands in its institution's queue or on its desk, and travels on the bus.
///
/// @param claimedBy who has it in hand; only ever somebody on a desk, and nobody in what was put
///   there before claims were told
public record OutgoingOrder(CaseId caseId, Order order, @Nullable Claimant claimedBy) {

  /// An order that nobody has in hand.
  public OutgoingOrder(CaseId caseId, Order order) {
    this(caseId, order, null);
  }

  public byte[] toBytes() {
    return Wire.JSON.writeValueAsBytes(this);
  }

  public static OutgoingOrder fromBytes(byte[] json) {
    return Wire.JSON.readValue(json, OutgoingOrder.class);
  }
}
