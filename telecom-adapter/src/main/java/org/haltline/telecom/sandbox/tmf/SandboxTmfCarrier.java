package org.haltline.telecom.sandbox.tmf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.SmallBody;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Signer;
import org.haltline.telecom.sandbox.CarrierLedger;
import org.haltline.telecom.sandbox.NumberView;
import org.haltline.telecom.sandbox.Subscriptions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A carrier that is not one but speaks as one: TMF641 with a hub that tells events, TMF640 with
/// monitors, CAMARA's subscription status, and OAuth tokens that end. It misbehaves as [Faults] say.
///
///     POST /token        POST|GET /ordering/serviceOrder   POST|DELETE /ordering/hub
///     POST /ordering/cancelServiceOrder
///     PATCH|GET /activation/service/{number}               GET /activation/monitor/{id}
///     POST /status/retrieve                                GET|PUT /faults
///     GET /numbers/{number}, /book?from=0: what its engineers see
public final class SandboxTmfCarrier extends VerticleBase {
  /// The name and secret by which tokens are had.
  public static final String CLIENT_ID = "haltline";

  public static final String CLIENT_SECRET = "a secret of the sandbox";
  private static final String SERVICE_ORDER = "/ordering/serviceOrder";
  private static final String SERVICE = "/activation/service/";
  private static final String MONITOR = "/activation/monitor/";
  private static final String NUMBERS = "/numbers/";
  private static final int BOOK_PAGE = 1_000;

  private final Options options;
  private final ServiceOrders orders;
  private final InstantSource clock;
  private final SplittableRandom dice;
  private final Map<String, String> hubs = new HashMap<>();
  private final Map<String, ObjectNode> monitors = new HashMap<>();
  private final Map<String, String> bySwitch = new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private volatile Faults faults = Faults.NONE;
  private volatile @Nullable HttpServer server;
  private @Nullable HttpClient client;
  private volatile int tokensValid;

  /// What it is.
  ///
  /// @param port 0 for any free one
  /// @param ordering whether it takes service orders; else only TMF640
  /// @param signedBy whose signature every order must bear; null to look at none
  public record Options(int port, long seed, boolean ordering, @Nullable Signer signedBy) {
    public static Options anyPort() {
      return new Options(0, 1, true, null);
    }
  }

  public SandboxTmfCarrier(Subscriptions subscriptions, Options options, InstantSource clock) {
    this(new CarrierLedger(subscriptions), options, clock);
  }

  /// One line of a carrier that may have others.
  public SandboxTmfCarrier(CarrierLedger ledger, Options options, InstantSource clock) {
    this.options = options;
    this.orders = new ServiceOrders(ledger);
    this.clock = clock;
    this.dice = new SplittableRandom(options.seed);
  }

