package org.haltline.core.journal;

import io.lettuce.core.RedisCommandExecutionException;
import org.haltline.core.journal.redis.RedisFailure;
import org.haltline.core.journal.redis.RedisUnreachable;
import org.haltline.core.journal.redis.ReplicasBehind;
import org.jspecify.annotations.Nullable;

/// Reads from a failed command whether it is certain that nothing was written, and what to do. What
/// is not known to be certain is unknown.
final class Outage {

  static final String UNAVAILABLE_ADVICE = "the journal's Redis is away: try again shortly";

  static final String FULL =
      "the journal's Redis is full: raise its maxmemory or archive closed cases; nothing was"
          + " written";

  private Outage() {}

  /// Of a command that writes.
  static RuntimeException ofWrite(Throwable failure) {
    Throwable cause = Cause.of(failure);
    if (cause instanceof JournalUnavailable
        || cause instanceof OutcomeUnknown
        || cause instanceof JournalDamaged
        || cause instanceof CaseErased) {
      return (RuntimeException) cause;
    }
    String certain = whyNothingWasWritten(cause);
    if (certain != null && certain.equals(FULL)) {
      return new JournalFull(certain, cause);
    }
    return certain != null
        ? new JournalUnavailable(certain, cause)
        : new OutcomeUnknown(
            cause instanceof ReplicasBehind
                ? "written, but perhaps not on every replica (%s): reload the case first"
                    .formatted(cause.getMessage())
                : "no answer whether it was written: reload the case first",
            cause);
  }

  /// Of a command that only reads: nothing was written whatever happened.
  static RuntimeException ofRead(Throwable failure) {
    Throwable cause = Cause.of(failure);
    if (cause instanceof JournalUnavailable || cause instanceof JournalDamaged) {
      return (RuntimeException) cause;
    }
    String certain = whyNothingWasWritten(cause);
    return new JournalUnavailable(certain != null ? certain : UNAVAILABLE_ADVICE, cause);
  }

  static boolean isFunctionMissing(Throwable failure) {
    Throwable cause = Cause.of(failure);
    return cause instanceof RedisCommandExecutionException
        && messageOf(cause).startsWith("ERR Function not found");
  }

  private static @Nullable String whyNothingWasWritten(Throwable cause) {
    return switch (RedisFailure.of(cause)) {
      case NOT_SENT ->
          messageOf(cause).contains("not accepted until")
              ? "too many writes wait for the journal: slow down; nothing was written"
              : UNAVAILABLE_ADVICE;
      case REFUSED -> whyRedisRefused(messageOf(cause));
      case UNKNOWN -> cause instanceof RedisUnreachable ? UNAVAILABLE_ADVICE : null;
    };
  }

  /// Redis refuses a function before it starts; an error out of a running one names the script.
  private static @Nullable String whyRedisRefused(String message) {
    int space = message.indexOf(' ');
    String code = space < 0 ? message : message.substring(0, space);
    if (!code.equals("NOTHINGWRITTEN") && message.contains(" script: ")) return null;
    return switch (code) {
      case "OOM" -> FULL;
      case "READONLY" ->
          "the journal's Redis is a replica now: connect to the new primary; nothing was written";
      case "LOADING" -> "the journal is being loaded from disk: try again shortly";
      case "MISCONF" ->
          "the journal's Redis cannot write its file: look at its disk and log; nothing was"
              + " written";
      case "NOREPLICAS" ->
          "the journal's Redis lacks replicas: bring them back; nothing was written";
      case "BUSY" -> "the journal's Redis runs a script of someone else: try again shortly";
      case "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK" ->
          "the journal's Redis changes its primary: try again shortly";
      case "NOAUTH", "WRONGPASS", "NOPERM" ->
          "the journal's Redis refuses this user: check the configured name and password";
      case "NOTHINGWRITTEN" ->
          "the journal's keys are not as Haltline left them (%s): does something else use this Redis?"
              .formatted(message);
      default ->
          message.startsWith("ERR Function not found")
              ? "the journal's Redis lost its functions: try again shortly"
              : null;
    };
  }

  private static String messageOf(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? "" : message;
  }
}
