package org.haltline.console.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haltline.console.words.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One parameter of an operation: in the path, the query or a header.
public final class Parameter {

  /// Where a parameter stands.
  public enum Place {
    PATH,
    QUERY,
    HEADER
  }

  private final String name;
  private final Place place;
  private final boolean required;
  private final Shape shape;

  Parameter(String name, Place place, boolean required, Shape shape) {
    this.name = name;
    this.place = place;
    this.required = required;
    this.shape = shape;
  }

  public String name() {
    return name;
  }

  public Place place() {
    return place;
  }

  public boolean isRequired() {
    return required;
  }

  /// Says what is wrong with a value that was sent, or that was not.
  public void check(@Nullable String value, List<Remark> faults) {
    if (value == null) {
      if (required) {
        faults.add(Remark.of(pointer(), "fault.missing", name));
      }
      return;
    }
    var here = new ArrayList<Remark>();
    shape.check(Part.root(node(value)), here);
    for (Remark fault : here) {
      faults.add(new Remark(pointer(), fault.code(), fault.en(), fault.zh()));
    }
  }

  private String pointer() {
    return place.name().toLowerCase(Locale.ROOT) + ":" + name;
  }

  /// The JSON value that a text stands for where a whole number is wanted.
  private JsonNode node(String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (shape instanceof Shape.Whole && value.matches("-?[0-9]{1,18}")) {
      return nodes.numberNode(Long.parseLong(value));
    }
    return nodes.stringNode(value);
  }
}
