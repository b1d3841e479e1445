package org.haltline.telecom.sandbox;

import org.haltline.core.order.ReasonCode;

/// What a carrier knows of a number when it is asked about it for the first time.
public sealed interface Subscription {

  /// A number of this carrier, or a foreign one that it can keep out of its network.
  ///
  /// @param holder an invented name; empty for a foreign number
  record Known(String holder) implements Subscription {}

  /// A number on which the carrier does nothing: another carrier's, given to nobody, on its white
  /// list.
  record Closed(ReasonCode reason, String remark) implements Subscription {}
}
