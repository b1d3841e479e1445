package org.haltline.core.dispatch;

import io.vertx.core.Handler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;

/// Warns of callers who never came as far as a request, such as an institution whose certificate
/// has run out: nothing of it was taken, so nothing is lost, and somebody has to know. At most one
/// line a minute.
public final class NotLetIn implements Handler<Throwable> {
  private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final IntSupplier port;
  private final AtomicLong warnedAtNanos = new AtomicLong(System.nanoTime() - EVERY_NANOS);

  /// @param port at which they called
  public NotLetIn(Logger log, IntSupplier port) {
    this.log = log;
    this.port = port;
  }

  @Override
  public void handle(Throwable why) {
    long now = System.nanoTime();
    long last = warnedAtNanos.get();
    if (now - last >= EVERY_NANOS && warnedAtNanos.compareAndSet(last, now)) {
      log.warn(
          "somebody who called at port {} was not let in (at most one line of these a minute): {}",
          port.getAsInt(),
          why.toString());
    }
  }
}
