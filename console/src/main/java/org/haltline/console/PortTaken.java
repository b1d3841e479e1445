package org.haltline.console;

/// The console's port belongs to somebody else, or may not be opened by this user.
public final class PortTaken extends IllegalStateException {
  private static final long serialVersionUID = 1;

  PortTaken(String host, int port, Throwable failure) {
    super(
        "port %d of %s cannot be had (%s): end whoever holds it, or choose another port"
            .formatted(port, host, failure.getMessage()),
        failure);
  }
}
