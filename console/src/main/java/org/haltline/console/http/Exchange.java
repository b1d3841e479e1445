package org.haltline.console.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.haltline.console.access.Masks;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.access.Wall;
import org.haltline.console.audit.Clerk.Happened;
import org.haltline.console.contract.Endpoint;
import org.haltline.console.contract.JsonBody;
import org.haltline.console.contract.Part;
import org.haltline.console.people.Visitor;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Language;
import org.haltline.console.words.Remark;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.Position;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One request that has passed the entrance: who asks, in which language, and what was sent.
public final class Exchange {
  private final RoutingContext routing;
  private final Context context;
  private final Endpoint endpoint;
  private final Language language;
  private final @Nullable Visitor visitor;
  private @Nullable String subject;
  private @Nullable String reason;
  private @Nullable String look;
  private @Nullable Actor named;
  private @Nullable String ofCase;
  private boolean showedNothing;
  private Buffer raw = Buffer.buffer();
  private @Nullable Path file;
  private JsonNode json = JsonNodeFactory.instance.missingNode();
  private List<Remark> shapeFaults = List.of();

  Exchange(
      RoutingContext routing, Endpoint endpoint, Language language, @Nullable Visitor visitor) {
    this.routing = routing;
    this.context = routing.vertx().getOrCreateContext();
    this.endpoint = endpoint;
    this.language = language;
    this.visitor = visitor;
  }

  void body(Buffer bytes) {
    this.raw = bytes;
  }

  void body(Path arrived) {
    this.file = arrived;
  }

  void body(JsonNode parsed, List<Remark> faults) {
    this.json = parsed;
    this.shapeFaults = List.copyOf(faults);
  }

  public HttpServerRequest request() {
    return routing.request();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  public Language language() {
    return language;
  }

  /// Who asks; on operations that are open to everybody there is nobody to name.
  public Actor actor() {
    return visitor().actor();
  }

  /// The same, with the session that they are in.
  public Visitor visitor() {
    return Objects.requireNonNull(visitor, "the operation is open to everybody");
  }

  /// What of the answer is masked for whoever asks.
  Set<Field> gaps() {
    return visitor == null ? Set.of() : Masks.of(visitor.actor());
  }

  // --- what the audit trail says of it

  /// Whom or what it was about, beside the case.
  public void about(String whom) {
    subject = whom;
  }

  /// In which case it ended up, where the path names none.
  public void ofCase(CaseId caseId) {
    ofCase = caseId.value();
  }

  /// Why it was asked for, in the person's words.
  public void because(String why) {
    reason = why;
  }

  /// What was looked at, where path and query do not tell.
  public void lookedAt(String what) {
    look = what;
  }

  /// Nothing of anybody is in the answer.
  public void showedNothing() {
    showedNothing = true;
  }

  /// Who it turned out to be, where the operation is open to everybody.
  public void by(Actor actor) {
    named = actor;
  }

  /// Null where there is nothing to be noted.
  @Nullable Happened happened(String outcome) {
    if (showedNothing && outcome.equals("done")) {
      return null;
    }
    String caseId = routing.pathParam("caseId");
    return new Happened(
        endpoint,
        visitor == null ? named : visitor.actor(),
        visitor == null || visitor.session() != null,
        address(),
        look == null ? request().uri() : look,
        outcome,
        caseId != null && CaseId.isShaped(caseId) ? caseId : ofCase,
        subject == null && outcome.equals("refused") ? tried() : subject,
        reason);
  }

  /// Whose door was tried, where the path names one beside a case.
  private @Nullable String tried() {
    String order = routing.pathParam("orderId");
    return order != null ? order : routing.pathParam("institutionId");
  }

  private String address() {
    return Objects.requireNonNullElse(request().remoteAddress().hostAddress(), "");
  }

  public Wall wall() {
    return Wall.of(actor());
  }

  /// The body as it came.
  public Buffer raw() {
    return raw;
  }

  /// The body of an operation that takes a file, which is there until the answer has left.
  public Path file() {
    return Objects.requireNonNull(file, "no file is sent to " + endpoint.operationId());
  }

  Vertx vertx() {
    return routing.vertx();
  }

  /// The body as JSON, and what the contract has against it. Whoever does not read the form further
  /// calls [#sound] instead.
  public Part body() {
    return Part.root(json);
  }

  /// The body as it is written down: JSON, without what stands between its values.
  public String json() {
    return json.toString();
  }

  public List<Remark> shapeFaults() {
    return shapeFaults;
  }

  /// The body, which is as the contract says.
  public Part sound() {
    if (!shapeFaults.isEmpty()) {
      throw new Refused(Problem.faults(ProblemCode.SHAPE, shapeFaults));
    }
    return body();
  }

  public CaseId caseId() {
    String text = path("caseId");
    if (!CaseId.isShaped(text)) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_CASE, "path:caseId"));
    }
    return new CaseId(text);
  }

  public OrderId orderId() {
    String text = path("orderId");
    if (!OrderId.isShaped(text)) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_ORDER, "path:orderId"));
    }
    return new OrderId(text);
  }

  public String path(String name) {
    return Objects.requireNonNullElse(routing.pathParam(name), "");
  }

  MultiMap queries() {
    return routing.queryParams();
  }

  public @Nullable String query(String name) {
    return routing.queryParams().get(name);
  }

  /// A place in the journal that a client says; the contract knows its shape, not how high it goes.
  ///
  /// @param pointer where it was said, `query:after`
  public static Position place(String pointer, String said) {
    try {
      return Position.parse(said);
    } catch (IllegalArgumentException beyondAll) {
      var fault = Remark.of(pointer, "fault.out-of-range", Position.START, Position.LAST);
      throw new Refused(Problem.faults(ProblemCode.BAD_PARAMETER, List.of(fault)));
    }
  }

  public int query(String name, int otherwise) {
    String said = query(name);
    return said == null ? otherwise : Integer.parseInt(said);
  }

  public @Nullable String header(String name) {
    return routing.request().getHeader(name);
  }

  /// The client's promise that this is one request, however often it is sent: its key, which counts
  /// for this person alone, and the hash of what it says.
  public @Nullable Idempotency idempotency() {
    String key = endpoint.takesHeader("Idempotency-Key") ? header("Idempotency-Key") : null;
    if (key == null) {
      return null;
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String head = endpoint.method() + "\n" + request().path() + "\n" + actor().id() + "\n";
      sha256.update(head.getBytes(StandardCharsets.UTF_8));
      JsonBody.digest(json, sha256);
      return new Idempotency(actor().id() + "/" + key, sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /// What another thread completes, told on this request's own event loop.
  public <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }

  /// The response, for a handling that writes it itself; with the headers that every one has.
  public HttpServerResponse open() {
    return Exit.guarded(routing.response()).setStatusCode(200);
  }
}
