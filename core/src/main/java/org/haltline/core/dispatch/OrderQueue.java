package org.haltline.core.dispatch;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;

/// An institution's queue in the journal, to read from: `OutgoingOrders::queued`, or the journal's
/// own where the centre's key is at hand.
public interface OrderQueue {

  /// Orders not answered yet after a place, oldest first.
  CompletionStage<List<Queued>> queued(Position after, int limit);
}
