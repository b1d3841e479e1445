package org.haltline.core.journal.redis;

/// No connection to the configured Redis could be made. The message says to which, and why not.
public final class RedisUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
