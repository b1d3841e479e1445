package org.haltline.core.search;

/// Whose eyes something in a case is for. What a person may not see, is not searched for them
/// either: a count would tell as much as the words.
public enum CasePart {
  /// For everybody who may see the case.
  OPEN,
  CALLER_NAME,
  CALLER_PHONE,
  /// What the caller told, in which anything may stand.
  SAID,
  /// Numbers of identity documents.
  ID_NUMBER,
  /// Where an account's holder lives, and their number.
  HOLDER_REACH
}
