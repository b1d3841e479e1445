package org.haltline.load.carriers;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.ReasonCode;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.Workspace;
import org.haltline.load.orders.Latency;
import org.haltline.load.world.ReportClient;

/// One run between three carriers: warmed up, a load with faults and one carrier down for a while,
/// then pairs of runs with and without a carrier down, and at the end the reckoning of all of it.
public final class CarriersRun {
  private static final Duration READY_MAX = Duration.ofMinutes(3);
  private static final Duration QUIET_MAX = Duration.ofMinutes(4);
  private static final int CALL_TIMEOUT_MS = 30_000;
  private static final int CONNECTIONS_MAX = 256;
  private static final double RATIO_MAX = 1.5;

  /// What a house may keep of the orders of one run, beyond what it kept before.
  private static final double GROWTH_MB_MAX = 32;

  /// Those of the banks' run.
  private static final Faults AS_ORDERED =
      Faults.NONE.losingReplies(0.02).answeringTwice(0.02).refusing(0.01, ReasonCode.OTHER);

  /// How hard, how long.
  public record Settings(
      double perSecond,
      double seconds,
      double downSeconds,
      double warmupSeconds,
      int pairs,
      double pairSeconds) {}

  private final Workspace workspace;
  private final Settings settings;
  private final long seed;
  private final Sheet sheet;
  private final Targets targets;
  private final Vertx vertx = Vertx.vertx();

  public CarriersRun(
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
    var world = new CarrierWorld(vertx, workspace.folder(), seed, "carriers-" + seed);
    var house =
        workspace.endsHere(new HaltlineServer("house", world.config(), Parts.ALL, List.of()));
    house.start();
    house.awaitReady(READY_MAX);
    try (var client =
        new ReportClient(vertx, house.base(), house.token(), CONNECTIONS_MAX, CALL_TIMEOUT_MS)) {
      var load = new CarriersLoad(world, house, client, seed, settings.perSecond());
      sheet.progress("warm-up: %.0f s".formatted(settings.warmupSeconds()));
      load.run(settings.warmupSeconds(), null, 0);
      load.awaitQuiet(QUIET_MAX);
      OptionalLong before = house.jvm().heapMb();
      world.misbehave(AS_ORDERED);
      faulty(world, load);
      memory(house, before);
      pairs(world, load);
      boolean quiet = load.awaitQuiet(QUIET_MAX);
      Map<String, List<String>> open = quiet ? Map.of() : house.openOrders();
      house.jvm().stop();
      sheet.progress("reckoning");
      new CarriersReckoning(house, world.books(), load.accepted(), open).tell(sheet, targets);
    }
  }

  private void faulty(CarrierWorld world, CarriersLoad load) throws Exception {
    CarrierLine down = world.line(0);
    sheet.head(
        "3 carriers, %.0f orders/s for %.0f s, %s down for %.0f s"
            .formatted(
                settings.perSecond(), settings.seconds(), down.id(), settings.downSeconds()));
    sheet.say(
        "CMCC and CTCC take TM Forum service orders, signed, with OAuth, events and CAMARA's status"
            + " read back; CUCC takes plain JSON. Each carrier loses 2 % of its replies, says 2 %"
            + " twice and refuses 1 %. Reports of two numbers to suspend; arrival times fixed"
            + " beforehand. Carriers and callers are one process, the house another, its Redis a"
            + " third, all on this machine.");
    sheet.say("");
    CarriersLoad.Result result = load.run(settings.seconds(), down, settings.downSeconds());
    boolean quiet = load.awaitQuiet(QUIET_MAX);
    sheet.table(
        List.of(
            Latency.HEAD,
            Latency.of(result.load().answerMicros()).row("201"),
            Latency.of(load.arrived(result, down.id()))
                .row("an order at one of the other carriers")));
    sheet.say("");
    sheet.say(
        String.format(
            Locale.ROOT,
            "Accepted %d reports (%.1f/s), errors %d, given up %d; all orders answered afterwards:"
                + " %s.",
            result.load().accepted(),
            result.load().perSecond(),
            result.load().errors(),
            result.load().notSent(),
            quiet ? "yes" : "NO"));
    targets.atLeast(
        "carriers-orders-per-second",
        result.load().perSecond() * CarrierReports.ORDERS,
        0.98 * settings.perSecond());
  }

  private void memory(HaltlineServer house, OptionalLong before) throws InterruptedException {
    OptionalLong after = house.jvm().heapMb();
    if (before.isEmpty() || after.isEmpty()) {
      targets.atMost("carriers-heap-growth-mb", Double.NaN, GROWTH_MB_MAX);
      return;
    }
    sheet.say(
        "Heap of the house after a full collection: %d MB before, %d MB after; of 512."
            .formatted(before.getAsLong(), after.getAsLong()));
    double growth = after.getAsLong() - (double) before.getAsLong();
    targets.atMost("carriers-heap-growth-mb", growth, GROWTH_MB_MAX);
  }

  /// In each pair the two runs follow on each other, the first being the one with a carrier down in
  /// every other pair, so that what drifts meets both.
  private void pairs(CarrierWorld world, CarriersLoad load) throws Exception {
    if (settings.pairs() == 0) {
      return;
    }
    sheet.head("One carrier down against none, %d interleaved pairs".formatted(settings.pairs()));
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("pair", "down", "p99 ms of the others", "p99 ms undisturbed", "ratio"));
    var ratios = new ArrayList<Double>();
    for (int pair = 0; pair < settings.pairs(); pair++) {
      CarrierLine down = world.line(pair);
      boolean downFirst = pair % 2 == 0;
      double first = p99(load, down, downFirst);
      double second = p99(load, down, !downFirst);
      double disturbed = downFirst ? first : second;
      double undisturbed = downFirst ? second : first;
      ratios.add(disturbed / undisturbed);
      rows.add(
          List.of(
              Integer.toString(pair + 1),
              down.id(),
              ms(disturbed),
              ms(undisturbed),
              ms(disturbed / undisturbed)));
      sheet.progress("pair %d: ratio %.2f".formatted(pair + 1, ratios.getLast()));
    }
    sheet.table(rows);
    double median = ratios.stream().sorted().toList().get(ratios.size() / 2);
    targets.atMost("carriers-others-p99-ratio", median, RATIO_MAX);
  }

  private double p99(CarriersLoad load, CarrierLine carrier, boolean down)
      throws InterruptedException {
    double downSeconds = Math.min(settings.downSeconds(), settings.pairSeconds() * 2 / 3);
    CarriersLoad.Result result =
        load.run(settings.pairSeconds(), down ? carrier : null, down ? downSeconds : 0);
    load.awaitQuiet(QUIET_MAX);
    Histogram others = load.arrived(result, carrier.id());
    return others.getValueAtPercentile(99) / 1e3;
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
