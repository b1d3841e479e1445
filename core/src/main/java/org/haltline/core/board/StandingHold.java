package org.haltline.core.board;

import java.util.Objects;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// The mark of held money or of a cut that stands. Moments are seconds since 1970.
///
/// @param minor of `currency`; zero for a cut
public record StandingHold(
    long moment,
    long chance,
    OrderKind kind,
    String institution,
    long endsAtS,
    long minor,
    @Nullable String currency) {

  public StandingHold {
    institution = institution.intern();
    currency = currency == null ? null : currency.intern();
  }

  static StandingHold of(OrderFile file) {
    Hold hold = Objects.requireNonNull(file.hold());
    Money held = hold.held();
    return new StandingHold(
        OrderDigits.moment(hold.orderId()),
        OrderDigits.chance(hold.orderId()),
        file.order().kind(),
        file.order().institution(),
        hold.endsAt().getEpochSecond(),
        held == null ? 0 : held.minor(),
        held == null ? null : held.currency());
  }

  public OrderId orderId() {
    return OrderDigits.orderId(moment, chance);
  }
}
