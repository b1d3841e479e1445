package org.haltline.core.casework;

import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.journal.Placed;
import org.jspecify.annotations.Nullable;

/// Where an order goes the moment it is journalled: the fast copy. Losing it costs seconds, for the
/// institution's own queue in the journal is drained as well.
public interface Outbox {
  /// An order was journalled and may leave.
  ///
  /// @param placed its place in the institution's queue; null when it stood there already
  void issued(OutgoingOrder order, @Nullable Placed placed);
}
