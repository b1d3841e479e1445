package org.haltline.core.casefile;

/// What a clock runs for. Each order has at most one of each kind running.
public enum Deadline {
  /// The institution's answer.
  ANSWER,
  /// The next warning before a hold ends, and then its end.
  HOLD,
  /// The next document that is due.
  PAPER,
  /// The letting-go of what was found unrelated.
  LETTING_GO
}
