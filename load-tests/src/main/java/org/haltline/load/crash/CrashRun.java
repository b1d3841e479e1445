package org.haltline.load.crash;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.ReasonCode;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.crash.Discrepancy.Kind;
import org.haltline.load.crash.Killing.Victim;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.JournalOnDisk;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.house.Workspace;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;
import org.haltline.load.world.World;
import org.jspecify.annotations.Nullable;

/// One run of crashes: a house under load whose process or Redis is killed at moments drawn from a
/// seed, between institutions that lose replies, answer late, answer twice and refuse; then the
/// reckoning.
public final class CrashRun {
  private static final Duration SERVING_MAX = Duration.ofMinutes(3);
  private static final int EVERYONE_SECONDS = 120;
  private static final Duration QUIET_MAX = Duration.ofMinutes(5);
  private static final int CALL_TIMEOUT_MS = 5_000;
  private static final int CONNECTIONS_MAX = 128;
  private static final int SHOWN_MAX = 20;

  private static final Faults AS_IN_LIFE =
      Faults.NONE
          .delayed(0, 20)
          .slow(0.01, 800)
          .refusing(0.05, ReasonCode.NAME_MISMATCH)
          .losingReplies(0.03)
          .answeringLate(0.03, 400)
          .answeringTwice(0.05);

  private final Workspace workspace;
  private final long seed;
  private final Sheet sheet;

  public CrashRun(Workspace workspace, long seed, Sheet sheet) {
    this.workspace = workspace;
    this.seed = seed;
    this.sheet = sheet;
  }

  /// Runs it, and adds what it is held to.
  public void run(int rounds, double perSecond, Targets targets) throws Exception {
    Vertx vertx = Vertx.vertx();
    workspace.endsHere(() -> vertx.close().await());
    World world = workspace.endsHere(World.open(vertx, seed, false));
    world.misbehave(AS_IN_LIFE);
    var config =
        new ServerConfig(
            workspace.folder("house"), Ports.free(), "crash-" + seed, world.addresses());
    var server = workspace.endsHere(new HaltlineServer("house", config, Parts.ALL, List.of()));
    server.start();
    server.awaitReady(SERVING_MAX);
    var client =
        workspace.endsHere(
            new ReportClient(
                vertx, server.base(), server.token(), CONNECTIONS_MAX, CALL_TIMEOUT_MS));
    var callers =
        new PersistentCallers(
            vertx, client, new Reports(seed), world.clock(), "crash-" + seed + "-");

    sheet.head(rounds + " crashes, seed " + seed);
    sheet.say(
        "%.0f reports/s from clients that send the same bytes under the same key until they are acknowledged. Institutions lose 3 %% of replies, answer 3 %% late and 5 %% twice, refuse 5 %%."
            .formatted(perSecond));
    sheet.say("");
    callers.start(perSecond);
    List<Long> downMs = rounds(rounds, server, callers);
    callers.stopCalling();
    long unserved = callers.awaitEveryone(EVERYONE_SECONDS);
    sheet.progress("waiting until all orders have ended");
    boolean quiet = awaitQuiet(server);
    Map<String, List<String>> open = quiet ? Map.of() : server.openOrders();
    server.jvm().stop();
    reckon(server, world, callers, unserved, open, targets);
    sheet.say("");
    sheet.say(
        "Until serving again (first report acknowledged that was sent after the kill): median %d ms, longest %d ms."
            .formatted(
                downMs.stream().sorted().toList().get(downMs.size() / 2),
                downMs.stream().mapToLong(ms -> ms).max().orElse(0)));
  }

