package org.haltline.core.journal;

/// The journal took nothing because its Redis is full: waiting alone does not help.
public final class JournalFull extends JournalUnavailable {

  private static final long serialVersionUID = 1L;

  public JournalFull(String message, Throwable cause) {
    super(message, cause);
  }
}
