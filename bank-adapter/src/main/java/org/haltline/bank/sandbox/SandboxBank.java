package org.haltline.bank.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.jspecify.annotations.Nullable;

/// A bank (or wallet) that is not one but keeps accounts, over HTTP on loopback. Besides what every
/// sandbox shows: `GET /accounts/{number}`, an account as it stands.
public final class SandboxBank extends SandboxServer {
  private static final String ACCOUNTS = "/accounts/";
  private static final int STOPS_MAX = 2;

  private final BankLedger ledger;
  private final InstantSource clock;

  /// Which bank it is.
  ///
  /// @param id of the institution
  /// @param bins the prefixes of its cards; empty when it takes any number
  /// @param seed of its accounts; the same seed makes the same ones
  public record Profile(String id, List<String> bins, long seed, AccountOdds odds) {
    public Profile {
      bins = List.copyOf(bins);
    }

    Openings openings() {
      return new SeededOpenings(id, bins, seed, odds);
    }
  }

  public SandboxBank(Profile profile, Settings settings, InstantSource clock) {
    this(profile.id, profile.openings(), settings, clock);
  }

  /// A bank with accounts of one's own choosing.
  public SandboxBank(String id, Openings openings, Settings settings, InstantSource clock) {
    super(id, settings, clock);
    this.ledger = new BankLedger(STOPS_MAX, openings);
    this.clock = clock;
  }

  /// Opens its doors; the bank that comes back knows its address.
  public static Future<SandboxBank> start(
      Vertx vertx, Profile profile, Settings settings, InstantSource clock) {
    var bank = new SandboxBank(profile, settings, clock);
    return vertx.deployVerticle(bank).map(bank);
  }

  @Override
  protected AnswerJson apply(OrderJson order, Instant at) {
    return ledger.carryOut(order, at);
  }

  @Override
  protected @Nullable Object look(String path) {
    return path.startsWith(ACCOUNTS)
        ? ledger.view(path.substring(ACCOUNTS.length()), clock.instant())
        : null;
  }
}