  @Override
  public Future<?> start() {
    client = vertx.createHttpClient();
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(options.port))
        .requestHandler(this::serve)
        .listen()
        .onSuccess(listening -> server = listening);
  }

  public URI base() {
    return URI.create(
        "http://127.0.0.1:" + Objects.requireNonNull(server, "deployed").actualPort());
  }

  /// From now on, for every order.
  public void misbehave(Faults how) {
    faults = how;
  }

  /// Every token that was given out is refused from now on.
  public void endTokens() {
    tokensValid = tokens.get() + 1;
  }

  /// From now on this number is another carrier's.
  public void port(String e164, String to) {
    vertx.runOnContext(nothing -> orders.port(e164, to));
  }

  /// How many orders had an effect.
  public long effects() {
    return orders.book().effects();
  }

  /// Every order that came.
  public Book book() {
    return orders.book();
  }

  public Faults faults() {
    return faults;
  }

  /// How many events were acknowledged.
  public int told() {
    return told.get();
  }

  /// How many tokens were given out.
  public int tokens() {
    return tokens.get();
  }

  /// A number as it stands in the carrier's own book.
  public NumberView number(String e164) {
    return orders.number(e164, clock.instant());
  }

  private void serve(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    Faults now = faults;
    if (now.down() && !path.equals("/faults")) {
      request.connection().close();
      return;
    }
    SmallBody.of(request)
        .onFailure(tooMuch -> reply(request, 413, null))
        .onSuccess(
            body -> {
              try {
                answer(request, path, body);
              } catch (RuntimeException wrong) {
                reply(request, 400, error("BAD_FORMAT", String.valueOf(wrong.getMessage())));
              }
            });
  }

  private void answer(HttpServerRequest request, String path, Buffer body) {
    HttpMethod method = request.method();
    if (path.equals("/token")) {
      token(request);
    } else if (path.equals("/faults") && method.equals(HttpMethod.PUT)) {
      misbehave(Wire.JSON.readValue(body.getBytes(), Faults.class));
      reply(request, 204, null);
    } else if (path.equals("/faults")) {
      reply(request, 200, Wire.JSON.valueToTree(faults));
    } else if (path.startsWith(NUMBERS)) {
      reply(request, 200, Wire.JSON.valueToTree(number(path.substring(NUMBERS.length()))));
    } else if (path.equals("/book")) {
      String from = Objects.requireNonNullElse(request.getParam("from"), "0");
      ObjectNode page = Wire.JSON.createObjectNode().put("total", book().size());
      page.set("entries", Wire.JSON.valueToTree(book().entries(Integer.parseInt(from), BOOK_PAGE)));
      reply(request, 200, page);
    } else if (!isLetIn(request)) {
      reply(request, 401, error("401", "no token, or one that has ended"));
    } else if (path.startsWith("/ordering/") && !options.ordering) {
      reply(request, 404, error("404", "no service orders here"));
    } else if (path.equals(SERVICE_ORDER) && method.equals(HttpMethod.POST)) {
      order(request, body);
    } else if (path.equals(SERVICE_ORDER)) {
      var found =
          orders.byExternalId(Objects.requireNonNullElse(request.getParam("externalId"), ""));
      later(() -> reply(request, 200, Wire.JSON.valueToTree(found)));
    } else if (path.equals("/ordering/cancelServiceOrder") && method.equals(HttpMethod.POST)) {
      cancel(request, body);
    } else if (path.startsWith(SERVICE_ORDER + "/")) {
      ObjectNode order = orders.byId(path.substring(SERVICE_ORDER.length() + 1));
      reply(request, order == null ? 404 : 200, order);
    } else if (path.equals("/ordering/hub") && method.equals(HttpMethod.POST)) {
      String id = "hub-" + (hubs.size() + 1);
      hubs.put(id, Wire.JSON.readTree(body.getBytes()).path("callback").asString(""));
      reply(request, 201, Wire.JSON.createObjectNode().put("id", id));
    } else if (path.startsWith("/ordering/hub/") && method.equals(HttpMethod.DELETE)) {
      hubs.remove(path.substring("/ordering/hub/".length()));
      reply(request, 204, null);
    } else if (path.equals("/status/retrieve")) {
      status(request, Wire.JSON.readTree(body.getBytes()).path("phoneNumber").asString(""));
    } else if (path.startsWith(SERVICE)) {
      service(request, URLDecoder.decode(path.substring(SERVICE.length()), UTF_8), body);
    } else if (path.startsWith(MONITOR)) {
      ObjectNode monitor = monitors.get(path.substring(MONITOR.length()));
      reply(request, monitor == null ? 404 : 200, monitor);
    } else {
      reply(request, 404, null);
    }
  }

  private void token(HttpServerRequest request) {
    String wanted =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (CLIENT_ID + ":" + URLEncoder.encode(CLIENT_SECRET, UTF_8)).getBytes(UTF_8));
    if (!wanted.equals(request.getHeader("Authorization"))) {
      reply(request, 401, error("invalid_client", "nobody of this name"));
      return;
    }
    ObjectNode given = Wire.JSON.createObjectNode();
    given.put("access_token", "token-" + tokens.incrementAndGet()).put("token_type", "Bearer");
    reply(request, 200, given.put("expires_in", 600));
  }

  private boolean isLetIn(HttpServerRequest request) {
    String said = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
    String prefix = "Bearer token-";
    return said.startsWith(prefix)
        && said.substring(prefix.length()).matches("[0-9]{1,6}")
        && Integer.parseInt(said.substring(prefix.length())) >= tokensValid;
  }

  private boolean isSigned(HttpServerRequest request, Buffer body) {
    Signer by = options.signedBy;
    String fault =
        by == null
            ? null
            : DetachedJws.fault(request.getHeader(DetachedJws.HEADER), body.getBytes(), by);
    if (fault != null) {
      reply(request, 403, error("403", fault));
    }
    return fault == null;
  }

  private void order(HttpServerRequest request, Buffer body) {
    if (!isSigned(request, body)) {
      return;
    }
    Faults now = faults;
    ObjectNode order = orders.take(Wire.JSON.readTree(body.getBytes()), clock.instant());
    if (rolled(now.lateRate())) {
      after(Math.max(1, now.lateMs()), () -> carryOut(order, true));
    } else {
      carryOut(order, rolled(now.twiceRate()));
    }
    if (rolled(now.loseReplyRate())) {
      request.connection().close();
      return;
    }
    JsonNode shown = order.deepCopy();
    later(() -> reply(request, 201, shown));
  }

  /// What was not carried out yet is not any more; for the rest it is too late.
  private void cancel(HttpServerRequest request, Buffer body) {
    if (!isSigned(request, body)) {
      return;
    }
    JsonNode named = Wire.JSON.readTree(body.getBytes()).path("serviceOrder");
    ObjectNode order = orders.byId(named.path("id").asString(""));
    if (order == null) {
      reply(request, 404, error("404", "no such service order"));
      return;
    }
    boolean inTime = orders.cancel(order, clock.instant());
    ObjectNode task =
        Wire.JSON.createObjectNode().put("id", "cancel-" + named.path("id").asString());
    task.put("state", inTime ? "done" : "terminatedWithError");
    reply(request, 201, task);
    if (inTime) {
      hubs.values().forEach(callback -> tell(callback, order, 1));
    }
  }

  private void carryOut(ObjectNode order, boolean tell) {
    Faults now = faults;
    ReasonCode refuse =
        rolled(now.refuseRate())
            ? Objects.requireNonNullElse(now.refuseReason(), ReasonCode.OTHER)
            : null;
    orders.carryOut(order, clock.instant(), refuse);
    if (tell) {
      hubs.values().forEach(callback -> tell(callback, order, 1));
    }
  }

  /// Says an event until it is acknowledged, a few times.
  private void tell(String callback, ObjectNode order, int attempt) {
    ObjectNode event = Wire.JSON.createObjectNode();
    event.put("eventType", "ServiceOrderStateChangeEvent");
    event.put("eventTime", clock.instant().toString());
    event.putObject("event").set("serviceOrder", order.deepCopy());
    Objects.requireNonNull(client)
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(callback + "/listener/serviceOrderStateChangeEvent"))
        .compose(request -> request.send(Buffer.buffer(Wire.JSON.writeValueAsBytes(event))))
        .compose(response -> SmallBody.of(response).map(nothing -> response.statusCode()))
        .onComplete(
            status -> {
              if (status.succeeded() && status.result() == 204) {
                told.incrementAndGet();
              } else if (attempt < 5) {
                after(300 * attempt, () -> tell(callback, order, attempt + 1));
              }
            });
  }

  private void status(HttpServerRequest request, String e164) {
    boolean cut = number(e164).state() == NumberView.State.SUSPENDED || isSwitchedOff(e164);
    String state = cut ? "suspended" : "active";
    ObjectNode said = Wire.JSON.createObjectNode();
    reply(
        request,
        200,
        said.put("voiceSmsIn", state).put("voiceSmsOut", state).put("dataService", state));
  }

  /// Whether a number was switched off where there are no orders: until somebody switches it on.
  public boolean isSwitchedOff(String e164) {
    return Objects.equals(bySwitch.get(e164), "inactive");
  }

  private void service(HttpServerRequest request, String e164, Buffer body) {
    if (request.method().equals(HttpMethod.GET)) {
      String state = isSwitchedOff(e164) ? "inactive" : "active";
      reply(request, 200, Wire.JSON.createObjectNode().put("id", e164).put("state", state));
      return;
    }
    if (!isSigned(request, body)) {
      return;
    }
    String state = Wire.JSON.readTree(body.getBytes()).path("state").asString("");
    if (!state.equals("active") && !state.equals("inactive")) {
      throw new IllegalArgumentException("state: active or inactive");
    }
    Faults now = faults;
    if (!rolled(now.lateRate())) {
      bySwitch.put(e164, state);
      reply(request, 200, Wire.JSON.createObjectNode().put("id", e164).put("state", state));
      return;
    }
    String id = "m-" + (monitors.size() + 1);
    ObjectNode monitor = Wire.JSON.createObjectNode().put("id", id).put("state", "InProgress");
    monitor.put("href", base() + MONITOR + id);
    monitors.put(id, monitor);
    after(
        Math.max(1, now.lateMs()),
        () -> {
          bySwitch.put(e164, state);
          monitor.put("state", "Completed");
        });
    reply(request, 202, monitor.deepCopy());
  }

  private static ObjectNode error(String code, String message) {
    return Wire.JSON.createObjectNode().put("code", code).put("message", message);
  }

  private boolean rolled(double rate) {
    return rate > 0 && dice.nextDouble() < rate;
  }

  private void later(Runnable what) {
    Faults now = faults;
    after(rolled(now.slowRate()) ? now.slowMs() : 0, what);
  }

  private void after(int ms, Runnable what) {
    if (ms <= 0) {
      what.run();
    } else {
      vertx.setTimer(ms, timer -> what.run());
    }
  }

  private static void reply(HttpServerRequest request, int status, @Nullable JsonNode body) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    request.response().setStatusCode(status);
    if (body == null) {
      request.response().end();
    } else {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .end(Buffer.buffer(Wire.JSON.writeValueAsBytes(body)));
    }
  }
}
