package org.haltline.core.journal;

/// A change to what waits at one institution. An order stands in one place at most: in the
/// institution's outgoing queue or on its desk. Saying the same thing twice changes nothing.
public sealed interface QueueChange {

  String institution();

  String orderId();

  /// The order waits for the institution's adapter. Taken from the desk if it stood there.
  @SuppressWarnings("ArrayRecordComponent") // sealed once, never compared
  record Issue(String institution, String orderId, byte[] payload) implements QueueChange {
    public Issue {
      requireAddress(institution, orderId);
    }
  }

  /// The order waits for a person. Taken off the outgoing queue if it stood there; if it is on the
  /// desk already, it keeps its place there and what is told of it becomes this.
  @SuppressWarnings("ArrayRecordComponent") // sealed once, never compared
  record PutOnDesk(String institution, String orderId, byte[] payload) implements QueueChange {
    public PutOnDesk {
      requireAddress(institution, orderId);
    }
  }

  /// The order waits no longer: it was answered or withdrawn.
  record Take(String institution, String orderId) implements QueueChange {
    public Take {
      requireAddress(institution, orderId);
    }
  }

  private static void requireAddress(String institution, String orderId) {
    Names.requireInstitution(institution);
    if (orderId.isEmpty() || orderId.length() > 64) {
      throw new IllegalArgumentException("an order number has 1 to 64 characters, not: " + orderId);
    }
  }
}
