package org.haltline.telecom.sandbox;

import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// What a carrier knows of a number when it is asked about it for the first time.
public sealed interface Subscription {
  /// What is said of a number that is somebody else's now.
  String MOVED = "号码已携转至其他运营商 / has moved to another carrier";

  /// A number of this carrier, or a foreign one that it can keep out of its network.
  ///
  /// @param holder an invented name; empty for a foreign number
  record Known(String holder) implements Subscription {}

  /// A number on which the carrier does nothing: another carrier's, given to nobody, on its white
  /// list.
  ///
  /// @param servedBy the carrier that serves it now, where this one says so
  record Closed(ReasonCode reason, String remark, @Nullable String servedBy)
      implements Subscription {
    public Closed(ReasonCode reason, String remark) {
      this(reason, remark, null);
    }

    /// One that has moved, nobody says where.
    public static Closed moved() {
      return new Closed(ReasonCode.NOT_OURS, MOVED);
    }

    /// One that has moved to that carrier.
    public static Closed moved(String servedBy) {
      return new Closed(ReasonCode.NOT_OURS, MOVED, servedBy);
    }
  }
}
