package org.haltline.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the contract promises of every answer, held against the answers that come: the operation
/// names the status and the content type, and JSON is as the schema says. A member that the schema
/// does not name is a fault here, though clients have to bear it: nobody could know what it means.
public final class PromisedAnswers {
  private static final String PROBLEM = "application/problem+json";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("https://contract.invalid/")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  private static final PromisedAnswers OURS = new PromisedAnswers(Contract.load());

  private final Contract contract;
  private final JsonNode closed;
  private final Map<JsonNode, Validator> validators = new ConcurrentHashMap<>();

  private PromisedAnswers(Contract contract) {
    this.contract = contract;
    this.closed = closed(contract.tree());
  }

  /// Fails with what is wrong with this answer.
  ///
  /// @param path with or without a query
  /// @param body null where it has no end
  public static void check(
      String method, String path, int status, String contentType, @Nullable String body) {
    OURS.answer(method, path.split("\\?", 2)[0], status, contentType.split(";", 2)[0], body);
  }

  /// Fails unless the JSON is as this schema of the contract says.
  public static void checkAs(String schema, String json) {
    OURS.json(OURS.named(schema), json, schema);
  }

  private void answer(
      String method, String path, int status, String contentType, @Nullable String body) {
    String what = "%s %s %d %s".formatted(method, path, status, contentType);
    Endpoint endpoint = at(method, path);
    if (endpoint == null) {
      assertThat(contentType).as(what).isEqualTo(PROBLEM);
      json(named("Problem"), Objects.requireNonNull(body), what);
      return;
    }
    JsonNode responses =
        closed
            .path("paths")
            .path(endpoint.path())
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses");
    JsonNode response = responses.path(String.valueOf(status));
    assertThat(response.isObject()).as("the contract names " + what).isTrue();
    JsonNode content = resolved(response).path("content");
    assertThat(content.propertyNames()).as("the contract names " + what).contains(contentType);
    if ((contentType.equals("application/json") || contentType.endsWith("+json")) && body != null) {
      json(content.path(contentType).path("schema"), body, what);
    }
  }

  private @Nullable Endpoint at(String method, String path) {
    return contract.endpoints().stream()
        .filter(it -> it.method().equals(method) && it.pathPattern().matcher(path).matches())
        .findFirst()
        .orElse(null);
  }

  private void json(JsonNode schema, String json, String what) {
    OutputUnit found =
        validators.computeIfAbsent(schema, this::validator).validate(new JsonObject(json));
    assertThat(found.getErrors() == null ? "" : found.toJson().encodePrettily())
        .as("%s: %s", what, json)
        .isEmpty();
    assertThat(found.getValid()).as("%s: %s", what, json).isTrue();
  }

  private Validator validator(JsonNode schema) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.set("$defs", closed.path("components").path("schemas"));
    String json = whole.toString().replace(SCHEMAS, "#/$defs/");
    return Validator.create(JsonSchema.of(new JsonObject(json)), OPTIONS);
  }

  private JsonNode named(String schema) {
    return closed.path("components").path("schemas").required(schema);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? ShapeReader.at(closed, node.path("$ref").stringValue()) : node;
  }

  /// The contract with every object closed that names its members.
  private static JsonNode closed(JsonNode contract) {
    JsonNode copy = contract.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    node.forEach(PromisedAnswers::close);
    if (node instanceof ObjectNode schema
        && schema.path("type").asString("").equals("object")
        && schema.has("properties")
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }
}
