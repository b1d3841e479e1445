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
/// @param number under which the bank knows it; null where that is the order's own
public record SentOrder(
    OrderId id,
    CaseId caseId,
    OrderKind kind,
    @Nullable Money amount,
    @Nullable String number,
    Instant orderedAt) {

  /// Known to the bank by its own number.
  public SentOrder(
      OrderId id, CaseId caseId, OrderKind kind, @Nullable Money amount, Instant orderedAt) {
    this(id, caseId, kind, amount, null, orderedAt);
  }

  /// The same, as the bank knows it.
  public SentOrder numbered(String given) {
    return new SentOrder(id, caseId, kind, amount, given, orderedAt);
  }

  public static SentOrder of(OutgoingOrder outgoing) {
    var order = outgoing.order();
    return new SentOrder(
        order.id(), outgoing.caseId(), order.kind(), order.amount(), order.orderedAt());
  }
}
