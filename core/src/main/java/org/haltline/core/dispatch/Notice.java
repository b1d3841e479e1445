package org.haltline.core.dispatch;

import java.time.Instant;

/// Something about an institution's dispatch that a person at the desk should see.
///
/// @param count how many orders it concerns
public record Notice(String institution, What what, long count, Instant at) {

  /// What happened.
  public enum What {
    /// More orders wait than the adapter holds; the rest stays in the journal's queue.
    QUEUE_FULL,
    /// It takes new ones again.
    QUEUE_ROOM,
    /// The institution does not answer; orders wait and end on its desk.
    NOT_ANSWERING,
    ANSWERING_AGAIN,
    /// Orders came by the queue and not over the bus.
    BUS_DEAF,
    /// The adapter's queue cannot be read.
    QUEUE_UNREADABLE,
    /// The centre did not accept what an adapter reported.
    FEEDBACK_REFUSED
  }
}
