package org.haltline.console;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.core.casework.Casework;
import org.haltline.core.journal.Health;
import org.haltline.core.journal.Journal;

/// What machines ask that watch this one, and the contract itself.
final class Probes {
  private final Vertx vertx;
  private final Journal journal;
  private final Casework casework;
  private final PrometheusMeterRegistry registry;
  private final BooleanSupplier closing;
  private final Buffer contract;

  /// @param closing whether the house takes nothing new
  Probes(
      Vertx vertx,
      Journal journal,
      Casework casework,
      PrometheusMeterRegistry registry,
      BooleanSupplier closing,
      byte[] contract) {
    this.vertx = vertx;
    this.journal = journal;
    this.casework = casework;
    this.registry = registry;
    this.closing = closing;
    this.contract = Buffer.buffer(contract);
  }

  private record Readiness(
      String status, String trouble, long facts, double roundTripMs, int waitingCommands) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "readContract", this::contract,
        "health", this::health,
        "ready", this::ready,
        "metrics", this::metrics);
  }

  private Future<Answer> contract(Exchange exchange) {
    return Future.succeededFuture(Answer.of(200, "application/yaml; charset=utf-8", contract));
  }

  private Future<Answer> health(Exchange exchange) {
    return Future.succeededFuture(Answer.json(200, Map.of("status", "up")));
  }

  private Future<Answer> ready(Exchange exchange) {
    return exchange.on(journal.health()).map(this::readiness);
  }

  private Answer readiness(Health health) {
    boolean leaves = closing.getAsBoolean();
    boolean ready = health.writable() && !leaves;
    return Answer.json(
        ready ? 200 : 503,
        new Readiness(
            ready ? "ready" : "not-ready",
            leaves
                ? "the house is closing: ask another, or wait until it is back"
                : health.trouble(),
            health.facts(),
            health.roundTrip().toNanos() / 1e6,
            casework.waitingCommands()));
  }

  /// Thousands of lines: put together off the event loop.
  private Future<Answer> metrics(Exchange exchange) {
    return vertx
        .executeBlocking(registry::scrape, false)
        .map(
            text ->
                Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(text)));
  }
}
