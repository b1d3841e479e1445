package org.haltline.core.search;

/// Where in a case something was said.
public enum Where {
  /// The case's own number, and that of the police.
  NUMBER,
  KIND,
  SAID,
  CALLER,
  /// The account that money left, and whose it is.
  PAYER,
  PAYEE,
  PAYMENT,
  LURE,
  /// Whom an order went to, about what, and why.
  ORDER,
  /// What came back: reasons and remarks.
  ANSWER,
  NOTE,
  /// Another case that belongs to it.
  LINK,
  /// Whose account it is, as its bank has it on record.
  HOLDER,
  /// Where the money went on to.
  TRANSFER
}
