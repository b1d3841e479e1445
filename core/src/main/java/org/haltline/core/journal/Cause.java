package org.haltline.core.journal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// What failed, without the envelopes in which futures hand it on.
public final class Cause {
  private Cause() {}

  /// An envelope without a letter is itself what failed.
  public static Throwable of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
