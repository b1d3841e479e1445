package org.haltline.bank.tx.xml;

/// A constant that travels as a short code.
public interface Coded {
  String code();
}
