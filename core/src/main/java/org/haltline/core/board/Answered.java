package org.haltline.core.board;

import java.time.Duration;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// The mark of an answer: how long it took, and how much of what was ordered was still there.
///
/// @param ageS seconds from when the money left, or from the order where nobody says, to the answer
/// @param permille of the sum ordered that is held; below zero where that says nothing about money
///   that moves on
public record Answered(
    String institution, OrderKind kind, long orderedAtS, long tookMs, long ageS, int permille) {
  private static final int SAYS_NOTHING = -1;

  public Answered {
    institution = institution.intern();
  }

  /// Null where nobody answered.
  static @Nullable Answered of(OrderFile file) {
    Receipt answer = file.settled();
    if (answer == null) {
      return null;
    }
    Order order = file.order();
    long tookMs = Math.max(0, Duration.between(order.orderedAt(), answer.at()).toMillis());
    long ageS = Math.max(0, answer.at().getEpochSecond() - OpenOrder.of(file).leftAtS());
    return new Answered(
        order.institution(),
        order.kind(),
        order.orderedAt().getEpochSecond(),
        tookMs,
        ageS,
        permille(order, answer));
  }

  public boolean tellsOfMoney() {
    return permille >= 0;
  }

  /// A stop that found nothing tells as much as one that found all; a slip of a name tells nothing.
  private static int permille(Order order, Receipt answer) {
    Money ordered = order.amount();
    if (order.kind() != OrderKind.STOP_PAYMENT || ordered == null || ordered.isZero()) {
      return SAYS_NOTHING;
    }
    return switch (answer) {
      case Receipt.Done done when done.held() != null ->
          done.held().currency().equals(ordered.currency())
              ? (int) Math.min(1_000, Math.round(1_000.0 * done.held().minor() / ordered.minor()))
              : SAYS_NOTHING;
      case Receipt.Refused no -> no.reason() == ReasonCode.NOTHING_THERE ? 0 : SAYS_NOTHING;
      default -> SAYS_NOTHING;
    };
  }
}
