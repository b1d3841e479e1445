package org.haltline.bank.line;

import java.time.Instant;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// What one must know of an order to understand the feedback on it, and no person in it.
///
/// @param amount null where the kind names none
public record SentOrder(
    OrderId id, CaseId caseId, OrderKind kind, @Nullable Money amount, Instant orderedAt) {

  public static SentOrder of(OutgoingOrder outgoing) {
    var order = outgoing.order();
    return new SentOrder(
        order.id(), outgoing.caseId(), order.kind(), order.amount(), order.orderedAt());
  }
}
