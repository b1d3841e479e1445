package org.haltline.console.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.haltline.console.audit.Clerk;
import org.haltline.console.contract.Endpoint;
import org.haltline.console.contract.Endpoint.BodyKind;
import org.haltline.console.contract.JsonBody;
import org.haltline.console.contract.Parameter;
import org.haltline.console.contract.Parameter.Place;
import org.haltline.console.people.Reception;
import org.haltline.console.people.Visitor;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Language;
import org.haltline.console.words.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The way in, the same for every operation: who asks, may they, are the parameters and the body as
/// the contract says. Only what passes reaches its handling.
public final class Entrance {
  private final Reception reception;
  private final Clerk clerk;
  private final Bounds bounds;
  private final Places places;
  private final BooleanSupplier closing;
  private final Exit exit;

  /// How much is taken.
  public record Bounds(int jsonBytesMax, int paperBytesMax, Arrivals lists) {}

  /// Bodies that are too large for memory.
  ///
  /// @param folder where they lie until they are answered
  public record Arrivals(long bytesMax, Path folder) {}

  /// What is sent to these goes into a file.
  private static final Set<String> AS_FILES = Set.of("bringList", "screenFile");

  /// The way in of one console.
  ///
  /// @param places for documents and lists on their way in, over all event loops
  /// @param closing whether the house takes nothing new
  public Entrance(
      Reception reception,
      Clerk clerk,
      Bounds bounds,
      Places places,
      BooleanSupplier closing,
      Exit exit) {
    this.reception = reception;
    this.clerk = clerk;
    this.bounds = bounds;
    this.places = places;
    this.closing = closing;
    this.exit = exit;
  }