  private List<Long> rounds(int rounds, HaltlineServer server, PersistentCallers callers)
      throws Exception {
    var dice = new SplittableRandom(seed);
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("round", "killed", "after ms", "serving again after ms"));
    var downMs = new ArrayList<Long>();
    for (int round = 1; round <= rounds; round++) {
      Killing killing = Killing.draw(round, dice);
      Thread.sleep(killing.afterMs());
      long killedAt = kill(killing.victim(), server);
      callers.watch();
      if (killing.victim() != Victim.REDIS) {
        server.start();
      }
      long servedAt = awaitServed(server, callers);
      long ms = (servedAt - killedAt) / 1_000_000;
      downMs.add(ms);
      rows.add(
          List.of(
              Integer.toString(round),
              killing.victim().toString(),
              Integer.toString(killing.afterMs()),
              Long.toString(ms)));
      sheet.progress(
          "round %d: %s killed after %d ms, serving again after %d ms"
              .formatted(round, killing.victim(), killing.afterMs(), ms));
    }
    sheet.table(rows);
    return downMs;
  }

  /// @return when, by `System.nanoTime`
  private static long kill(Victim victim, HaltlineServer server) throws InterruptedException {
    long at = System.nanoTime();
    if (victim != Victim.SERVER && !server.killRedis()) {
      throw new IllegalStateException("no Redis to kill: is the house running on its own?");
    }
    if (victim != Victim.REDIS) {
      server.jvm().kill();
    }
    return at;
  }

  private static long awaitServed(HaltlineServer server, PersistentCallers callers)
      throws InterruptedException {
    long until = System.nanoTime() + SERVING_MAX.toNanos();
    while (callers.servedAtNanos() == 0) {
      if (!server.jvm().isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException(
            "the house does not serve again within "
                + SERVING_MAX
                + ":\n"
                + server.jvm().lastWords());
      }
      Thread.sleep(5);
    }
    return callers.servedAtNanos();
  }

  private static boolean awaitQuiet(HaltlineServer server) throws InterruptedException {
    long until = System.nanoTime() + QUIET_MAX.toNanos();
    int quietLooks = 0;
    while (System.nanoTime() < until) {
      quietLooks = server.isQuiet() ? quietLooks + 1 : 0;
      if (quietLooks == 5) {
        return true;
      }
      Thread.sleep(300);
    }
    return false;
  }

  private void reckon(
      HaltlineServer server,
      World world,
      PersistentCallers callers,
      long unserved,
      Map<String, List<String>> open,
      Targets targets)
      throws Exception {
    sheet.progress("reckoning");
    @Nullable String verify = server.verify();
    List<JournalledCase> journal;
    try (var left = JournalOnDisk.open(server.config())) {
      journal =
          left.cases().stream().map(one -> JournalledCase.of(one.state(), one.version())).toList();
    }
    var books = new LinkedHashMap<String, List<Book.Entry>>();
    world.books().forEach((id, book) -> books.put(id, book.entries(0, Integer.MAX_VALUE)));
    List<Acknowledged> acknowledged = callers.acknowledged();
    List<Discrepancy> found = new ArrayList<>(Reckoning.of(acknowledged, journal, books));
    callers
        .refusals()
        .forEach(
            (status, count) ->
                found.add(
                    new Discrepancy(Kind.LOST, count + " sound reports were answered " + status)));
    if (unserved > 0) {
      found.add(
          new Discrepancy(
              Kind.LOST,
              unserved + " reports were not acknowledged within " + EVERYONE_SECONDS + " s"));
    }
    if (!open.isEmpty()) {
      found.add(new Discrepancy(Kind.UNTRUE, "orders that never ended: " + open));
    }
    if (verify != null) {
      found.add(new Discrepancy(Kind.UNTRUE, "verify does not hold: " + verify));
    }
    tell(acknowledged, journal, books, found);
    Map<Kind, Long> counts =
        found.stream().collect(Collectors.groupingBy(Discrepancy::kind, Collectors.counting()));
    targets.none("crash-lost", counts.getOrDefault(Kind.LOST, 0L));
    targets.none("crash-twice", counts.getOrDefault(Kind.TWICE, 0L));
    targets.none("crash-untrue", counts.getOrDefault(Kind.UNTRUE, 0L));
  }

  private void tell(
      List<Acknowledged> acknowledged,
      List<JournalledCase> journal,
      Map<String, List<Book.Entry>> books,
      List<Discrepancy> found) {
    Map<OrderState, Long> states = Reckoning.states(journal);
    long sendings = 0;
    long effects = 0;
    long orders = 0;
    for (List<Book.Entry> entries : books.values()) {
      orders += entries.size();
      sendings += entries.stream().mapToLong(Book.Entry::sendings).sum();
      effects += entries.stream().mapToLong(Book.Entry::effects).sum();
    }
    long repeated = acknowledged.stream().filter(one -> one.attempts() > 1).count();
    sheet.say("");
    sheet.say(
        "Acknowledged: %d reports, %d of them after more than one attempt. In the journal: %d cases, orders %s. At the institutions: %d orders received in %d sendings, %d effects."
            .formatted(
                acknowledged.size(), repeated, journal.size(), states, orders, sendings, effects));
    found.stream()
        .limit(SHOWN_MAX)
        .forEach(one -> sheet.say("- " + one.kind() + ": " + one.says()));
    if (found.size() > SHOWN_MAX) {
      sheet.say("- and " + (found.size() - SHOWN_MAX) + " more");
    }
  }
}
