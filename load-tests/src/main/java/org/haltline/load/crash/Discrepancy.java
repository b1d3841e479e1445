package org.haltline.load.crash;

/// Something that clients, journal and institutions do not agree about.
///
/// @param says what, with the numbers to look it up by
public record Discrepancy(Kind kind, String says) {

  /// Which promise it breaks.
  public enum Kind {
    /// Acknowledged and not there.
    LOST,
    /// One thing done more than once.
    TWICE,
    /// The journal says what did not happen, or does not say what did.
    UNTRUE
  }

  static Discrepancy lost(String says) {
    return new Discrepancy(Kind.LOST, says);
  }

  static Discrepancy twice(String says) {
    return new Discrepancy(Kind.TWICE, says);
  }

  static Discrepancy untrue(String says) {
    return new Discrepancy(Kind.UNTRUE, says);
  }
}
