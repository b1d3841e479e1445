package org.haltline.console.contract;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.haltline.console.words.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One operation of the contract.
///
/// @param path as the contract writes it, `/cases/{caseId}`
/// @param underApi whether it stands under `/api` or beside it
/// @param open whether it is for everybody, without token
/// @param bodies the content types it takes, each with the shape of its JSON, or with none for raw
///   bytes; empty when it takes no body
public record Endpoint(
    String operationId,
    String method,
    String path,
    boolean underApi,
    boolean open,
    List<Parameter> parameters,
    Map<String, BodyKind> bodies) {

  /// How a body of one content type is read.
  public static final class BodyKind {
    private final @Nullable Shape shape;

    /// @param shape of its JSON; null for raw bytes
    BodyKind(@Nullable Shape shape) {
      this.shape = shape;
    }

    public boolean isJson() {
      return shape != null;
    }

    /// Everything in the body that is not as the contract says.
    public void check(JsonNode body, List<Remark> faults) {
      if (shape != null) {
        shape.check(Part.root(body), faults);
      }
    }
  }

  public Endpoint {
    parameters = List.copyOf(parameters);
    bodies = Map.copyOf(bodies);
  }

  public boolean takesBody() {
    return !bodies.isEmpty();
  }

  /// Whether the contract names this header for it; what it does not name is not looked at.
  public boolean takesHeader(String name) {
    return parameters.stream()
        .anyMatch(it -> it.place() == Parameter.Place.HEADER && it.name().equals(name));
  }

  /// The content types it takes, for people.
  public String contentTypes() {
    return bodies.keySet().stream().sorted().reduce((a, b) -> a + ", " + b).orElse("");
  }

  /// What a request's path must look like.
  Pattern pathPattern() {
    String full = (underApi ? "/api" : "") + path;
    return Pattern.compile(full.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
  }
}
