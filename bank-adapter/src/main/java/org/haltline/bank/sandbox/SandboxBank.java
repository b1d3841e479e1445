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
  private final BankLedger ledger;
  private final InstantSource clock;

  /// Which bank it is.
  ///
  /// @param id of the institution
  /// @param bins the prefixes of its cards; empty when it takes any number
  /// @param seed of its accounts; the same seed makes the same ones
  /// @param mules who among its customers sends money on
  public record Profile(String id, List<String> bins, long seed, AccountOdds odds, Mules mules) {
    public Profile {
      bins = List.copyOf(bins);
    }

    /// A bank in which money stays where it is.
    public Profile(String id, List<String> bins, long seed, AccountOdds odds) {
      this(id, bins, seed, odds, Mules.none());
    }

    /// Its books, as they are before anything happened.
    public BankLedger ledger() {
      return BankLedger.of(new SeededOpenings(id, bins, seed, odds, mules));
    }
  }

  public SandboxBank(Profile profile, Settings settings, InstantSource clock) {
    this(profile.id, profile.ledger(), settings, clock);
  }

  /// A bank with books of one's own choosing, which other fronts may serve as well.
  public SandboxBank(String id, BankLedger ledger, Settings settings, InstantSource clock) {
    super(id, settings, clock);
    this.ledger = ledger;
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
    synchronized (ledger) {
      return ledger.carryOut(order, at);
    }
  }

  @Override
  protected @Nullable Object look(String path) {
    if (!path.startsWith(ACCOUNTS)) {
      return null;
    }
    synchronized (ledger) {
      return ledger.view(path.substring(ACCOUNTS.length()), clock.instant());
    }
  }
}
