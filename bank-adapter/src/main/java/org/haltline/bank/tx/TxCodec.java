package org.haltline.bank.tx;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.haltline.bank.tx.TxHead.FromBank;
import org.haltline.bank.tx.TxHead.ToBank;
import org.haltline.bank.tx.xml.Oddities;
import org.haltline.bank.tx.xml.XmlNode;
import org.haltline.bank.tx.xml.XmlParser;
import org.haltline.bank.tx.xml.XmlRecords;
import org.haltline.bank.tx.xml.XmlRefused;
import org.haltline.bank.tx.xml.XmlValues;

/// Messages as they travel: an envelope of head and body in XML, in UTF-8, carried as Base64. May
/// be used by several threads.
public final class TxCodec {
  private static final String FROM_POLICE = "Response";
  private static final String FROM_BANK = "Request";

  /// As one bank's code spells it.
  private static final String FROM_BANK_MISSPELT = "Reqeust";

  private final TxOptions options;
  private final XmlRecords records;

  public TxCodec(TxOptions options) {
    this.options = options;
    this.records =
        new XmlRecords(new XmlValues(options.zone(), options.amounts() == TxOptions.Amounts.WHOLE));
  }

  /// The XML of a message.
  ///
  /// @throws IllegalArgumentException when the head is not one for this body
  public String write(TxHead head, TxMessage body) {
    if (head.txCode() != body.code()) {
      throw new IllegalArgumentException(
          "a head for " + head.txCode().code() + " over a body of " + body.code().code());
    }
    if (body.code().isFromBank() != (head instanceof FromBank)) {
      throw new IllegalArgumentException(body.code().code() + " goes the other way");
    }
    var text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement(head instanceof FromBank ? FROM_BANK : FROM_POLICE);
      out.writeStartElement("Head");
      records.write(out, (Record) head, false);
      out.writeEndElement();
      out.writeStartElement("Body");
      records.write(out, (Record) body, options.emptyElements());
      out.writeEndElement();
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("XML could not be written to memory", impossible);
    }
    return text.toString();
  }

  /// The message as it is carried.
  public String writeBase64(TxHead head, TxMessage body) {
    return Base64.getEncoder().encodeToString(write(head, body).getBytes(StandardCharsets.UTF_8));
  }

  public TxRead readBase64(String carried) {
    if (carried.length() / 2 > options.bounds().bytesMax()) {
      return new TxRead.Refused("message", "longer than " + options.bounds().bytesMax() + " bytes");
    }
    try {
      return read(Base64.getDecoder().decode(carried.replaceAll("\\s+", "")));
    } catch (IllegalArgumentException notBase64) {
      return new TxRead.Refused("message", "expected Base64");
    }
  }

  /// Reads a message that anybody may have written.
  public TxRead read(byte[] xml) {
    var oddities = new Oddities();
    try {
      XmlNode root = new XmlParser(options.bounds()).parse(xml, oddities);
      TxHead head = head(root, oddities);
      var body =
          (TxMessage) records.read(root.only("Body"), head.txCode().body(), "Body", oddities);
      return new TxRead.Message(head, body, oddities.lines());
    } catch (XmlRefused refused) {
      return new TxRead.Refused(refused.element(), refused.expected());
    }
  }

  private TxHead head(XmlNode root, Oddities oddities) throws XmlRefused {
    if (root.name().equals(FROM_BANK_MISSPELT)) {
      oddities.add(FROM_BANK_MISSPELT + ": read as " + FROM_BANK);
    }
    boolean fromBank = !root.name().equals(FROM_POLICE);
    if (fromBank && !root.name().equals(FROM_BANK) && !root.name().equals(FROM_BANK_MISSPELT)) {
      throw new XmlRefused(root.name(), "expected Request or Response");
    }
    XmlNode node = root.only("Head");
    TxHead head =
        fromBank
            ? records.read(node, FromBank.class, "Head", oddities)
            : records.read(node, ToBank.class, "Head", oddities);
    if (head.txCode().isFromBank() != fromBank) {
      throw new XmlRefused(
          "Head/TxCode",
          head.txCode().code() + " comes from the " + (fromBank ? "police" : "bank"));
    }
    return head;
  }
}
