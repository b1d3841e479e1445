package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.console.ConsoleOptions.FeedOptions;
import org.haltline.console.ConsoleOptions.Tls;
import org.haltline.console.contract.Contract;
import org.haltline.console.contract.Endpoint;
import org.haltline.console.feed.CaseFeed;
import org.haltline.console.feed.FeedRoom;
import org.haltline.console.http.Entrance;
import org.haltline.console.http.Exit;
import org.haltline.console.http.Handling;
import org.haltline.console.http.Places;
import org.haltline.console.intake.Intake;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.site.WebApp;
import org.jspecify.annotations.Nullable;

/// The console on one event loop; several share the port.
final class ConsoleLoop extends VerticleBase {
  /// How long requests under way may take when the house closes.
  private static final long CLOSING_MS = 10_000;

  private static final int IDLE_S = 75;

  private final ConsolePorts ports;
  private final ConsoleOptions options;
  private final Shared shared;
  private @Nullable HttpServer server;
  private @Nullable FeedRoom room;

  /// What all loops of one console have in common.
  ///
  /// @param exit answers and measures
  /// @param closing whether the house takes nothing new
  record Shared(
      Contract contract,
      OpenAPIContract routes,
      CaseFeed feed,
      Exit exit,
      AtomicInteger followers,
      Places places,
      Pace pace,
      People people,
      LedgerCheck ledger,
      WebApp web,
      AtomicBoolean closing) {}

  ConsoleLoop(ConsolePorts ports, ConsoleOptions options, Shared shared) {
    this.ports = ports;
    this.options = options;
    this.shared = shared;
  }

  @Override
  public Future<?> start() {
    FeedOptions feed = options.feed();
    FeedRoom open =
        new FeedRoom(
            vertx,
            shared.feed(),
            ports.lines(),
            new FeedRoom.Pace(feed.gathering(), feed.keepAlive(), feed.patience()));
    room = open;
    HttpServer http = vertx.createHttpServer(httpOptions());
    server = http;
    return http.requestHandler(router(handlings(open)))
        .invalidRequestHandler(Exit::notHttp)
        .listen();
  }

  @Override
  public Future<?> stop() {
    if (room != null) {
      room.close();
    }
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(CLOSING_MS, TimeUnit.MILLISECONDS);
  }

  /// The port it listens on.
  int port() {
    return Objects.requireNonNull(server, "not started").actualPort();
  }

