package org.haltline.telecom.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.jspecify.annotations.Nullable;

/// A carrier that is not one but cuts numbers and links in its own book, over HTTP on loopback.
/// Besides what every sandbox shows: `GET /numbers/{+e164}`, a number as it stands, and `GET
/// /blocks`, the hosts and links that are blocked.
public final class SandboxCarrier extends SandboxServer {
  private static final String NUMBERS = "/numbers/";

  private final CarrierLedger ledger;
  private final InstantSource clock;

  /// Which carrier it is.
  ///
  /// @param id of the institution
  /// @param seed of its numbers; the same seed makes the same ones
  public record Profile(String id, long seed, NumberOdds odds) {}

  public SandboxCarrier(Profile profile, Settings settings, InstantSource clock) {
    this(
        profile.id,
        new SeededSubscriptions(profile.id, profile.seed, profile.odds),
        settings,
        clock);
  }

  /// A carrier with numbers of one's own choosing.
  public SandboxCarrier(
      String id, Subscriptions subscriptions, Settings settings, InstantSource clock) {
    super(id, settings, clock);
    this.ledger = new CarrierLedger(subscriptions);
    this.clock = clock;
  }

  /// Opens its doors; the carrier that comes back knows its address.
  public static Future<SandboxCarrier> start(
      Vertx vertx, Profile profile, Settings settings, InstantSource clock) {
    var carrier = new SandboxCarrier(profile, settings, clock);
    return vertx.deployVerticle(carrier).map(carrier);
  }

  @Override
  protected AnswerJson apply(OrderJson order, Instant at) {
    return ledger.carryOut(order, at);
  }

  @Override
  protected @Nullable Object look(String path) {
    Instant now = clock.instant();
    if (path.startsWith(NUMBERS)) {
      return ledger.view(path.substring(NUMBERS.length()), now);
    }
    return path.equals("/blocks") ? ledger.blocked(now) : null;
  }
}
