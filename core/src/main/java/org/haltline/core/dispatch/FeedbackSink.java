package org.haltline.core.dispatch;

import io.vertx.core.Future;
import org.haltline.core.codec.Feedback;

/// Where a channel puts what it hears late, twice, or out of turn. May be called on any thread.
public interface FeedbackSink {

  /// Completes when the answer is journalled: acknowledge it to the institution only then. Fails
  /// when it could not be: leave it unacknowledged, so that the institution says it again, unless
  /// it was [Rejected].
  Future<Void> accept(Feedback feedback);

  /// The centre did not accept it, and never will.
  final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Rejected(String message) {
      super(message);
    }
  }
}