  /// What the router calls for one operation.
  public Handler<RoutingContext> to(Endpoint endpoint, Handling handling) {
    Set<String> queries =
        endpoint.parameters().stream()
            .filter(parameter -> parameter.place() == Place.QUERY)
            .map(Parameter::name)
            .collect(Collectors.toUnmodifiableSet());
    return routing -> {
      long startedNanos = System.nanoTime();
      Language language =
          Language.preferred(routing.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
      admitted(routing, endpoint, language, queries)
          .compose(exchange -> recorded(exchange, handling))
          .onComplete(answer -> exit.leave(routing, endpoint, language, startedNanos, answer));
    };
  }

  private Future<Exchange> admitted(
      RoutingContext routing, Endpoint endpoint, Language language, Set<String> queries) {
    // beside the API stand the probes: whoever watches sees the house until its door is shut
    if (closing.getAsBoolean() && endpoint.underApi() && !endpoint.open()) {
      return Future.failedFuture(Refused.of(ProblemCode.CLOSING));
    }
    HttpServerRequest request = routing.request();
    if (endpoint.open()) {
      return admitted(new Exchange(routing, endpoint, language, null), queries);
    }
    Future<Visitor> who = reception.visitor(request, endpoint.operationId());
    if (!who.isComplete()) {
      // what comes meanwhile is not lost: it waits in the connection
      request.pause();
    }
    return who.compose(
        visitor -> {
          var exchange = new Exchange(routing, endpoint, language, visitor);
          Future<Exchange> in = admitted(exchange, queries);
          if (in.isComplete() || !AS_FILES.contains(endpoint.operationId())) {
            request.resume(); // a file resumes it when it is open
          }
          return in;
        });
  }

  private Future<Exchange> admitted(Exchange exchange, Set<String> queries) {
    try {
      if (!exchange.endpoint().open()) {
        Reception.requireAllowed(exchange.visitor(), exchange.endpoint().operationId());
      }
      checkParameters(exchange, queries);
      return exchange.endpoint().takesBody()
          ? withBody(exchange)
          : Future.succeededFuture(exchange);
    } catch (Refused refused) {
      noted(exchange, refused);
      return Future.failedFuture(refused);
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  /// What the answer shows is noted first; a feed has no end, so it is noted when it begins.
  private Future<Answer> recorded(Exchange exchange, Handling handling) {
    if (exchange.endpoint().operationId().equals("follow")) {
      return noted(exchange, "done").compose(noted -> handled(exchange, handling));
    }
    return handled(exchange, handling)
        .onFailure(failure -> noted(exchange, failure))
        .compose(answer -> noted(exchange, "done").map(answer.seenWith(exchange.gaps())));
  }

  private static Future<Answer> handled(Exchange exchange, Handling handling) {
    try {
      return handling.handle(exchange);
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  private Future<Void> noted(Exchange exchange, String outcome) {
    Clerk.Happened happened = exchange.happened(outcome);
    return happened == null ? Future.succeededFuture() : exchange.on(clerk.note(happened));
  }

  /// What somebody may not do is worth knowing; what they mistyped is not.
  private void noted(Exchange exchange, Throwable failure) {
    switch (Failures.problem(failure).code()) {
      case NOT_ALLOWED,
          WRONG_SIGN_IN,
          TOO_MANY_TRIES,
          OWN_REQUEST,
          NOT_ALLOWED_TO_APPROVE,
          TOO_FAST ->
          noted(exchange, "refused");
      case NO_SUCH_CASE, NO_SUCH_ORDER, NO_SUCH_INSTITUTION -> {
        // for whoever stands behind a wall: it may be somebody else's, whose number they tried
        if (exchange.wall().stands()) {
          noted(exchange, "refused");
        }
      }
      case INTERNAL, OUTCOME_UNKNOWN -> noted(exchange, "failed");
      default -> {
        // nothing was done, and nothing shown
      }
    }
  }

  /// Those of the path are read where they are used: a number that cannot be one is no such case.
  private static void checkParameters(Exchange exchange, Set<String> queries) {
    var faults = new ArrayList<Remark>();
    HttpServerRequest request = exchange.request();
    MultiMap query = exchange.queries();
    for (Parameter parameter : exchange.endpoint().parameters()) {
      switch (parameter.place()) {
        case HEADER -> {
          String value = request.getHeader(parameter.name());
          if (value == null && parameter.isRequired()) {
            throw Refused.of(ProblemCode.IDEMPOTENCY_KEY_MISSING);
          }
          parameter.check(value, faults);
          // of two keys, one would be taken and the other one looked for
          if (parameter.name().equals("Idempotency-Key")
              && request.headers().getAll(parameter.name()).size() > 1) {
            faults.add(Remark.of("header:" + parameter.name(), "fault.twice", parameter.name()));
          }
        }
        case QUERY -> {
          parameter.check(query.get(parameter.name()), faults);
          if (query.getAll(parameter.name()).size() > 1) {
            faults.add(Remark.of("query:" + parameter.name(), "fault.twice", parameter.name()));
          }
        }
        case PATH -> {
          // checked where it is used
        }
      }
    }
    for (Map.Entry<String, String> entry : query) {
      if (!queries.contains(entry.getKey())) {
        faults.add(
            Remark.of(
                "query:" + entry.getKey(),
                "fault.unknown-member",
                entry.getKey(),
                String.join(", ", queries)));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refused(Problem.faults(ProblemCode.BAD_PARAMETER, faults));
    }
  }

  private Future<Exchange> withBody(Exchange exchange) {
    BodyKind kind = kind(exchange);
    if (AS_FILES.contains(exchange.endpoint().operationId())) {
      return file(exchange);
    }
    return bytes(exchange, kind)
        .map(
            bytes -> {
              take(exchange, kind, bytes);
              return exchange;
            });
  }

  private Future<Buffer> bytes(Exchange exchange, BodyKind kind) {
    if (kind.isJson()) {
      return BodyReader.read(exchange.request(), bounds.jsonBytesMax());
    }
    places.take(exchange.request().response(), () -> {});
    return BodyReader.read(exchange.request(), bounds.paperBytesMax());
  }

  /// The file is gone as soon as the answer is.
  private Future<Exchange> file(Exchange exchange) {
    Vertx vertx = exchange.vertx();
    HttpServerRequest request = exchange.request();
    Promise<Void> over = Promise.promise();
    places.take(request.response(), over::tryComplete);
    Future<BodyReader.Arrived> arriving =
        BodyReader.toFile(vertx, request, bounds.lists().folder(), bounds.lists().bytesMax());
    over.future()
        .compose(left -> arriving)
        .onSuccess(arrived -> vertx.fileSystem().delete(arrived.file().toString()));
    return arriving.map(
        arrived -> {
          if (arrived.bytes() == 0) {
            throw Refused.of(ProblemCode.BODY_MISSING, exchange.endpoint().contentTypes());
          }
          exchange.body(arrived.file());
          return exchange;
        });
  }

  private static BodyKind kind(Exchange exchange) {
    Endpoint endpoint = exchange.endpoint();
    String contentType = exchange.header("Content-Type");
    BodyKind kind = contentType == null ? null : kind(endpoint, contentType);
    if (kind != null && contentType != null && isForeignText(contentType)) {
      throw Refused.of(ProblemCode.WRONG_CHARSET, endpoint.contentTypes());
    }
    if (kind == null) {
      throw Refused.of(ProblemCode.WRONG_TYPE, endpoint.contentTypes());
    }
    return kind;
  }

  private static @Nullable BodyKind kind(Endpoint endpoint, String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
    return endpoint.bodies().get(parts[0].strip());
  }

  private static boolean isForeignText(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
    return parts.length > 1
        && parts[1].contains("charset")
        && !parts[1].replaceAll("[\\s\"]", "").contains("charset=utf-8");
  }

  private static void take(Exchange exchange, BodyKind kind, Buffer bytes) {
    if (bytes.length() == 0) {
      throw Refused.of(ProblemCode.BODY_MISSING, exchange.endpoint().contentTypes());
    }
    if (kind.isJson()) {
      JsonNode json = JsonBody.read(bytes);
      List<Remark> faults = new ArrayList<>();
      kind.check(json, faults);
      exchange.body(json, faults);
    } else {
      exchange.body(bytes);
    }
  }
}
