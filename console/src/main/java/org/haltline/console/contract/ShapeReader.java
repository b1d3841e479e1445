package org.haltline.console.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.console.contract.Shape.Anything;
import org.haltline.console.contract.Shape.Listing;
import org.haltline.console.contract.Shape.Members;
import org.haltline.console.contract.Shape.Text;
import org.haltline.console.contract.Shape.Truth;
import org.haltline.console.contract.Shape.Whole;
import tools.jackson.databind.JsonNode;

/// Makes shapes out of the contract's schemas. It knows the part of JSON Schema that the contract
/// uses; a keyword beyond it stops the start, for a rule that nobody checks is worse than none.
final class ShapeReader {
  private static final Set<String> SAID_ONLY =
      Set.of("description", "examples", "example", "title", "format");
  private static final Set<String> CHECKED =
      Set.of(
          "type",
          "enum",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "items",
          "minItems",
          "maxItems",
          "properties",
          "required",
          "additionalProperties",
          "minProperties");

  private final JsonNode contract;
  private final Map<String, Shape> byReference = new LinkedHashMap<>();
  private final Deque<String> reading = new ArrayDeque<>();

  ShapeReader(JsonNode contract) {
    this.contract = contract;
  }

  Shape read(JsonNode schema) {
    if (schema.has("$ref")) {
      return referenced(schema.path("$ref").stringValue());
    }
    var keywords = new HashSet<>(schema.propertyNames());
    keywords.removeAll(SAID_ONLY);
    keywords.removeAll(CHECKED);
    if (!keywords.isEmpty()) {
      throw new IllegalStateException("the contract uses keywords that nobody checks: " + keywords);
    }
    JsonNode type = schema.path("type");
    boolean nullable = false;
    String name = type.isString() ? type.stringValue() : "";
    for (JsonNode one : type) {
      nullable |= one.stringValue().equals("null");
      name = one.stringValue().equals("null") ? name : one.stringValue();
    }
    return switch (name) {
      case "string" -> text(schema, nullable);
      case "integer" ->
          new Whole(
              schema.path("minimum").asLong(Long.MIN_VALUE),
              schema.path("maximum").asLong(Long.MAX_VALUE));
      case "boolean" -> new Truth();
      case "array" ->
          new Listing(
              schema.path("minItems").asInt(0),
              bound(schema, "maxItems"),
              read(schema.required("items")));
      case "object" -> members(schema);
      default -> throw new IllegalStateException("a schema of the contract has no type: " + schema);
    };
  }

  private static Text text(JsonNode schema, boolean nullable) {
    Set<String> oneOf = new LinkedHashSet<>();
    schema.path("enum").forEach(value -> oneOf.add(value.stringValue()));
    boolean bounded = !oneOf.isEmpty() || schema.has("pattern");
    return new Text(
        schema.path("minLength").asInt(0),
        bounded ? schema.path("maxLength").asInt(4_000) : bound(schema, "maxLength"),
        schema.has("pattern") ? whole(schema.path("pattern").stringValue()) : null,
        oneOf,
        nullable);
  }

  /// A pattern for the whole text, as all of the contract's are. It is matched as one, for Java's
  /// `$` lets a line's end pass that JSON Schema's does not.
  private static Pattern whole(String pattern) {
    if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
      throw new IllegalStateException("a pattern of the contract leaves an end open: " + pattern);
    }
    return Pattern.compile(pattern);
  }

  /// What the house only keeps, and never reads, may be anything: then the contract says so.
  private Shape members(JsonNode schema) {
    JsonNode others = schema.path("additionalProperties");
    if (others.isBoolean() && others.booleanValue() && !schema.has("properties")) {
      return new Anything();
    }
    if (!others.isBoolean() || others.booleanValue()) {
      throw new IllegalStateException("an object of the contract lets in anything: " + schema);
    }
    var known = new LinkedHashMap<String, Shape>();
    for (var member : schema.path("properties").properties()) {
      known.put(member.getKey(), read(member.getValue()));
    }
    var required = new LinkedHashSet<String>();
    schema.path("required").forEach(name -> required.add(name.stringValue()));
    return new Members(known, required, schema.path("minProperties").asInt(0));
  }

  private static int bound(JsonNode schema, String keyword) {
    if (!schema.has(keyword)) {
      throw new IllegalStateException("the contract sets no " + keyword + " for: " + schema);
    }
    return schema.path(keyword).intValue();
  }

  private Shape referenced(String reference) {
    Shape known = byReference.get(reference);
    if (known != null) {
      return known;
    }
    if (reading.contains(reference)) {
      throw new IllegalStateException("a schema of the contract contains itself: " + reference);
    }
    reading.push(reference);
    Shape shape = read(at(contract, reference));
    reading.pop();
    byReference.put(reference, shape);
    return shape;
  }

  /// What a `#/…` reference points to.
  static JsonNode at(JsonNode contract, String reference) {
    JsonNode node = contract.at(reference.substring(1));
    if (!reference.startsWith("#/") || node.isMissingNode()) {
      throw new IllegalStateException("the contract refers to nothing: " + reference);
    }
    return node;
  }
}
