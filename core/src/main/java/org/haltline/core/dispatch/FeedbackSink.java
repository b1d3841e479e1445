package org.haltline.core.dispatch;

import io.vertx.core.Future;
import org.haltline.core.codec.Feedback;

/// Where a channel puts what it hears late, twice, or out of turn. May be called on any thread.
public interface FeedbackSink {

  /// Completes when the answer is journalled: acknowledge it to the institution only then. Fails
  /// when it could not be: leave it unacknowledged, so that the institution says it again.
  Future<Void> accept(Feedback feedback);
}
