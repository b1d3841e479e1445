package org.haltline.load.world;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.bank.sandbox.AccountOdds;
import org.haltline.bank.sandbox.SandboxBank;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SandboxCarrier;

/// Every bank and carrier outside the house, in this process: real HTTP servers on loopback, each
/// with its own book, all on one clock.
public final class World implements AutoCloseable {
  private static final List<String> BANKS = List.of("ICBC", "ABC", "BOC", "CCB", "BOCOM");
  private static final List<String> CARRIERS = List.of("CMCC", "CUCC", "CTCC");

  private static final int PAGE = 1_000;

  private final Vertx vertx;
  private final ExactClock clock = new ExactClock();
  private final Map<String, SandboxServer> institutions = new LinkedHashMap<>();

  private World(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Opens all doors.
  ///
  /// @param honest every account is there and full, every number the carrier's own; else as in life
  public static World open(Vertx vertx, long seed, boolean honest) throws InterruptedException {
    var world = new World(vertx);
    var settings = new SandboxServer.Settings("127.0.0.1", 0, null, seed);
    var accounts = honest ? AccountOdds.allThere() : AccountOdds.usual();
    var numbers = honest ? NumberOdds.allOurs() : NumberOdds.usual();
    var opening = new ArrayList<Future<? extends SandboxServer>>();
    for (String id : BANKS) {
      var profile = new SandboxBank.Profile(id, List.of(), seed, accounts);
      opening.add(SandboxBank.start(vertx, profile, settings, world.clock));
    }
    for (String id : CARRIERS) {
      var profile = new SandboxCarrier.Profile(id, seed, numbers);
      opening.add(SandboxCarrier.start(vertx, profile, settings, world.clock));
    }
    for (Future<? extends SandboxServer> one : opening) {
      SandboxServer open = await(one);
      world.institutions.put(open.name(), open);
    }
    return world;
  }

  private static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("the sandboxes did not answer", failure);
    }
  }

  public ExactClock clock() {
    return clock;
  }

  /// Where each listens, by institution.
  public Map<String, URI> addresses() {
    var addresses = new LinkedHashMap<String, URI>();
    institutions.forEach((id, server) -> addresses.put(id, server.base()));
    return addresses;
  }

  public Map<String, Book> books() {
    var books = new LinkedHashMap<String, Book>();
    institutions.forEach((id, server) -> books.put(id, server.book()));
    return books;
  }

  /// From now on, all of them.
  public void misbehave(Faults how) {
    institutions.values().forEach(server -> server.misbehave(how));
  }

  /// How many orders have arrived, each counted once however often it was sent.
  public long ordersReceived() {
    long received = 0;
    for (SandboxServer server : institutions.values()) {
      received += server.book().size();
    }
    return received;
  }

  /// Whether an order has arrived at its institution.
  public boolean hasReceived(String institution, String number) {
    SandboxServer server = institutions.get(institution);
    return server != null && server.book().find(number) != null;
  }

  /// How many effects were made beyond the first on one account, number or link. No two reports of
  /// a load share one.
  public long effectsDoubled() {
    long doubled = 0;
    for (SandboxServer server : institutions.values()) {
      var effectsOn = new HashMap<String, Integer>();
      Book book = server.book();
      for (int from = 0; from < book.size(); from += PAGE) {
        for (Book.Entry entry : book.entries(from, PAGE)) {
          int before = effectsOn.getOrDefault(entry.targetKey(), 0);
          effectsOn.put(entry.targetKey(), before + entry.effects());
          doubled += before + entry.effects() > 1 ? entry.effects() : 0;
        }
      }
    }
    return doubled;
  }

  @Override
  public void close() {
    List<Future<Void>> closing =
        institutions.values().stream()
            .map(server -> vertx.undeploy(server.deploymentID()))
            .toList();
    try {
      await(Future.join(closing));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
