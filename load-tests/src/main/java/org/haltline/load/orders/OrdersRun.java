package org.haltline.load.orders;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.baseline.Baseline;
import org.haltline.load.house.Contender;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.Jvm;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.house.Workspace;
import org.haltline.load.world.ClosedLoad.Bounds;
import org.haltline.load.world.OpenLoad;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;
import org.haltline.load.world.World;
import org.jspecify.annotations.Nullable;

/// One run of the order path: alone, under an open load, and in turns against its baselines.
public final class OrdersRun {
  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);
  private static final int CALL_TIMEOUT_MS = 30_000;
  private static final int CONNECTIONS_MAX = 256;

  /// Reports a second when each finds the house at rest.
  private static final double ALONE = 20;

  /// About what the journal's file grows by for a report, and for an order's answer.
  private static final int REPORT_BYTES = 8_000;

  private static final int ANSWER_BYTES = 2_000;

  private static final OpenLoad.Accepted UNHEARD = (number, caseId, arrived) -> {};

  /// Report numbers set aside for a duel, which does not know how many it will need.
  private static final long APART = 10_000_000;

  private static final Bounds ACCEPTING = new Bounds(64, Integer.MAX_VALUE);
  private static final Bounds FULL_LOOP = new Bounds(64, 128);

  /// How long and how hard.
  ///
  /// @param profile where to write a flight recording of the house; null for none
  public record Settings(
      double perSecond,
      double seconds,
      double warmupSeconds,
      double aloneSeconds,
      int turns,
      double turnSeconds,
      @Nullable Path profile) {}

  private final Workspace workspace;
  private final Settings settings;
  private final long seed;
  private final Sheet sheet;
  private final Targets targets;
  private final Vertx vertx = Vertx.vertx();
  private long next = 1;
  private long accepted;

  public OrdersRun(
      Workspace workspace, Settings settings, long seed, Sheet sheet, Targets targets) {
    this.workspace = workspace;
    this.settings = settings;
    this.seed = seed;
    this.sheet = sheet;
    this.targets = targets;
    workspace.endsHere(() -> vertx.close().await());
  }

  /// Runs all of it.
  public void run() throws Exception {
    floor();
    World world = workspace.endsHere(World.open(vertx, seed, true));
    OpenLoad.Bodies bodies = bodies(world);
    try (var house = house("house", world.addresses(), Parts.ALL)) {
      try (var client = client(house)) {
        warmUp(client, bodies);
        // A cold house falls behind the warm-up; what it still owes is no part of what follows.
        awaitQuiet(house);
        alone(world, client, bodies);
        open(world, house, client, bodies);
      }
      if (settings.turns() > 0) {
        try (var baseline =
            workspace.endsHere(
                Baseline.sameWork(workspace.folder("same-work"), world.addresses()))) {
          sameWork(baseline, bodies);
          fullLoop(world, house, baseline, bodies);
        }
      }
    }
    if (settings.turns() > 0) {
      accepted(bodies);
    }
  }

  private OpenLoad.Bodies bodies(World world) {
    var reports = new Reports(seed);
    return number -> reports.body(number, world.clock().instant());
  }

  private HaltlineServer house(String name, Map<String, java.net.URI> institutions, Parts parts)
      throws IOException, InterruptedException {
    var config = new ServerConfig(workspace.folder(name), Ports.free(), "bench", institutions);
    List<String> flags = new ArrayList<>();
    if (settings.profile() != null && parts == Parts.ALL) {
      flags.add("-XX:StartFlightRecording=settings=profile,filename=" + settings.profile());
    }
    var server = workspace.endsHere(new HaltlineServer(name, config, parts, flags));
    server.start();
    server.awaitReady(READY_MAX);
    return server;
  }

  private ReportClient client(Contender of) {
    return new ReportClient(vertx, of.base(), of.token(), CONNECTIONS_MAX, CALL_TIMEOUT_MS);
  }

  private OpenLoad.Outcome load(
      ReportClient client,
      double perSecond,
      double seconds,
      OpenLoad.Bodies bodies,
      OpenLoad.Accepted to)
      throws InterruptedException {
    long first = next;
    next += Math.round(perSecond * seconds);
    var outcome = new OpenLoad(client, "load-").run(perSecond, seconds, first, bodies, to);
    accepted += outcome.accepted();
    return outcome;
  }

  private void warmUp(ReportClient client, OpenLoad.Bodies bodies) throws InterruptedException {
    double perSecond = settings.perSecond();
    double seconds = settings.warmupSeconds();
    sheet.progress("warm-up: %.0f s at %.0f reports/s".formatted(seconds, perSecond));
    if (load(client, perSecond, seconds, bodies, UNHEARD).accepted() == 0) {
      throw new IllegalStateException("not one report was accepted: nothing can be measured");
    }
  }

  /// What the machine itself takes, before anything of ours runs on it.
  private void floor() throws IOException, InterruptedException {
    double each = settings.aloneSeconds() / 4;
    double writes = settings.perSecond() * (1 + Reports.ORDERS);
    sheet.progress("the machine's own floor: %.0f s".formatted(4 * each));
    sheet.head("The machine alone");
    sheet.table(
        List.of(
            List.of("what every report needs", "p50 ms", "p99 ms", "p99.9 ms", "max ms"),
            Floor.syncedWrites(workspace.folder(), REPORT_BYTES, ALONE, each)
                .row("a write with fdatasync, 20/s"),
            Floor.syncedWrites(workspace.folder(), ANSWER_BYTES, writes, each)
                .row("a write with fdatasync, %.0f/s".formatted(writes)),
            Floor.roundTrips(ALONE, each).row("a message over loopback and back, 20/s"),
            Floor.roundTrips(settings.perSecond(), each)
                .row("a message over loopback and back, %.0f/s".formatted(settings.perSecond()))));
  }

  /// The figures of the order path, on the baseline.
  private void sameWork(Baseline baseline, OpenLoad.Bodies bodies) throws InterruptedException {
    sheet.head("The same loads on the same-work baseline");
    sheet.say(
        "One call in, five calls out to the same sandboxes, six fsynced writes, no domain; the same"
            + " warm-up.");
    sheet.say("");
    try (var client = client(baseline)) {
      warmUp(client, bodies);
      awaitQuiet(baseline);
      Latency alone = answers(load(client, ALONE, settings.aloneSeconds(), bodies, UNHEARD));
      Latency open =
          answers(load(client, settings.perSecond(), settings.seconds(), bodies, UNHEARD));
      sheet.table(
          List.of(
              Latency.HEAD,
              alone.row("201, alone"),
              open.row("201, at %.0f reports/s".formatted(settings.perSecond()))));
    }
  }

  private static Latency answers(OpenLoad.Outcome outcome) {
    return Latency.of(outcome.answerMicros());
  }

  private void alone(World world, ReportClient client, OpenLoad.Bodies bodies)
      throws InterruptedException {
    sheet.head("Alone: 20 reports/s, one at a time, for %.0f s".formatted(settings.aloneSeconds()));
    var arrivals = new Arrivals(world.clock());
    var outcome = load(client, ALONE, settings.aloneSeconds(), bodies, arrivals);
    Thread.sleep(500);
    Latency answer = Latency.of(outcome.answerMicros());
    Latency bank = Latency.of(arrivals.atTheBank(world).micros());
    sheet.table(List.of(Latency.HEAD, answer.row("201"), bank.row("first order at the bank")));
    targets.atMost("alone-201-p50-ms", answer.p50(), 1);
    targets.atMost("alone-bank-p50-ms", bank.p50(), 2);
  }

  private void open(World world, HaltlineServer house, ReportClient client, OpenLoad.Bodies bodies)
      throws Exception {
    sheet.head(
        "Open loop: %.0f full reports/s (%.0f orders/s) for %.0f s"
            .formatted(
                settings.perSecond(), settings.perSecond() * Reports.ORDERS, settings.seconds()));
    sheet.say(
        "Arrival times fixed beforehand; warm-up of %.0f s at the same rate before. Callers and sandboxes are one process, the house another, its Redis a third, all on this machine."
            .formatted(settings.warmupSeconds()));
    sheet.say("");
    var arrivals = new Arrivals(world.clock());
    var processors = Processors.of(house);
    var outcome = load(client, settings.perSecond(), settings.seconds(), bodies, arrivals);
    long backlog = count(house.openOrders());
    boolean quiet = awaitQuiet(house);
    String used = processors.usedSince(outcome.accepted());
    Map<String, List<String>> desk = house.ordersOnDesk();
    Latency answer = Latency.of(outcome.answerMicros());
    Arrivals.AtTheBank atTheBank = arrivals.atTheBank(world);
    Latency bank = Latency.of(atTheBank.micros());
    sheet.table(List.of(Latency.HEAD, answer.row("201"), bank.row("first order at the bank")));
    sheet.say("");
    sheet.say(
        String.format(
            Locale.ROOT,
            "Accepted %d (%.1f/s), errors %d, given up %d. Orders open when the last report was"
                + " answered: %d; all answered afterwards: %s. On a desk: %d.",
            outcome.accepted(),
            outcome.perSecond(),
            outcome.errors(),
            outcome.notSent(),
            backlog,
            quiet ? "yes" : "NO",
            count(desk)));
    sheet.say(used);
    memory(house);
    targets.atMost("orders-201-p99-ms", answer.p99(), 10);
    targets.atMost("orders-bank-p99-ms", bank.p99(), 15);
    targets.none("orders-lost", (quiet ? 0 : 1) + missingOrders(world, desk));
    targets.none("effects-doubled", world.effectsDoubled());
  }

  private static long count(Map<String, List<String>> orders) {
    return orders.values().stream().mapToLong(List::size).sum();
  }

  /// Orders of the reports accepted so far that neither reached their institution nor stand on its
  /// desk.
  private long missingOrders(World world, Map<String, List<String>> desk) {
    long onlyOnDesk = 0;
    for (Map.Entry<String, List<String>> orders : desk.entrySet()) {
      onlyOnDesk +=
          orders.getValue().stream()
              .filter(number -> !world.hasReceived(orders.getKey(), number))
              .count();
    }
    return Math.max(0, accepted * Reports.ORDERS - world.ordersReceived() - onlyOnDesk);
  }

  private void memory(HaltlineServer house) throws InterruptedException {
    OptionalLong heap = house.jvm().heapMb();
    OptionalLong redis =
        house.redisPid().isPresent()
            ? Jvm.residentMb(house.redisPid().getAsLong())
            : OptionalLong.empty();
    sheet.say(
        "Memory of the house after a full collection: heap %s MB of 512; resident %s MB; its Redis %s MB resident."
            .formatted(told(heap), told(house.jvm().residentMb()), told(redis)));
    targets.atMost("heap-mb", heap.isPresent() ? heap.getAsLong() : Double.NaN, 512);
  }

  private static String told(OptionalLong figure) {
    return figure.isPresent() ? Long.toString(figure.getAsLong()) : "unknown";
  }

  private static boolean awaitQuiet(Contender of) throws InterruptedException {
    long until = System.nanoTime() + QUIET_MAX.toNanos();
    while (!of.isQuiet()) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  private void fullLoop(
      World world, HaltlineServer house, Baseline baseline, OpenLoad.Bodies bodies)
      throws Exception {
    sheet.head("Full loop, in turns");
    sheet.say(
        "Closed loop, at most %d calls in flight and %d reports unfinished; the time ends with the last answer written. Baseline: one call in, five calls out to the same sandboxes, six fsynced writes, no domain."
            .formatted(FULL_LOOP.inFlightMax(), FULL_LOOP.unfinishedMax()));
    sheet.say("");
    Duel.Verdict verdict = duel(bodies, FULL_LOOP, world).fight(house, baseline);
    conclude("full-loop-ratio", verdict, 0.6);
  }

  private void accepted(OpenLoad.Bodies bodies) throws Exception {
    sheet.head("Accepted and journalled, in turns");
    sheet.say(
        "Closed loop, %d calls in flight. The house without adapters; baseline: HTTP, one Redis function with the same fsync, one hop over the bus."
            .formatted(ACCEPTING.inFlightMax()));
    sheet.say("");
    // The institutions are known and have their queues; nobody drains them.
    try (var house = house("house-without-adapters", Map.of(), Parts.WITHOUT_ADAPTERS);
        var baseline = workspace.endsHere(Baseline.bare(workspace.folder("bare")))) {
      Duel.Verdict verdict = duel(bodies, ACCEPTING, null).fight(house, baseline);
      conclude("accepted-ratio", verdict, 0.5);
    }
  }

  private Duel duel(OpenLoad.Bodies bodies, Bounds bounds, @Nullable World world) {
    long first = next;
    next += APART;
    return new Duel(
        vertx,
        bodies,
        first,
        new Duel.Terms(
            settings.turns(), settings.warmupSeconds() / 3, settings.turnSeconds(), bounds, world),
        sheet);
  }

  private void conclude(String name, Duel.Verdict verdict, double bound) {
    sheet.say("");
    sheet.say(
        String.format(
            Locale.ROOT,
            "Ratio %.2f (%.0f to %.0f reports/s), errors %d.",
            verdict.ratio(),
            verdict.oursPerSecond(),
            verdict.theirsPerSecond(),
            verdict.errors()));
    targets.atLeast(name, verdict.errors() == 0 ? verdict.ratio() : Double.NaN, bound);
  }
}
