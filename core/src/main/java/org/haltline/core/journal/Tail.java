package org.haltline.core.journal;

/// A reader that follows the journal as it grows.
public interface Tail extends AutoCloseable {

  /// The last fact that the sink has taken.
  Position position();

  /// False while the store is away; the tail goes on from [#position()] when it is back.
  boolean isConnected();

  /// Why the tail does not move: the store is away, a fact does not open, the sink throws. Empty
  /// while all is well.
  String trouble();

  /// Ends the tail; when this returns the sink is not called any more. From within the sink: after
  /// the current call.
  @Override
  void close();
}
