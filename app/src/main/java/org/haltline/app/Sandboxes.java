package org.haltline.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haltline.bank.sandbox.AccountOdds;
import org.haltline.bank.sandbox.Mules;
import org.haltline.bank.sandbox.SandboxBank;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SandboxCarrier;

/// The institutions of the default directory that have a machine, as sandboxes: banks, the wallet,
/// the carriers. Platforms and authorities are people.
public final class Sandboxes {
  private final Map<String, SandboxServer> running;

  private Sandboxes(Map<String, SandboxServer> running) {
    this.running = running;
  }

  public static Future<Sandboxes> startAll(Vertx vertx, long seed, InstantSource clock) {
    Map<String, SandboxServer> running = new LinkedHashMap<>();
    List<Future<?>> starting = new ArrayList<>();
    for (Institution institution : Directory.china().institutions()) {
      switch (institution.kind()) {
        case BANK, WALLET, CARRIER ->
            starting.add(
                start(
                        vertx,
                        institution,
                        SandboxServer.Settings.seeded(0, seed),
                        Mules.none(),
                        clock)
                    .onSuccess(
                        sandbox -> {
                          synchronized (running) {
                            running.put(institution.id(), sandbox);
                          }
                        }));
        case PLATFORM, AUTHORITY -> {
          // served by a desk
        }
      }
    }
    return Future.all(starting).map(all -> new Sandboxes(running));
  }

  /// One of them.
  static Future<SandboxServer> start(
      Vertx vertx, String id, SandboxServer.Settings at, Mules mules, InstantSource clock) {
    Institution institution =
        Directory.china()
            .byId(id)
            .orElseThrow(() -> new IllegalArgumentException("no institution " + id));
    return start(vertx, institution, at, mules, clock);
  }

  private static Future<SandboxServer> start(
      Vertx vertx,
      Institution institution,
      SandboxServer.Settings at,
      Mules mules,
      InstantSource clock) {
    String id = institution.id();
    long seed = at.seed();
    return switch (institution.kind()) {
      case BANK, WALLET ->
          SandboxBank.start(
                  vertx,
                  new SandboxBank.Profile(id, List.of(), seed, AccountOdds.usual(), mules),
                  at,
                  clock)
              .map(bank -> bank);
      case CARRIER ->
          SandboxCarrier.start(
                  vertx, new SandboxCarrier.Profile(id, seed, NumberOdds.usual()), at, clock)
              .map(carrier -> carrier);
      case PLATFORM, AUTHORITY ->
          throw new IllegalArgumentException(id + " is served by people; it has no sandbox");
    };
  }

  public Map<String, SandboxServer> running() {
    return Map.copyOf(running);
  }

  /// The configuration that reaches them: `haltline.institutions[…]` keys.
  public Map<String, String> reach() {
    Map<String, String> keys = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, SandboxServer> entry : running.entrySet()) {
      String at = "haltline.institutions[" + i++ + "]";
      keys.put(at + ".id", entry.getKey());
      keys.put(at + ".channels[0].type", "HTTP");
      keys.put(at + ".channels[0].url", entry.getValue().base().toString());
    }
    return keys;
  }
}
