package org.haltline.console.http;

import io.vertx.core.Future;

/// What one operation does. A failed future, or a thrown `Refused`, becomes a problem.
@FunctionalInterface
public interface Handling {

  /// Completes with the answer; a handling that writes the response itself never completes.
  Future<Answer> handle(Exchange exchange);
}
