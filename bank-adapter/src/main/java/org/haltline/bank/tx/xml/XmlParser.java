package org.haltline.bank.tx.xml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads a stranger's XML into a tree, within bounds: no document type, no entities but the five of
/// XML itself, nothing fetched from anywhere. Whatever is wrong is refused in words.
public final class XmlParser {
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]{0,100}encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,20})[\"']");
  private static final int DECLARATION_LENGTH_MAX = 200;
  private static final int EXCERPT_LENGTH_MAX = 160;
  private static final int NAME_LENGTH_MAX = 60;

  private final XmlBounds bounds;

  public XmlParser(XmlBounds bounds) {
    this.bounds = bounds;
  }

  /// The JDK's own parser, whatever else is on the class path: its refusals are known. A factory is
  /// not promised to serve several threads, so each message has its own.
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched from outside");
        });
    return factory;
  }

  /// The root element.
  public XmlNode parse(byte[] xml, Oddities oddities) throws XmlRefused {
    if (xml.length > bounds.bytesMax()) {
      throw new XmlRefused(
          "message", "at most " + bounds.bytesMax() + " bytes, this has " + xml.length);
    }
    String text = decode(xml);
    try {
      return new Reading(reader(text), oddities).root();
    } catch (XMLStreamException broken) {
      throw new XmlRefused("message", "not well-formed XML: " + excerpt(broken.getMessage()));
    }
  }

  private static XMLStreamReader reader(String text) throws XMLStreamException {
    try {
      return factory().createXMLStreamReader(new StringReader(text));
    } catch (RuntimeException defect) {
      throw new XMLStreamException(defect.toString(), defect);
    }
  }

  private static String decode(byte[] xml) throws XmlRefused {
    Charset charset = charset(xml);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(xml)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException wrong) {
      throw new XmlRefused("message", "expected text in " + charset.name());
    }
  }

  /// UTF-8 unless the first line names one of the Chinese encodings.
  private static Charset charset(byte[] xml) throws XmlRefused {
    var head =
        new String(
            xml, 0, Math.min(xml.length, DECLARATION_LENGTH_MAX), StandardCharsets.ISO_8859_1);
    var declared = ENCODING.matcher(head.replaceFirst("^\u00EF\u00BB\u00BF", ""));
    String name = declared.find() ? declared.group(1).toUpperCase(Locale.ROOT) : "UTF-8";
    return switch (name) {
      case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      case "GBK", "GB2312", "GB18030" -> Charset.forName("GB18030");
      default -> throw new XmlRefused("message", "expected UTF-8, GBK or GB18030, not " + name);
    };
  }

  private static String excerpt(@Nullable String message) {
    String line = message == null ? "" : message.replaceAll("\\s+", " ").strip();
    return line.length() <= EXCERPT_LENGTH_MAX ? line : line.substring(0, EXCERPT_LENGTH_MAX);
  }

  /// An element that is not closed yet.
  private record Open(String name, StringBuilder text, List<XmlNode> children) {}

  /// One message on its way through the parser.
  private final class Reading {
    private final XMLStreamReader in;
    private final Oddities oddities;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    Reading(XMLStreamReader in, Oddities oddities) {
      this.in = in;
      this.oddities = oddities;
    }

    XmlNode root() throws XMLStreamException, XmlRefused {
      XmlNode root = null;
      while (in.hasNext()) {
        switch (next()) {
          case XMLStreamConstants.START_ELEMENT -> start();
          case XMLStreamConstants.END_ELEMENT -> root = end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
          case XMLStreamConstants.DTD ->
              throw new XmlRefused("message", "a document type is not taken");
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new XmlRefused(path(), "an entity is not taken");
          default -> {} // comments, blanks between elements, processing instructions
        }
      }
      if (root == null) {
        throw new XmlRefused("message", "expected one element");
      }
      return root;
    }

    private int next() throws XMLStreamException {
      try {
        return in.next();
      } catch (RuntimeException defect) {
        // The JDK's scanner answers some broken input with an exception of its insides.
        throw new XMLStreamException(defect.toString(), defect);
      }
    }

    private void start() throws XmlRefused {
      String name = in.getLocalName();
      if (name.length() > NAME_LENGTH_MAX) {
        throw new XmlRefused(path(), "the name of an element is too long");
      }
      if (++elements > bounds.elementsMax()) {
        throw new XmlRefused(path(), "at most " + bounds.elementsMax() + " elements");
      }
      if (open.size() >= bounds.depthMax()) {
        throw new XmlRefused(path(), "at most " + bounds.depthMax() + " elements deep");
      }
      open.push(new Open(name, new StringBuilder(), new ArrayList<>()));
      if (in.getAttributeCount() > 0) {
        oddities.add(path() + ": attributes are not read");
      }
    }

    private void text() throws XmlRefused {
      Open now = open.peek();
      if (now == null) {
        return;
      }
      int max = bounds.textMaxOf(now.name);
      if (now.text.length() + in.getTextLength() > max) {
        throw new XmlRefused(path(), "at most " + max + " characters");
      }
      now.text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
    }

    private XmlNode end() {
      Open done = open.pop();
      String text = done.text.toString().strip();
      if (!done.children.isEmpty() && !text.isEmpty()) {
        oddities.add(done.name + ": text between elements is not read");
      }
      var node = new XmlNode(done.name, text, done.children);
      Open around = open.peek();
      if (around != null) {
        around.children.add(node);
      }
      return node;
    }

    /// Where the reading stands, from the root on.
    private String path() {
      if (open.isEmpty()) {
        return "message";
      }
      List<String> names = new ArrayList<>(open.stream().map(Open::name).toList());
      return String.join("/", names.reversed());
    }
  }
}
