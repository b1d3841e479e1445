package org.haltline.bank.iso.xml;

import static javax.xml.XMLConstants.ACCESS_EXTERNAL_DTD;
import static javax.xml.XMLConstants.ACCESS_EXTERNAL_STYLESHEET;
import static javax.xml.XMLConstants.FEATURE_SECURE_PROCESSING;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.haltline.bank.iso.IsoRead.Fault;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// XML in and out of bytes by the JDK's own parser, with nothing let in: no DTD, no entity, no
/// include, not too much and not too deep.
final class SecureXml {
  static final int DEPTH_MAX = 40;
  private static final String APACHE = "http://apache.org/xml/features/";
  private static final String SAX = "http://xml.org/sax/features/";

  /// A builder that is safe is slow to make: the JDK tries each setting on a parser of its own. So
  /// those at rest are used again, each by one thread at a time.
  private static final BlockingQueue<DocumentBuilder> AT_REST = new ArrayBlockingQueue<>(16);

  /// The same goes for what writes.
  private static final BlockingQueue<Transformer> WRITERS_AT_REST = new ArrayBlockingQueue<>(16);

  private SecureXml() {}

  static Document parse(byte[] xml, int bytesMax) {
    if (xml.length > bytesMax) {
      throw new IsoRefused(
          Fault.NOT_XML, "message", "%d bytes, at most %d".formatted(xml.length, bytesMax));
    }
    DocumentBuilder builder = builder();
    try {
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXException wrong) {
      throw new IsoRefused(Fault.NOT_XML, "message", String.valueOf(wrong.getMessage()));
    } catch (IOException malformed) {
      throw new IsoRefused(Fault.NOT_XML, "message", "not in the encoding that it names");
    } finally {
      AT_REST.offer(builder);
    }
  }

  static Document empty() {
    DocumentBuilder builder = builder();
    try {
      return builder.newDocument();
    } finally {
      AT_REST.offer(builder);
    }
  }

  private static DocumentBuilder builder() {
    DocumentBuilder rested = AT_REST.poll();
    return rested == null ? newBuilder() : rested;
  }

  private static DocumentBuilder newBuilder() {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setFeature(FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(APACHE + "disallow-doctype-decl", true);
      factory.setFeature(APACHE + "nonvalidating/load-external-dtd", false);
      factory.setFeature(SAX + "external-general-entities", false);
      factory.setFeature(SAX + "external-parameter-entities", false);
      factory.setAttribute("jdk.xml.maxElementDepth", String.valueOf(DEPTH_MAX));
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(Strict.ALWAYS);
      return builder;
    } catch (ParserConfigurationException missing) {
      throw new IllegalStateException("the JDK's XML parser cannot be made safe", missing);
    }
  }

  static byte[] bytes(Document document) {
    Transformer rested = WRITERS_AT_REST.poll();
    Transformer writer = rested == null ? newWriter() : rested;
    try {
      document.setXmlStandalone(true);
      var out = new ByteArrayOutputStream();
      writer.transform(new DOMSource(document), new StreamResult(out));
      WRITERS_AT_REST.offer(writer);
      return out.toByteArray();
    } catch (TransformerException broken) {
      throw new IllegalStateException("XML cannot be written", broken);
    }
  }

  private static Transformer newWriter() {
    try {
      var factory = TransformerFactory.newDefaultInstance();
      factory.setFeature(FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(ACCESS_EXTERNAL_STYLESHEET, "");
      Transformer writer = factory.newTransformer();
      writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      return writer;
    } catch (TransformerConfigurationException missing) {
      throw new IllegalStateException("the JDK's XML writer cannot be made safe", missing);
    }
  }

  /// Nothing is printed, everything is thrown.
  enum Strict implements ErrorHandler {
    ALWAYS;

    @Override
    public void warning(SAXParseException trifle) {}

    @Override
    public void error(SAXParseException wrong) throws SAXException {
      throw wrong;
    }

    @Override
    public void fatalError(SAXParseException wrong) throws SAXException {
      throw wrong;
    }
  }
}
