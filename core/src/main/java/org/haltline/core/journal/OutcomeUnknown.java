package org.haltline.core.journal;

/// No answer came: the write may or may not have happened, or may not have reached every replica.
/// Reload the case first; never assume either.
public final class OutcomeUnknown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OutcomeUnknown(String message, Throwable cause) {
    super(message, cause);
  }

  public OutcomeUnknown(String message) {
    super(message);
  }
}
