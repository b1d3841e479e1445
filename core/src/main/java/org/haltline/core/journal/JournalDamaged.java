package org.haltline.core.journal;

/// What was read is not what was written: a hash, a number or an authentication tag does not fit.
/// Somebody changed the store by hand, or the key is another one. Run `haltline verify`.
public final class JournalDamaged extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JournalDamaged(String message) {
    super(message);
  }

  public JournalDamaged(String message, Throwable cause) {
    super(message, cause);
  }
}
