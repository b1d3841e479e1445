package org.haltline.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Whoever asks why something failed is told the same, however many futures handed it on.
class CauseTest {
  private final JournalUnavailable away =
      new JournalUnavailable("away", new IllegalStateException("Redis"));

  @Test
  void itsOwnCauseStaysInIt() {
    assertThat(Cause.of(away)).isSameAs(away);
  }

  @Test
  void aDependentStageIsToldWhatTheFirstFailedWith() {
    var told = new AtomicReference<Throwable>();
    var done =
        CompletableFuture.failedFuture(away)
            .thenApply(Object::toString)
            .whenComplete((_, failure) -> told.set(failure));
    assertThat(done).isCompletedExceptionally();
    assertThat(told.get()).isInstanceOf(CompletionException.class);
    assertThat(Cause.of(told.get())).isSameAs(away);
  }

  @Test
  void anEnvelopeInAnEnvelopeIsOpenedToo() {
    assertThat(Cause.of(new CompletionException(new ExecutionException(away)))).isSameAs(away);
  }

  @Test
  void anEmptyEnvelopeIsWhatFailed() {
    var empty = new CompletionException("nothing in it", null);
    assertThat(Cause.of(empty)).isSameAs(empty);
  }
}
