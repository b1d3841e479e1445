package org.haltline.bank.tx.xml;

/// Why XML is not taken: where it is wrong, and what was expected there.
public final class XmlRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String element;
  private final String expected;

  /// Refuses one element.
  ///
  /// @param element the path of the element, `Body/Accounts/Account[2]/AccountBalance`
  public XmlRefused(String element, String expected) {
    super(element + ": " + expected);
    this.element = element;
    this.expected = expected;
  }

  public String element() {
    return element;
  }

  public String expected() {
    return expected;
  }
}
