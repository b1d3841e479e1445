package org.haltline.core.casework;

import org.haltline.core.codec.OutgoingOrder;

/// Where an order goes the moment it is journalled: the fast copy. Losing it costs seconds, for the
/// institution's own queue in the journal is drained as well.
public interface Outbox {
  void issued(OutgoingOrder order);
}
