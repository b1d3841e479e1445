package org.haltline.load.carriers;

import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.world.ExactClock;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SandboxCarrier;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;

/// Three carriers in this process, two of them taking service orders and one plain JSON, each with
/// a book of its own; and the house's configuration that reaches them.
final class CarrierWorld {
  private final ExactClock clock = new ExactClock();
  private final List<CarrierLine> lines;
  private final ServerConfig config;

  /// Opens all doors.
  ///
  /// @param vertx whose end is theirs
  CarrierWorld(Vertx vertx, Path folder, long seed, String token) throws IOException {
    Path secret =
        Files.writeString(folder.resolve("client-secret"), SandboxTmfCarrier.CLIENT_SECRET);
    var json =
        new SandboxCarrier(
            new SandboxCarrier.Profile("CUCC", seed, NumberOdds.allOurs()),
            SandboxServer.Settings.seeded(0, seed),
            clock);
    this.lines =
        List.of(
            CarrierLine.tmf("CMCC", deployed(vertx, tmf("CMCC", seed)), secret.toString()),
            CarrierLine.json("CUCC", deployed(vertx, json)),
            CarrierLine.tmf("CTCC", deployed(vertx, tmf("CTCC", seed + 1)), secret.toString()));
    var channels = new LinkedHashMap<String, String>();
    lines.forEach(line -> channels.put(line.id(), line.channel()));
    this.config = new ServerConfig(folder.resolve("house"), Ports.free(), token, channels, "");
  }

  private SandboxTmfCarrier tmf(String id, long seed) {
    return new SandboxTmfCarrier(
        new SeededSubscriptions(id, seed, NumberOdds.allOurs()),
        new SandboxTmfCarrier.Options(0, seed, true, null),
        clock);
  }

  private static <T extends Deployable> T deployed(Vertx vertx, T carrier) {
    vertx.deployVerticle(carrier).await();
    return carrier;
  }

  ServerConfig config() {
    return config;
  }

  ExactClock clock() {
    return clock;
  }

  CarrierLine line(int place) {
    return lines.get(place % lines.size());
  }

  /// From now on, all of them.
  void misbehave(Faults how) {
    lines.forEach(line -> line.misbehave(how));
  }

  /// What each carrier has in its book.
  Map<String, List<Book.Entry>> books() {
    var books = new LinkedHashMap<String, List<Book.Entry>>();
    lines.forEach(line -> books.put(line.id(), line.book().entries(0, Integer.MAX_VALUE)));
    return books;
  }

  /// When each number's order came for the first time, to any carrier but this one.
  Map<String, Instant> receivedBesides(String id) {
    var received = new HashMap<String, Instant>();
    books()
        .forEach(
            (carrier, entries) -> {
              if (!carrier.equals(id)) {
                entries.forEach(entry -> received.put(entry.targetKey(), entry.receivedAt()));
              }
            });
    return received;
  }
}
