package org.haltline.telecom.sandbox;

import java.time.Instant;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.OrderKind;

/// What one order keeps cut: a number, or a host or one path on it. It ends by itself when its time
/// is over.
final class Cut {
  final String order;
  final OrderKind kind;
  final String what;
  final Instant startsAt;
  final Instant endsAt;
  private boolean lifted;

  Cut(OrderJson order, String what, Instant startsAt, Instant endsAt) {
    this.order = order.number();
    this.kind = order.kind();
    this.what = what;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
  }

  boolean standsAt(Instant now) {
    return !lifted && now.isBefore(endsAt);
  }

  void lift() {
    lifted = true;
  }
}
