package org.haltline.bank.tx.xml;

/// How much of a stranger's XML is read before it is refused.
///
/// @param bytesMax of the whole message
/// @param depthMax elements inside each other
/// @param elementsMax in the whole message
/// @param textMax characters of one value
/// @param contentMax characters of one file in Base64, in an element named `Content`
public record XmlBounds(int bytesMax, int depthMax, int elementsMax, int textMax, int contentMax) {
  private static final int MIB = 1024 * 1024;

  public XmlBounds {
    if (bytesMax < 1 || depthMax < 1 || elementsMax < 1 || textMax < 1 || contentMax < 1) {
      throw new IllegalArgumentException("every bound is at least one");
    }
  }

  /// Room for a dozen scanned pages, or for ten accounts with a thousand transactions each of some
  /// thirty fields.
  public static XmlBounds usual() {
    return new XmlBounds(32 * MIB, 12, 400_000, 8_000, 12 * MIB);
  }

  int textMaxOf(String element) {
    return element.equalsIgnoreCase("Content") ? contentMax : textMax;
  }
}
