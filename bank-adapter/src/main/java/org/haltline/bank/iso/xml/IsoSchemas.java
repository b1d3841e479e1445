package org.haltline.bank.iso.xml;

import static javax.xml.XMLConstants.ACCESS_EXTERNAL_DTD;
import static javax.xml.XMLConstants.ACCESS_EXTERNAL_SCHEMA;
import static javax.xml.XMLConstants.FEATURE_SECURE_PROCESSING;
import static javax.xml.XMLConstants.W3C_XML_SCHEMA_NS_URI;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// ISO's own schemas, from a folder of the operator's: ISO's licence does not let them lie here.
/// Reading them blocks.
public final class IsoSchemas {
  private static final int SCHEMA_BYTES_MAX = 8 * 1024 * 1024;

  private final Map<String, Schema> byNamespace;

  private IsoSchemas(Map<String, Schema> byNamespace) {
    this.byNamespace = byNamespace;
  }

  /// Nothing is validated.
  public static IsoSchemas none() {
    return new IsoSchemas(Map.of());
  }

  /// All that are spoken here: header, messages, and the report within an answer.
  public static Set<String> all() {
    return Stream.concat(
            Stream.of(IsoHead.DEFINITION, AccountReport.DEFINITION),
            Arrays.stream(IsoKind.values()).map(IsoKind::definition))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The schemas in a folder, whatever their files are called.
  ///
  /// @param needed definitions (`camt.056.001.11`); half a validation would look like a whole one
  /// @throws IllegalArgumentException when one of them is not there, or is no schema
  public static IsoSchemas in(Path folder, Set<String> needed) {
    Map<String, Schema> read = new TreeMap<>();
    for (Path file : files(folder)) {
      byte[] xsd = bytes(file);
      try {
        String namespace =
            SecureXml.parse(xsd, SCHEMA_BYTES_MAX)
                .getDocumentElement()
                .getAttribute("targetNamespace");
        if (needed.stream().anyMatch(it -> IsoKind.namespace(it).equals(namespace))) {
          read.put(namespace, factory().newSchema(file.toFile()));
        }
      } catch (SAXException | IsoRefused wrong) {
        throw new IllegalArgumentException(file + " is no schema: " + wrong.getMessage(), wrong);
      }
    }
    List<String> missing =
        needed.stream().filter(it -> !read.containsKey(IsoKind.namespace(it))).sorted().toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " holds no schema of " + String.join(", ", missing));
    }
    return new IsoSchemas(read);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".xsd")).sorted().toList();
    } catch (IOException none) {
      throw new IllegalArgumentException(folder + " is no folder that can be read", none);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static SchemaFactory factory() throws SAXException {
    var factory = SchemaFactory.newDefaultInstance();
    if (!factory.isSchemaLanguageSupported(W3C_XML_SCHEMA_NS_URI)) {
      throw new IllegalStateException("the JDK reads no XML schemas");
    }
    factory.setFeature(FEATURE_SECURE_PROCESSING, true);
    factory.setProperty(ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(ACCESS_EXTERNAL_SCHEMA, "");
    return factory;
  }

  public boolean validate() {
    return !byNamespace.isEmpty();
  }

  /// Refuses what is not valid against the schema of its namespace. Without a schema nothing is.
  void check(Element root) {
    Schema schema = byNamespace.get(String.valueOf(root.getNamespaceURI()));
    if (schema == null) {
      return;
    }
    try {
      Validator validator = schema.newValidator();
      validator.setErrorHandler(SecureXml.Strict.ALWAYS);
      validator.validate(new DOMSource(root));
    } catch (SAXException wrong) {
      throw IsoRefused.notValid(root.getLocalName(), String.valueOf(wrong.getMessage()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
