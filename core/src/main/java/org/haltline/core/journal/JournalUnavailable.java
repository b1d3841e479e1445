package org.haltline.core.journal;

/// The journal could not be used, and it is certain that nothing was written. The message says what
/// to do; trying again is safe.
public class JournalUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalUnavailable(String message) {
    super(message);
  }

  public JournalUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
