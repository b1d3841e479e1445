package org.haltline.console.contract;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.haltline.console.contract.Endpoint.BodyKind;
import org.haltline.console.contract.Parameter.Place;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The contract file: what is served as `/api/openapi.yaml`, what the routes are made from, and
/// what every request is checked against.
public final class Contract {
  private static final String FILE = "/org/haltline/console/haltline-api.yaml";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final byte[] file;
  private final JsonNode tree;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<Endpoint, Pattern> paths = new LinkedHashMap<>();

  private Contract(byte[] file) {
    this.file = file;
    this.tree = new YAMLMapper().readTree(file);
    var shapes = new ShapeReader(tree);
    for (var path : tree.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          Endpoint endpoint = endpoint(path.getKey(), path.getValue(), operation.getKey(), shapes);
          endpoints.put(endpoint.operationId(), endpoint);
          paths.put(endpoint, endpoint.pathPattern());
        }
      }
    }
  }

  /// Reads the file that ships with this module.
  public static Contract load() {
    try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(FILE), FILE)) {
      return new Contract(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The file as it is.
  public byte[] file() {
    return file.clone();
  }

  JsonNode tree() {
    return tree;
  }

  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints.values());
  }

  public Endpoint endpoint(String operationId) {
    Endpoint endpoint = endpoints.get(operationId);
    if (endpoint == null) {
      throw new IllegalArgumentException("the contract has no operation " + operationId);
    }
    return endpoint;
  }

  /// Why a request that no operation answers is wrong: its path, or only its method.
  public Problem nothingAt(String path) {
    var methods = new LinkedHashSet<String>();
    paths.forEach(
        (endpoint, pattern) -> {
          if (pattern.matcher(path).matches()) {
            methods.add(endpoint.method());
          }
        });
    return methods.isEmpty()
        ? Problem.of(ProblemCode.NO_SUCH_PATH)
        : Problem.of(ProblemCode.METHOD_NOT_ALLOWED, String.join(", ", methods));
  }

  /// The contract as the router's library takes it: without the content types that it cannot load,
  /// and with whole paths, for its routes carry no server's path.
  public Future<OpenAPIContract> forRouter(Vertx vertx) {
    ObjectNode copy = (ObjectNode) tree.deepCopy();
    // who asks is the entrance's matter: of two ways in, the library would want both
    copy.remove("security");
    ObjectNode paths = copy.putObject("paths");
    tree.path("paths")
        .properties()
        .forEach(
            path -> {
              ObjectNode item = (ObjectNode) path.getValue().deepCopy();
              String whole =
                  item.remove("servers") == null ? "/api" + path.getKey() : path.getKey();
              paths.set(whole, item);
            });
    stripUnsupported(copy);
    return OpenAPIContract.from(
        vertx, new JsonObject(JsonMapper.shared().writeValueAsString(copy)));
  }

  private static void stripUnsupported(JsonNode node) {
    if (node.path("content") instanceof ObjectNode content) {
      for (String type : List.copyOf(content.propertyNames())) {
        if (!MediaType.isMediaTypeSupported(type)) {
          content.remove(type);
        }
      }
      if (content.isEmpty()) {
        ((ObjectNode) node).remove("content");
      }
    }
    node.forEach(Contract::stripUnsupported);
  }

  private Endpoint endpoint(String path, JsonNode pathItem, String method, ShapeReader shapes) {
    JsonNode operation = pathItem.path(method);
    var parameters = new ArrayList<Parameter>();
    pathItem.path("parameters").forEach(node -> parameters.add(parameter(node, shapes)));
    operation.path("parameters").forEach(node -> parameters.add(parameter(node, shapes)));
    var bodies = new LinkedHashMap<String, BodyKind>();
    for (var content : operation.path("requestBody").path("content").properties()) {
      boolean json = content.getKey().equals("application/json");
      bodies.put(
          content.getKey(),
          new BodyKind(json ? shapes.read(content.getValue().required("schema")) : null));
    }
    return new Endpoint(
        operation.path("operationId").stringValue(),
        method.toUpperCase(Locale.ROOT),
        path,
        !pathItem.has("servers"),
        operation.path("security").isArray() && operation.path("security").isEmpty(),
        parameters,
        bodies);
  }

  private Parameter parameter(JsonNode node, ShapeReader shapes) {
    JsonNode said = node.has("$ref") ? ShapeReader.at(tree, node.path("$ref").stringValue()) : node;
    return new Parameter(
        said.path("name").stringValue(),
        Place.valueOf(said.path("in").stringValue().toUpperCase(Locale.ROOT)),
        said.path("required").asBoolean(false),
        shapes.read(said.required("schema")));
  }
}
