package org.haltline.load.baseline;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;

/// The bare path: one HTTP call in, one fsynced write of its bytes, one hop over the event bus.
/// What accepting a report costs before anybody has thought about it.
final class BarePath extends BaselineServer {
  private static final String ADDRESS = "bare";

  private final Appends appends;

  BarePath(Appends appends, int port) {
    super(port);
    this.appends = appends;
  }

  @Override
  Future<?> take(long number, Buffer report) {
    return appends
        .append(report.getBytes(), context)
        .onSuccess(written -> vertx.eventBus().send(ADDRESS, report));
  }

  @Override
  boolean isQuiet() {
    return true;
  }

  /// The other end of the bus.
  static final class Listener extends VerticleBase {
    private long heard;

    @Override
    public Future<?> start() {
      return vertx.eventBus().<Buffer>consumer(ADDRESS, message -> heard++).completion();
    }

    @Override
    public String toString() {
      return "heard " + heard;
    }
  }
}
