package org.haltline.console;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.console.contract.Contract;
import org.haltline.console.feed.CaseFeed;
import org.haltline.console.http.Exit;
import org.haltline.console.http.Places;
import org.haltline.console.people.Staff;
import org.haltline.console.site.WebApp;
import org.haltline.core.casework.Casework;
import org.jspecify.annotations.Nullable;

/// The HTTP interface of the desk: everything that the contract at `/api/openapi.yaml` says.
public final class ConsoleServer {
  /// Orders whose institution the feed remembers.
  private static final int ADDRESSEES_MAX = 100_000;

  private final Vertx vertx;
  private final CaseFeed feed;
  private final AtomicBoolean closing;
  private @Nullable String deployment;
  private int port;

  private final Staff staff;

  private ConsoleServer(Vertx vertx, CaseFeed feed, Staff staff, AtomicBoolean closing) {
    this.vertx = vertx;
    this.feed = feed;
    this.staff = staff;
    this.closing = closing;
  }

  /// Who hires people, and the first of them.
  public Staff staff() {
    return staff;
  }

  /// Opens the port; fails with a sentence that says what to do where it cannot.
  public static Future<ConsoleServer> start(
      Vertx vertx, ConsolePorts ports, ConsoleOptions options) {
    List<String> faults = options.faults();
    if (!faults.isEmpty()) {
      return Future.failedFuture(
          new IllegalArgumentException("the console cannot be set so: " + faults));
    }
    Contract contract = Contract.load();
    return contract
        .forRouter(vertx)
        .compose(
            routes ->
                Future.fromCompletionStage(
                        CaseFeed.open(ports.journal(), options.feed().factsKept(), ADDRESSEES_MAX))
                    .compose(
                        feed -> {
                          var shared =
                              new ConsoleLoop.Shared(
                                  contract,
                                  routes,
                                  feed,
                                  new Exit(ports.registry()),
                                  new AtomicInteger(),
                                  new Places(options.papersAtOnceMax()),
                                  new Pace(
                                      ports.clock(),
                                      options.lookups().perSecond(),
                                      options.lookups().atOnce()),
                                  People.of(vertx, ports, options),
                                  new LedgerCheck(vertx, ports.ledger(), ports.clock()),
                                  WebApp.load(),
                                  new AtomicBoolean());
                          var server =
                              new ConsoleServer(
                                  vertx, feed, shared.people().staff(), shared.closing());
                          return server
                              .open(ports, options, shared)
                              .recover(
                                  failure ->
                                      server
                                          .stop()
                                          .transform(
                                              closed ->
                                                  Future.failedFuture(readable(failure, options))));
                        }));
  }

  /// All loops listen on one port, which is found by the first where any will do.
  private Future<ConsoleServer> open(
      ConsolePorts ports, ConsoleOptions options, ConsoleLoop.Shared shared) {
    Gauge.builder("haltline.feed.followers", shared.followers(), AtomicInteger::get)
        .description("Clients that follow the live feed")
        .register(ports.registry());
    Gauge.builder("haltline.commands.waiting", ports.casework(), Casework::waitingCommands)
        .description("Commands that wait for their reply")
        .register(ports.registry());
    var loops = new CopyOnWriteArrayList<ConsoleLoop>();
    return vertx
        .deployVerticle(
            () -> {
              var loop = new ConsoleLoop(ports, options, shared);
              loops.add(loop);
              return loop;
            },
            new DeploymentOptions().setInstances(options.eventLoops()))
        .map(
            id -> {
              deployment = id;
              port = loops.getFirst().port();
              return this;
            });
  }

  private static Throwable readable(Throwable failure, ConsoleOptions options) {
    // The native transport has an exception of its own for what the JDK calls a BindException.
    if (failure instanceof IOException && !(failure instanceof FileSystemException)) {
      return new PortTaken(options.host(), options.port(), failure);
    }
    if (options.tls() != null) {
      return new IllegalStateException(
          "the certificate "
              + options.tls().certificate()
              + " and the key "
              + options.tls().key()
              + " cannot be used ("
              + failure.getMessage()
              + "): both are PEM, and they belong together",
          failure);
    }
    return failure;
  }

  /// The port it listens on.
  public int port() {
    return port;
  }

  /// Takes nothing new, lets what is under way end, sends those who follow the feed elsewhere.
  public Future<Void> stop() {
    takeNothingNew();
    Future<Void> undeployed =
        deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    return undeployed.transform(done -> vertx.executeBlocking(this::closeFeed, false));
  }

  /// From now on commands and reads are refused, and whoever asks is told that it is not ready.
  void takeNothingNew() {
    closing.set(true);
  }

  /// Waits for the tail's thread, so never on an event loop.
  @org.jspecify.annotations.Nullable
  Void closeFeed() {
    feed.close();
    return null;
  }
}
