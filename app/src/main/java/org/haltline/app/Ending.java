package org.haltline.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The orderly end of a command that may be told to end (Ctrl-C, SIGTERM) at any moment, at its
/// start as well.
///
/// It is watched for before the first child process is started. Whoever works is interrupted,
/// closes what is open in its own order, and only then may the process go: a shutdown that does not
/// wait leaves a Redis without a parent.
public final class Ending implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Thread working = Thread.currentThread();
  private final CountDownLatch told = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
  private volatile boolean ending;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("ending").unstarted(this::tell);

  private Ending() {}

  /// Watches from now on; the calling thread is the one that works. Open it before everything that
  /// must be closed, so that it is closed last.
  public static Ending watched() {
    var ending = new Ending();
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  /// The interrupt comes before anybody goes on: it must not fall into the closing that follows.
  private void tell() {
    ending = true;
    working.interrupt();
    told.countDown();
    try {
      if (!over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("haltline: not closed after " + PATIENCE + ", ending all the same");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// The work cannot go on, and nobody who asks for its end is needed: whoever waits goes on.
  void give(String why) {
    lost.compareAndSet(null, why);
    told.countDown();
  }

  /// Why the work could not go on; null when it was told to end.
  @Nullable String lost() {
    return lost.get();
  }

  public boolean isTold() {
    return ending;
  }

  /// Returns once it is told, or the work cannot go on.
  public void await() throws InterruptedException {
    try {
      told.await();
    } catch (InterruptedException interrupted) {
      if (!isTold()) {
        throw interrupted;
      }
      told.await();
    }
  }

  @Override
  public void close() {
    over.countDown();
    if (!isTold()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException underWay) {
        // the end was told just now, and nobody waits for us any more
      }
    }
  }
}
