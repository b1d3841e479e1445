package org.haltline.bank.iso.xml;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.haltline.bank.iso.IsoRead.Fault;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// The library's classes as elements and back. Its classes name no namespace below the root, so it
/// is put on here, and taken off. A context is slow to make and large: each is made once, when it
/// is first needed, and never on an event loop.
final class Model {
  private static final ConcurrentHashMap<Class<?>, JAXBContext> CONTEXTS =
      new ConcurrentHashMap<>();
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  private Model() {}

  static JAXBContext context(Class<?> type) {
    return CONTEXTS.computeIfAbsent(
        type,
        first -> {
          try {
            return JAXBContext.newInstance(first);
          } catch (JAXBException broken) {
            throw new IllegalStateException("no context for " + first.getName(), broken);
          }
        });
  }

  /// How many are made.
  static int contexts() {
    return CONTEXTS.size();
  }

  /// The model as an element of that document.
  static Element element(Object model, Document document) {
    try {
      Document loose = SecureXml.empty();
      context(model.getClass()).createMarshaller().marshal(model, loose);
      Element root = loose.getDocumentElement();
      return (Element) qualified(root, root.getNamespaceURI(), document);
    } catch (JAXBException broken) {
      throw new IllegalStateException("a message cannot be written", broken);
    }
  }

  private static Node qualified(Node from, String namespace, Document document) {
    if (!(from instanceof Element element)) {
      return document.importNode(from, true);
    }
    String own = element.getNamespaceURI();
    if (own != null && !own.equals(namespace)) {
      return document.importNode(element, true);
    }
    Element to = document.createElementNS(namespace, element.getLocalName());
    attributes(element, to);
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      to.appendChild(qualified(child, namespace, document));
    }
    return to;
  }

  /// The element as a model. What the model does not know is not passed over but refused.
  static <T> T read(Element root, Class<T> type) {
    try {
      Document loose = SecureXml.empty();
      Element bare = loose.createElementNS(root.getNamespaceURI(), root.getLocalName());
      attributes(root, bare);
      for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
        bare.appendChild(unqualified(child, String.valueOf(root.getNamespaceURI()), loose));
      }
      loose.appendChild(bare);
      Unmarshaller unmarshaller = context(type).createUnmarshaller();
      unmarshaller.setEventHandler(
          event -> {
            throw IsoRefused.notValid(
                String.valueOf(root.getLocalName()), String.valueOf(event.getMessage()));
          });
      T model = type.cast(unmarshaller.unmarshal(loose));
      nothingLost(root, model);
      return model;
    } catch (JAXBException | ClassCastException wrong) {
      throw new IsoRefused(
          Fault.NOT_VALID, String.valueOf(root.getLocalName()), String.valueOf(wrong.getMessage()));
    }
  }

  /// A value that it does not know, such as a code of a later version or a time that is none, the
  /// library turns into nothing without a word. So the model is written once more: what does not
  /// come out again was not understood.
  private static void nothingLost(Element read, Object model) throws JAXBException {
    Map<String, Integer> missing = new TreeMap<>();
    count(read, missing);
    context(model.getClass())
        .createMarshaller()
        .marshal(
            model,
            new DefaultHandler() {
              @Override
              public void startElement(String uri, String name, String as, Attributes attributes) {
                missing.merge(name, -1, Integer::sum);
              }
            });
    missing.forEach(
        (name, times) -> {
          if (times > 0) {
            throw IsoRefused.notValid(read.getLocalName() + "/…/" + name, "not understood");
          }
        });
  }

  private static void count(Element element, Map<String, Integer> names) {
    names.merge(element.getLocalName(), 1, Integer::sum);
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        count(inner, names);
      }
    }
  }

  private static Node unqualified(Node from, String namespace, Document document) {
    if (!(from instanceof Element element) || !namespace.equals(element.getNamespaceURI())) {
      return document.importNode(from, true);
    }
    Element to = document.createElementNS(null, element.getLocalName());
    attributes(element, to);
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      to.appendChild(unqualified(child, namespace, document));
    }
    return to;
  }

  private static void attributes(Element from, Element to) {
    NamedNodeMap attributes = from.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      if (!XMLNS.equals(attribute.getNamespaceURI())) {
        to.setAttributeNS(attribute.getNamespaceURI(), attribute.getName(), attribute.getValue());
      }
    }
  }
}
