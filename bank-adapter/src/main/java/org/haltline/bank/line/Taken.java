package org.haltline.bank.line;

/// What a bank is told about a message that it has posted.
public sealed interface Taken {
  /// It is journalled, or was before.
  record Journalled() implements Taken {}

  /// Never to be said again.
  ///
  /// @param status of HTTP, 4xx
  record Refused(int status, String why) implements Taken {}

  /// To be said again later.
  record Later() implements Taken {}
}
