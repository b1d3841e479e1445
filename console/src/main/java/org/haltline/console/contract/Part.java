package org.haltline.console.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A place in a JSON body with what stands there. Readings give null where something is absent or
/// of another kind than asked for: that it is wrong has been said by the shape check already.
public final class Part {
  private final @Nullable Part parent;
  private final Object step;
  private final JsonNode node;

  private Part(@Nullable Part parent, Object step, JsonNode node) {
    this.parent = parent;
    this.step = step;
    this.node = node;
  }

  public static Part root(JsonNode node) {
    return new Part(null, "", node);
  }

  /// The member of this name; absent when there is none.
  public Part get(String name) {
    return new Part(this, name, node.path(name));
  }

  Part get(int index) {
    return new Part(this, index, node.path(index));
  }

  /// The entries of a list; none when it is no list.
  public List<Part> items() {
    int size = node.isArray() ? node.size() : 0;
    var items = new ArrayList<Part>(size);
    for (int i = 0; i < size; i++) {
      items.add(get(i));
    }
    return items;
  }

  JsonNode node() {
    return node;
  }

  /// Neither there nor null.
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  public boolean isObject() {
    return node.isObject();
  }

  public @Nullable String text() {
    return node.isString() ? node.stringValue() : null;
  }

  public @Nullable Boolean truth() {
    return node.isBoolean() ? node.booleanValue() : null;
  }

  /// A whole number, as the contract bounds it.
  public @Nullable Integer whole() {
    return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null;
  }

  /// Where this is, by RFC 6901.
  public String pointer() {
    if (parent == null) {
      return "";
    }
    String last = step.toString().replace("~", "~0").replace("/", "~1");
    return parent.pointer() + "/" + last;
  }
}
