package org.haltline.console.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;

/// How many documents and lists are on their way in, over all event loops. Each has a place until
/// it was answered or whoever sent it has left.
public final class Places {
  private final int max;
  private final AtomicInteger taken = new AtomicInteger();

  public Places(int max) {
    this.max = max;
  }

  /// Takes a place for what came with this request.
  ///
  /// @param after runs when the place is given back
  /// @throws Refused where none is left
  void take(HttpServerResponse response, Runnable after) {
    if (taken.incrementAndGet() > max) {
      taken.decrementAndGet();
      throw Refused.of(ProblemCode.OVERLOADED);
    }
    var place = new Place(after);
    response.endHandler(ended -> place.giveBack());
    if (response.closed()) {
      // left before it came to this: nobody tells of its end any more
      place.giveBack();
    }
  }

  /// How many are taken.
  int taken() {
    return taken.get();
  }

  /// Of one request, and of its event loop alone.
  private final class Place {
    private final Runnable after;
    private boolean given;

    Place(Runnable after) {
      this.after = after;
    }

    void giveBack() {
      if (!given) {
        given = true;
        taken.decrementAndGet();
        after.run();
      }
    }
  }
}
