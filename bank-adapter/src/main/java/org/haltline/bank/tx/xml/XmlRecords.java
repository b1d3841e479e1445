package org.haltline.bank.tx.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.haltline.bank.tx.xml.RecordShape.Field;
import org.jspecify.annotations.Nullable;

/// Writes records as elements, in the order of their components, and reads them back, in any order.
/// Elements that no component knows are let pass and reported.
public final class XmlRecords {
  private final XmlValues values;

  public XmlRecords(XmlValues values) {
    this.values = values;
  }

  /// Writes the fields of a record, one element each.
  ///
  /// @param empties whether what is missing is written as an empty element
  public void write(XMLStreamWriter out, Record record, boolean empties) throws XMLStreamException {
    for (Field field : RecordShape.of(record.getClass()).fields()) {
      Object value = field.of(record);
      switch (field.kind()) {
        case VALUE -> value(out, field.name(), value, empties);
        case ELEMENT -> element(out, field.name(), (Record) value, empties);
        case INLINED -> inlined(out, (Record) value, empties);
        case LIST -> list(out, field, (List<?>) value, empties);
      }
    }
  }

  private void value(XMLStreamWriter out, String name, @Nullable Object value, boolean empties)
      throws XMLStreamException {
    if (value == null && !empties) {
      return;
    }
    out.writeStartElement(name);
    if (value != null) {
      out.writeCharacters(values.write(value));
    }
    out.writeEndElement();
  }

  private void element(XMLStreamWriter out, String name, @Nullable Record value, boolean empties)
      throws XMLStreamException {
    if (value != null) {
      out.writeStartElement(name);
      write(out, value, empties);
      out.writeEndElement();
    }
  }

  private void inlined(XMLStreamWriter out, @Nullable Record value, boolean empties)
      throws XMLStreamException {
    if (value != null) {
      write(out, value, empties);
    }
  }

  private void list(XMLStreamWriter out, Field field, @Nullable List<?> all, boolean empties)
      throws XMLStreamException {
    if (all == null || all.isEmpty()) {
      return;
    }
    if (!field.in().isEmpty()) {
      out.writeStartElement(field.in());
    }
    for (Object each : all) {
      element(out, field.name(), (Record) each, empties);
    }
    if (!field.in().isEmpty()) {
      out.writeEndElement();
    }
  }

  public <R extends Record> R read(XmlNode node, Class<R> type, String where, Oddities oddities)
      throws XmlRefused {
    var children = new Children(node, where, oddities);
    R record = type.cast(record(RecordShape.of(type), children, where, oddities));
    children.rest().forEach(name -> oddities.add(where + "/" + name + ": not known, not read"));
    return record;
  }

  private Object record(RecordShape shape, Children children, String where, Oddities oddities)
      throws XmlRefused {
    var made = new @Nullable Object[shape.fields().size()];
    int at = 0;
    for (Field field : shape.fields()) {
      made[at++] =
          switch (field.kind()) {
            case VALUE -> value(field, children, where, oddities);
            case ELEMENT -> element(field, children, where, oddities);
            case INLINED -> record(RecordShape.of(field.type()), children, where, oddities);
            case LIST -> list(field, children, where, oddities);
          };
    }
    return shape.make(made, where);
  }

  private @Nullable Object value(Field field, Children children, String where, Oddities oddities)
      throws XmlRefused {
    String path = where + "/" + field.name();
    XmlNode node = children.one(field.name());
    String text = node == null ? "" : node.text();
    if (node != null && !node.children().isEmpty()) {
      throw new XmlRefused(path, "expected a value, found elements in it");
    }
    if (XmlValues.isNothing(text)) {
      if (!field.optional()) {
        throw new XmlRefused(path, "expected, and missing or empty");
      }
      return null;
    }
    Object value = values.read(field.type(), text, path, oddities);
    if (value == null) {
      String why =
          "expected one of " + XmlValues.codesOf(field.type()) + ", not " + XmlValues.shown(text);
      if (!field.optional()) {
        throw new XmlRefused(path, why);
      }
      oddities.add(path + ": " + why);
    }
    return value;
  }

  private @Nullable Object element(Field field, Children children, String where, Oddities oddities)
      throws XmlRefused {
    XmlNode node = children.one(field.name());
    if (node == null || (field.optional() && isBare(node))) {
      if (!field.optional()) {
        throw new XmlRefused(where + "/" + field.name(), "expected, and missing");
      }
      return null;
    }
    return read(node, field.type().asSubclass(Record.class), where + "/" + field.name(), oddities);
  }

  private List<Object> list(Field field, Children children, String where, Oddities oddities)
      throws XmlRefused {
    String path = where;
    Children from = children;
    if (!field.in().isEmpty()) {
      XmlNode around = children.one(field.in());
      if (around == null) {
        return List.of();
      }
      path = where + "/" + field.in();
      from = new Children(around, path, oddities);
    }
    List<Object> all = new ArrayList<>();
    for (XmlNode each : from.all(field.name())) {
      if (isBare(each)) {
        continue; // an empty place holder
      }
      String item = path + "/" + field.name() + "[" + (all.size() + 1) + "]";
      all.add(read(each, field.type().asSubclass(Record.class), item, oddities));
    }
    if (from != children) {
      String inside = path;
      from.rest().forEach(name -> oddities.add(inside + "/" + name + ": not known, not read"));
    }
    return all;
  }

  private static boolean isBare(XmlNode node) {
    return node.children().isEmpty() && XmlValues.isNothing(node.text());
  }

  /// The children of one element by name, in whatever letter case; what was taken is gone.
  private static final class Children {
    private final Map<String, List<XmlNode>> byName = new LinkedHashMap<>();
    private final String where;
    private final Oddities oddities;

    Children(XmlNode node, String where, Oddities oddities) {
      this.where = where;
      this.oddities = oddities;
      for (XmlNode child : node.children()) {
        byName.computeIfAbsent(folded(child.name()), _ -> new ArrayList<>()).add(child);
      }
    }

    @Nullable XmlNode one(String name) throws XmlRefused {
      List<XmlNode> found = all(name);
      if (found.size() > 1) {
        throw new XmlRefused(where + "/" + name, "expected once, found " + found.size() + " times");
      }
      return found.isEmpty() ? null : found.getFirst();
    }

    List<XmlNode> all(String name) {
      List<XmlNode> found = byName.remove(folded(name));
      if (found == null) {
        return List.of();
      }
      if (!found.getFirst().name().equals(name)) {
        oddities.add(where + "/" + found.getFirst().name() + ": read as " + name);
      }
      return found;
    }

    List<String> rest() {
      return byName.values().stream().map(nodes -> nodes.getFirst().name()).toList();
    }

    private static String folded(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
