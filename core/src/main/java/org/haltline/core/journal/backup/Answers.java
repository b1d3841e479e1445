package org.haltline.core.journal.backup;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.journal.Cause;
import org.haltline.core.journal.JournalUnavailable;

/// Waits for Redis, in work that may block.
final class Answers {

  private static final long TIMEOUT_S = 60;

  private Answers() {}

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = Cause.of(e);
      throw new JournalUnavailable("Redis did not do what was asked: " + cause, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable("interrupted", e);
    }
  }
}
