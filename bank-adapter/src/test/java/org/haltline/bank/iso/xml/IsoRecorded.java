package org.haltline.bank.iso.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.haltline.bank.iso.IsoKeys.BANK;
import static org.haltline.bank.iso.IsoKeys.HOUSE;

import java.io.IOException;
import java.io.InputStream;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoRead;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Recorded messages, and how they read when the bank has signed them on their way here.
public final class IsoRecorded {
  private IsoRecorded() {}

  public static IsoRead read(String name) throws IOException {
    return signed(text(name));
  }

  public static IsoRead signed(String xml) {
    Document document = SecureXml.parse(xml.getBytes(UTF_8), 1_000_000);
    Element place = (Element) document.getElementsByTagNameNS("*", "Sgntr").item(0);
    IsoKeys.seal(BANK, HOUSE).sign(document, place);
    return IsoKeys.codec(HOUSE, BANK).read(SecureXml.bytes(document));
  }

  /// Empty where nothing is recorded under that name.
  public static String text(String name) throws IOException {
    try (InputStream in = IsoRecorded.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), UTF_8);
    }
  }
}
