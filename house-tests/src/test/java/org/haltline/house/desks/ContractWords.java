package org.haltline.house.desks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.haltline.console.contract.Contract;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Every member of a JSON body in the contract that is a text, and not one of a few words or of a
/// pattern that markup never fits.
final class ContractWords {
  private static final Set<String> CHANGES = Set.of("post", "put", "delete", "patch");

  private final JsonNode contract;
  private final Set<String> found = new TreeSet<>();

  private ContractWords(JsonNode contract) {
    this.contract = contract;
  }

  /// As operation and pointer: `addNote /text`.
  static Set<String> all() throws IOException {
    String file = "/org/haltline/console/haltline-api.yaml";
    try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(file))) {
      var words = new ContractWords(new YAMLMapper().readTree(in));
      words.contract.path("paths").forEach(words::ofPath);
      return words.found;
    }
  }

  private void ofPath(JsonNode path) {
    path.properties().stream()
        .filter(it -> CHANGES.contains(it.getKey()))
        .map(it -> it.getValue())
        .forEach(
            operation ->
                look(
                    operation.path("operationId").asString() + " ",
                    resolved(operation.path("requestBody"))
                        .path("content")
                        .path("application/json")
                        .path("schema")));
  }

  private void look(String place, JsonNode referring) {
    JsonNode schema = resolved(referring);
    schema
        .path("properties")
        .properties()
        .forEach(it -> look(place + "/" + it.getKey(), it.getValue()));
    for (String several : Set.of("allOf", "oneOf", "anyOf")) {
      schema.path(several).forEach(it -> look(place, it));
    }
    if (schema.has("items")) {
      look(place + "/*", schema.path("items"));
    }
    if (schema.path("type").toString().contains("string")
        && !schema.has("enum")
        && !schema.has("pattern")) {
      found.add(place);
    }
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : resolved(contract.at(reference.substring(1)));
  }
}
