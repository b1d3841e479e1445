package org.haltline.core.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Stages of the Redis client turned into those of the journal: the same, failing with an exception
/// of this package that nothing is wrapped around.
final class Plainly {
  private Plainly() {}

  static <T> CompletionStage<T> read(CompletionStage<T> stage) {
    return told(stage, Outage::ofRead);
  }

  static <T> CompletionStage<T> write(CompletionStage<T> stage) {
    return told(stage, Outage::ofWrite);
  }

  private static <T> CompletionStage<T> told(
      CompletionStage<T> stage, Function<Throwable, RuntimeException> translation) {
    CompletableFuture<T> plain = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) plain.complete(value);
          else plain.completeExceptionally(translation.apply(failure));
        });
    return plain;
  }
}
