package org.haltline.core.journal.redis;

/// A Redis that could not be started on its data folder. The message says what is wrong and what to
/// do next; the fault is for programs that answer in another language or with an exit code. The
/// journal has not been touched.
public final class RedisStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What stood in the way.
  public enum Fault {
    /// The data folder is a file, or something other than a directory.
    NOT_A_DIRECTORY,
    /// Nothing can be written to the data folder.
    DATA_FOLDER_NOT_WRITABLE,
    /// Another process, or another part of this one, works on the data folder.
    DATA_FOLDER_IN_USE,
    /// A Redis left behind by a killed process would not end.
    LEFTOVER_WILL_NOT_END,
    /// The append-only file cannot be read to its end.
    JOURNAL_DAMAGED,
    /// Someone else listens on the configured port.
    PORT_TAKEN,
    /// There is no server for this platform, or the operating system refuses to run it.
    CANNOT_RUN_BINARY,
    /// The server ran but did not answer, or stopped making progress while it loaded the journal.
    START_TIMEOUT,
    /// The server ended while it started, for a reason that only its log tells.
    ENDED_AT_START
  }

  private final Fault fault;

  RedisStartException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  RedisStartException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
