package org.haltline.core.casework;

/// More commands wait than the house lets in; nothing was done, try again in a moment.
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Overloaded(int waiting) {
    super(waiting + " commands are waiting already; nothing was done, send it again in a moment");
  }
}
