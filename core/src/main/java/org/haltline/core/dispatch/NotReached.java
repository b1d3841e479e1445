package org.haltline.core.dispatch;

/// The other side could not be connected to: it is certain that nothing of the call left.
public final class NotReached extends NoAnswer {
  private static final long serialVersionUID = 1;

  public NotReached(Throwable cause) {
    super("连接不上对方的机器", "its machine cannot be connected to");
    initCause(cause);
  }
}
