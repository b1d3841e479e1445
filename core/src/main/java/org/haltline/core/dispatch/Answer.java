package org.haltline.core.dispatch;

import org.haltline.core.order.Receipt;

/// What an institution says when an order is sent or asked about.
public sealed interface Answer {

  /// Done, refused, or "a person must do it".
  record Final(Receipt receipt) implements Answer {}

  /// It has the order; the answer comes later, as feedback or when asked.
  record Working() implements Answer {}

  /// It has never seen this number: send it again.
  record NeverSeen() implements Answer {}
}
