package org.haltline.core.board;

import java.time.Instant;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;

/// The mark of an order that left and is not answered. Moments are seconds since 1970.
///
/// @param minor of `currency`; zero where it names no sum
/// @param leftAtS when the money that it is about left last; when it was ordered where nobody says
public record OpenOrder(
    long moment,
    long chance,
    OrderKind kind,
    OrderState state,
    String institution,
    long orderedAtS,
    long dueAtS,
    long leftAtS,
    long minor,
    @Nullable String currency) {

  public OpenOrder {
    institution = institution.intern();
    currency = currency == null ? null : currency.intern();
  }

  static OpenOrder of(OrderFile file) {
    Order order = file.order();
    Money amount = order.amount();
    return new OpenOrder(
        OrderDigits.moment(order.id()),
        OrderDigits.chance(order.id()),
        order.kind(),
        file.state(),
        order.institution(),
        order.orderedAt().getEpochSecond(),
        order.answerDueAt().getEpochSecond(),
        leftAt(order).getEpochSecond(),
        amount == null ? 0 : amount.minor(),
        amount == null ? null : amount.currency());
  }

  private static Instant leftAt(Order order) {
    Instant last = null;
    for (CoveredPayment payment : order.covers()) {
      Instant left = payment.leftAt();
      if (left != null && (last == null || left.isAfter(last))) {
        last = left;
      }
    }
    return last == null ? order.orderedAt() : last;
  }

  public OrderId orderId() {
    return OrderDigits.orderId(moment, chance);
  }

  /// Whether its answer should have come by now.
  public boolean lateAt(Instant now) {
    return dueAtS < now.getEpochSecond();
  }
}
