package org.haltline.load.banks;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.ReasonCode;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.Workspace;
import org.haltline.load.orders.Latency;
import org.haltline.load.orders.Processors;
import org.haltline.load.world.ReportClient;

/// One run between many banks: warmed up, a load with faults and one bank down for a while, then
/// pairs of runs with and without a bank down, and at the end the reckoning of all of it.
public final class BanksRun {
  private static final Duration READY_MAX = Duration.ofMinutes(3);
  private static final Duration QUIET_MAX = Duration.ofMinutes(4);
  private static final int CALL_TIMEOUT_MS = 30_000;
  private static final int CONNECTIONS_MAX = 256;
  private static final double RATIO_MAX = 1.5;

  /// What a house may keep of the orders of one run, beyond what it kept before.
  private static final double GROWTH_MB_MAX = 32;

  private static final Faults AS_ORDERED =
      Faults.NONE.losingReplies(0.02).answeringTwice(0.02).refusing(0.01, ReasonCode.NAME_MISMATCH);

  /// How many, how hard, how long.
  public record Settings(
      int banks,
      double perSecond,
      double seconds,
      double downSeconds,
      double warmupSeconds,
      int pairs,
      double pairSeconds) {
    public Settings {
      if (banks < 2 || banks > 98 || banks % 2 == 1) {
        throw new IllegalArgumentException("an even number of banks, 2 to 98, not " + banks);
      }
    }
  }

  private final Workspace workspace;
  private final Settings settings;
  private final long seed;
  private final Sheet sheet;
  private final Targets targets;
  private final Vertx vertx = Vertx.vertx();
  private final Set<String> accepted = new HashSet<>();

  public BanksRun(Workspace workspace, Settings settings, long seed, Sheet sheet, Targets targets) {
    this.workspace = workspace;
    this.settings = settings;
    this.seed = seed;
    this.sheet = sheet;
    this.targets = targets;
    workspace.endsHere(() -> vertx.close().await());
  }

  /// Runs all of it.
  public void run() throws Exception {
    sheet.progress("certificates of %d banks".formatted(settings.banks()));
    var world =
        workspace.endsHere(
            new BankWorld(workspace.folder(), settings.banks(), seed, "banks-" + seed));
    var house =
        workspace.endsHere(new HaltlineServer("house", world.config(), Parts.ALL, List.of()));
    house.start();
    house.awaitReady(READY_MAX);
    boolean quiet;
    int byPeople;
    try (var client =
        new ReportClient(vertx, house.base(), house.token(), CONNECTIONS_MAX, CALL_TIMEOUT_MS)) {
      var load = new BanksLoad(world, house, client, seed, settings.perSecond());
      sheet.progress("warm-up: %.0f s".formatted(settings.warmupSeconds()));
      load.warmUp(settings.warmupSeconds());
      load.awaitQuiet(QUIET_MAX);
      OptionalLong before = house.jvm().heapMb();
      world.misbehave(AS_ORDERED);
      faulty(world, house, load);
      memory(house, before);
      pairs(world, load);
      quiet = load.awaitQuiet(QUIET_MAX);
      byPeople = new Liaisons(house, world.books()).answerAll();
      accepted.addAll(load.accepted());
    }
    Map<String, List<String>> open = quiet ? Map.of() : house.openOrders();
    house.jvm().stop();
    sheet.progress("reckoning");
    new BanksReckoning(house, world.books(), accepted, open, byPeople).tell(sheet, targets);
  }

  private void faulty(BankWorld world, HaltlineServer house, BanksLoad load) throws Exception {
    Line down = world.line(1);
    sheet.head(
        "%d banks, %.0f orders/s for %.0f s, %s down for %.0f s"
            .formatted(
                settings.banks(),
                settings.perSecond(),
                settings.seconds(),
                down.id(),
                settings.downSeconds()));
    sheet.say(
        "Half of the banks fetch TX messages every 200 ms, signed with Ed25519; the other half are"
            + " sent ISO 20022, signed with XMLDSig, and answer with their own; mutual TLS on every"
            + " line. Each bank loses 2 % of its replies, says 2 % twice and refuses 1 %. Reports"
            + " of two payments; arrival times fixed beforehand. Banks and callers are one process,"
            + " the house another, its Redis a third, all on this machine.");
    sheet.say("");
    Processors processors = Processors.of(house);
    BanksLoad.Result result = load.run(settings.seconds(), down, settings.downSeconds());
    sheet.progress("the load is over; waiting for the last answers");
    boolean quiet = load.awaitQuiet(QUIET_MAX);
    String used = processors.usedSince(result.load().accepted());
    Arrived fetching = load.arrived(result, line -> !line.equals(down) && line.fetches());
    Arrived sent = load.arrived(result, line -> !line.equals(down) && !line.fetches());
    sheet.table(
        List.of(
            Latency.HEAD,
            Latency.of(result.load().answerMicros()).row("201"),
            Latency.of(fetching.micros()).row("an order fetched by another bank"),
            Latency.of(sent.micros()).row("an order sent to another bank")));
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
    sheet.say(used);
    targets.atLeast(
        "banks-orders-per-second",
        result.load().perSecond() * BankReports.ORDERS,
        0.98 * settings.perSecond());
  }

  private void memory(HaltlineServer house, OptionalLong before) throws InterruptedException {
    OptionalLong after = house.jvm().heapMb();
    if (before.isEmpty() || after.isEmpty()) {
      targets.atMost("banks-heap-growth-mb", Double.NaN, GROWTH_MB_MAX);
      return;
    }
    sheet.say(
        "Heap of the house after a full collection: %d MB before, %d MB after; of 512."
            .formatted(before.getAsLong(), after.getAsLong()));
    double growth = after.getAsLong() - (double) before.getAsLong();
    targets.atMost("banks-heap-growth-mb", growth, GROWTH_MB_MAX);
  }

  /// In each pair the two runs follow on each other, the first being the one with a bank down in
  /// every other pair, so that what drifts meets both.
  private void pairs(BankWorld world, BanksLoad load) throws Exception {
    if (settings.pairs() == 0) {
      return;
    }
    sheet.head("One bank down against none, %d interleaved pairs".formatted(settings.pairs()));
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("pair", "down", "p99 ms of the others", "p99 ms undisturbed", "ratio"));
    var ratios = new ArrayList<Double>();
    for (int pair = 0; pair < settings.pairs(); pair++) {
      Line down = world.line(pair % settings.banks());
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
    targets.atMost("banks-others-p99-ratio", median, RATIO_MAX);
  }

  private double p99(BanksLoad load, Line bank, boolean down) throws InterruptedException {
    double downSeconds = Math.min(settings.downSeconds(), settings.pairSeconds() * 2 / 3);
    BanksLoad.Result result =
        load.run(settings.pairSeconds(), down ? bank : null, down ? downSeconds : 0);
    if (!load.awaitQuiet(QUIET_MAX)) {
      sheet.say("Not all orders of this run were answered within " + QUIET_MAX + ".");
    }
    return load.arrived(result, line -> !line.equals(bank)).p99Ms();
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