  private HttpServerOptions httpOptions() {
    var http =
        new HttpServerOptions()
            .setHost(options.host())
            // any port, but the same for all loops
            .setPort(options.port() == 0 ? -1 : options.port())
            .setIdleTimeout(IDLE_S)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    Tls tls = options.tls();
    if (tls != null) {
      http.setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(tls.certificate().toString())
                  .setKeyPath(tls.key().toString()));
    }
    return http;
  }

  /// Every operation with what it does.
  private Map<String, Handling> handlings(FeedRoom open) {
    var outcomes = new Outcomes(ports.casework(), ports.journal());
    var intake = new Intake(ports.directory(), ports.rulebook());
    var catching = new Catching(ports.board(), ports.shareByAge(), ports.clock());
    var all = new LinkedHashMap<String, Handling>();
    all.putAll(new CaseCommands(outcomes, ports.numbers(), intake, ports.clock()).handlings());
    all.putAll(
        new Papers(
                vertx,
                ports.casework(),
                outcomes,
                ports.files(),
                ports.documents(),
                ports.rulebook(),
                options.paperBytesMax())
            .handlings());
    all.putAll(
        new Statements(
                vertx,
                ports.casework(),
                outcomes,
                ports.files(),
                ports.rulebook(),
                options.paperBytesMax())
            .handlings());
    People people = shared.people();
    all.putAll(
        new CaseReads(
                ports.casework(),
                ports.journal(),
                people.names(),
                ports.directory(),
                ports.rulebook(),
                ports.clock())
            .handlings());
    all.putAll(
        new InstitutionReads(
                ports.directory(),
                ports.journal(),
                ports.lines(),
                ports.rulebook().zone(),
                catching,
                ports.clock())
            .handlings());
    all.putAll(
        new BoardReads(
                vertx,
                ports.board(),
                catching,
                ports.casework(),
                people.names(),
                ports.rulebook(),
                ports.clock())
            .handlings());
    all.putAll(new CaseTalk(outcomes, ports.casework()).handlings());
    all.putAll(new Drafts(ports.drafts(), ports.handovers()).handlings());
    all.putAll(
        new SameCases(vertx, ports.suspects(), ports.board(), ports.casework(), shared.pace())
            .handlings());
    all.putAll(new CaseLists(vertx, ports.board(), ports.casework(), ports.rulebook()).handlings());
    all.putAll(
        new CaseSearching(
                vertx,
                ports.casebook(),
                ports.casework(),
                ports.directory(),
                ports.rulebook(),
                shared.pace())
            .handlings());
    all.putAll(
        new Lists(
                vertx,
                ports.lists(),
                ports.suspects(),
                ports.directory(),
                shared.pace(),
                options.listBytesMax())
            .handlings());
    all.putAll(
        new Exports(vertx, ports.suspects(), ports.lists(), ports.rulebook(), shared.pace())
            .handlings());
    all.putAll(new Searches(ports.searches()).handlings());
    all.putAll(new Indexes(vertx, ports.suspects(), ports.casebook()).handlings());
    all.putAll(
        new Finding(
                vertx,
                ports.suspects(),
                ports.lists(),
                ports.directory(),
                shared.pace(),
                ports.clock(),
                ports.rulebook().zone())
            .handlings());
    all.putAll(new SessionDoor(people.signIn(), options.sessions()).handlings());
    all.putAll(shared.ledger().handlings());
    all.putAll(new RulebookReads(ports.rulebook()).handlings());
    all.putAll(
        new Guarding(
                vertx,
                ports.casework().rules().protectedList(),
                ports.guarded(),
                ports.directory(),
                ports.clock())
            .handlings());
    all.putAll(new UserAdmin(people.staff()).handlings());
    all.putAll(new Seats(people.sessions()).handlings());
    all.putAll(new AuditReads(people.trail(), ports.rulebook().zone()).handlings());
    all.putAll(
        new Following(
                vertx,
                people.reception(),
                ports.journal(),
                shared.feed(),
                open,
                shared.followers(),
                options.feed().followersMax())
            .handlings());
    all.putAll(
        new Probes(
                vertx,
                ports.journal(),
                ports.casework(),
                ports.registry(),
                shared.closing()::get,
                shared.contract().file())
            .handlings());
    return all;
  }

  private Router router(Map<String, Handling> handlings) {
    requireWhole(shared.contract(), handlings);
    var entrance =
        new Entrance(
            shared.people().reception(),
            shared.people().clerk(),
            new Entrance.Bounds(
                options.jsonBytesMax(),
                options.paperBytesMax(),
                new Entrance.Arrivals(options.listBytesMax(), ports.lists().arrivals())),
            shared.places(),
            shared.closing()::get,
            shared.exit());
    RouterBuilder builder = RouterBuilder.create(vertx, shared.routes());
    for (Endpoint endpoint : shared.contract().endpoints()) {
      OpenAPIRoute route =
          Objects.requireNonNull(builder.getRoute(endpoint.operationId()), endpoint.operationId());
      // the entrance does both: shapes instead of the library's validator, bearer tokens
      route.setDoValidation(false).setDoSecurity(false);
      route.addHandler(
          entrance.to(endpoint, Objects.requireNonNull(handlings.get(endpoint.operationId()))));
    }
    Router router = builder.createRouter();
    // what the router itself cannot read, an escape in the path that is none: it never comes to a
    // route
    router.errorHandler(
        400, routing -> shared.exit().problem(routing, Problem.of(ProblemCode.MALFORMED_REQUEST)));
    router
        .route()
        .last()
        .handler(
            routing -> {
              if (shared.web().serve(routing.request())) {
                return;
              }
              String path = Objects.requireNonNullElse(routing.request().path(), "");
              shared.exit().problem(routing, shared.contract().nothingAt(path));
            });
    return router;
  }

  /// The contract promises what is done, and nothing is done that it does not promise.
  static void requireWhole(Contract contract, Map<String, Handling> handlings) {
    var promised = contract.endpoints().stream().map(Endpoint::operationId).sorted().toList();
    var done = handlings.keySet().stream().sorted().toList();
    if (!promised.equals(done)) {
      throw new IllegalStateException(
          "the contract promises " + promised + " and the console does " + done);
    }
  }
}
