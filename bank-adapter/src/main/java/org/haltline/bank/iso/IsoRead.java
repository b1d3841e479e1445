package org.haltline.bank.iso;

/// What came in.
public sealed interface IsoRead {

  /// Signed by whom it had to be, whole, and understood.
  record Message(IsoHead head, IsoMessage body) implements IsoRead {}

  /// Not taken.
  ///
  /// @param where the element, or the part of the whole
  record Refused(Fault fault, String where, String why) implements IsoRead {}

  /// What is wrong with it.
  enum Fault {
    /// No XML, too large, or with what is not let in (DTD, entities).
    NOT_XML,
    /// The signature is missing, not over the whole, not by the bank that is known, or broken.
    NOT_SIGNED,
    /// Signed by the bank that is known, whose certificate is not valid now: to be mended by
    /// somebody, and then to be said again.
    NOT_NOW,
    /// Against ISO's schema, or without what is needed.
    NOT_VALID,
    /// A message that is not spoken here.
    NOT_SPOKEN
  }
}
