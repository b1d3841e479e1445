package org.haltline.core.journal.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import org.haltline.core.journal.Cause;

/// What a failed command means for its caller. Unknown unless the failure proves otherwise.
public enum RedisFailure {
  /// It never left this process: trying again is safe.
  NOT_SENT,
  /// The server answered that it would not carry it out; the message is Redis's own (`OOM …`,
  /// `READONLY …`).
  REFUSED,
  /// It may have been carried out: reload first.
  UNKNOWN;

  public static RedisFailure of(Throwable failure) {
    return switch (Cause.of(failure)) {
      case RedisCommandExecutionException _ -> REFUSED;
      case RedisConnectionException _ -> NOT_SENT;
      case RedisException rejected when isRejection(rejected) -> NOT_SENT;
      default -> UNKNOWN;
    };
  }

  /// Lettuce has no types for these. Its texts (7.7.0): a closed or broken connection refuses new
  /// commands with one of the first two, a full queue with "Commands are not accepted until …";
  /// commands that were under way fail with "Connection disconnected", which proves nothing.
  private static boolean isRejection(RedisException failure) {
    String text = String.valueOf(failure.getMessage());
    return text.startsWith("Currently not connected")
        || text.equals("Connection is closed")
        || text.contains("not accepted until");
  }
}
