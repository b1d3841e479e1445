package org.haltline.bank.iso.xml;

import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoRead.Fault;

/// Why something is not taken, on its way to whoever asked for it to be read.
public final class IsoRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int WHY_LENGTH_MAX = 300;

  private final Fault fault;
  private final String where;
  private final String why;

  public IsoRefused(Fault fault, String where, String why) {
    super(where + ": " + why, null, false, false);
    this.fault = fault;
    this.where = where;
    this.why = why.length() <= WHY_LENGTH_MAX ? why : why.substring(0, WHY_LENGTH_MAX) + "…";
  }

  /// Against the schema, or without what is needed.
  static IsoRefused notValid(String where, String why) {
    return new IsoRefused(Fault.NOT_VALID, where, why);
  }

  static IsoRefused notSigned(String why) {
    return new IsoRefused(Fault.NOT_SIGNED, "Signature", why);
  }

  /// Signed as it has to be, with a certificate that is not valid now.
  static IsoRefused notNow(String why) {
    return new IsoRefused(Fault.NOT_NOW, "Signature", why);
  }

  public IsoRead.Refused asRead() {
    return new IsoRead.Refused(fault, where, why);
  }
}
