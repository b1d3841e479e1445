package org.haltline.load.desks;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.house.ServerConfig.Person;
import org.haltline.load.house.Workspace;
import org.haltline.load.world.OpenLoad;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;
import org.haltline.load.world.World;

/// One run: every desk follows, reports come in and are answered, and what came to each desk is
/// held against what its role may see.
public final class DesksRun {
  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);
  private static final int CALL_TIMEOUT_MS = 30_000;
  private static final int CONNECTIONS_MAX = 64;

  /// Facts about orders that one full report gives: each order leaves, and is answered.
  private static final int ORDER_EVENTS = 2 * Reports.ORDERS;

  /// Of ten desks four belong to the centre and see everything.
  private static final int OF = 10;

  private static final List<String> CENTRE =
      List.of("SUPERVISOR", "OPERATOR", "OPERATOR", "ANALYST");

  private static final Map<String, String> STAFF =
      Map.of(
          "ICBC", "BANK_LIAISON",
          "ABC", "BANK_LIAISON",
          "BOC", "BANK_LIAISON",
          "CCB", "BANK_LIAISON",
          "BOCOM", "BANK_LIAISON",
          "CMCC", "TELECOM_STAFF",
          "CUCC", "TELECOM_STAFF",
          "CTCC", "TELECOM_STAFF");

  private static final double LATE_MAX_MS = 250;

  /// How many, how fast, how long.
  public record Settings(int desks, double eventsPerSecond, double seconds, double warmupSeconds) {}

  private final Workspace workspace;
  private final Settings settings;
  private final long seed;
  private final Sheet sheet;
  private final Targets targets;
  private final Vertx vertx = Vertx.vertx();

  public DesksRun(Workspace workspace, Settings settings, long seed, Sheet sheet, Targets targets) {
    this.workspace = workspace;
    this.settings = settings;
    this.seed = seed;
    this.sheet = sheet;
    this.targets = targets;
    workspace.endsHere(() -> vertx.close().await());
  }

  /// Runs all of it.
  public void run() throws Exception {
    World world = workspace.endsHere(World.open(vertx, seed, true));
    List<Person> people = people(settings.desks());
    var config =
        new ServerConfig(workspace.folder("house"), Ports.free(), "bench", world.addresses())
            .with(people);
    var house = workspace.endsHere(new HaltlineServer("house", config, Parts.ALL, List.of()));
    house.start();
    house.awaitReady(READY_MAX);
    var desks = workspace.endsHere(new LiveDesks(house.base(), settings.desks(), world.clock()));
    try (var client =
        new ReportClient(vertx, house.base(), house.token(), CONNECTIONS_MAX, CALL_TIMEOUT_MS)) {
      sheet.progress("%d desks sit down".formatted(people.size()));
      desks.open(people);
      var reports = new Reports(seed);
      var load = new OpenLoad(client, "desks-");
      OpenLoad.Bodies bodies = number -> reports.body(number, world.clock().instant());
      double perSecond = settings.eventsPerSecond() / ORDER_EVENTS;
      sheet.progress("warm-up: %.0f s".formatted(settings.warmupSeconds()));
      load.run(perSecond, settings.warmupSeconds(), 1, bodies, (number, caseId, at) -> {});
      awaitQuiet(house);
      desks.awaitEven();
      desks.forgetLateness();
      LiveDesks.Sum before = desks.sum();
      long first = 1 + Math.round(perSecond * settings.warmupSeconds());
      OpenLoad.Outcome outcome =
          load.run(perSecond, settings.seconds(), first, bodies, (number, caseId, at) -> {});
      awaitQuiet(house);
      desks.awaitEven();
      tell(people, outcome, before, desks.sum(), desks.millis());
    }
  }

  private static List<Person> people(int count) {
    var institutions = STAFF.keySet().stream().sorted().toList();
    var people = new ArrayList<Person>();
    int staff = 0;
    for (int i = 0; i < count; i++) {
      String id = "desk-" + i;
      if (i % OF < CENTRE.size()) {
        people.add(new Person(id, id, CENTRE.get(i % OF), null));
      } else {
        String institution = institutions.get(staff++ % institutions.size());
        people.add(new Person(id, id, STAFF.getOrDefault(institution, ""), institution));
      }
    }
    return people;
  }

  private static void awaitQuiet(HaltlineServer house) throws InterruptedException {
    long until = System.nanoTime() + QUIET_MAX.toNanos();
    while (!house.isQuiet() && System.nanoTime() < until) {
      Thread.sleep(100);
    }
  }

  private void tell(
      List<Person> people,
      OpenLoad.Outcome outcome,
      LiveDesks.Sum before,
      LiveDesks.Sum after,
      Histogram millis) {
    long ofCentre = people.stream().filter(person -> person.institution() == null).count();
    sheet.head("%d desks on one server".formatted(people.size()));
    sheet.say(
        String.format(
            Locale.ROOT,
            "%d of the centre, who see everything, and %d of %d institutions, who see their own"
                + " orders; each with a line of its own over HTTP. Full reports come in at %.1f/s,"
                + " arrival times fixed beforehand, for %.0f s after %.0f s of warm-up; sandboxes"
                + " answer each order. Lateness is from the moment at which Redis took the fact to"
                + " the moment at which a desk has it whole, to a millisecond. Desks, callers and"
                + " sandboxes are one process, the house another, its Redis a third, all on this"
                + " machine.",
            ofCentre,
            people.size() - ofCentre,
            STAFF.size(),
            outcome.perSecond(),
            settings.seconds(),
            settings.warmupSeconds()));
    sheet.say("");
    double eventsPerSecond = (after.orderEvents() - before.orderEvents()) / settings.seconds();
    sheet.table(
        List.of(
            List.of("from the journal to a desk", "p50 ms", "p99 ms", "p99.9 ms", "max ms"),
            List.of(
                "%d deliveries".formatted(millis.getTotalCount()),
                Long.toString(millis.getValueAtPercentile(50)),
                Long.toString(millis.getValueAtPercentile(99)),
                Long.toString(millis.getValueAtPercentile(99.9)),
                Long.toString(millis.getMaxValue()))));
    sheet.say("");
    sheet.say(
        String.format(
            Locale.ROOT,
            "%.0f order events/s, %d facts in all, %d deliveries; %d reports accepted, %d errors;"
                + " %d lines ended, %d desks that had something else than their role may see, %d"
                + " facts beyond a wall.",
            eventsPerSecond,
            after.facts() - before.facts(),
            after.delivered() - before.delivered(),
            outcome.accepted(),
            outcome.errors(),
            after.notThere(),
            after.missed(),
            after.beyondWall()));
    targets.atLeast("desks-live", people.size() - after.notThere(), settings.desks());
    targets.atLeast(
        "desks-order-events-per-second", eventsPerSecond, 0.98 * settings.eventsPerSecond());
    targets.atMost("desks-p99-ms", (double) millis.getValueAtPercentile(99), LATE_MAX_MS);
    targets.none("desks-untrue", after.missed());
    targets.none("desks-beyond-wall", after.beyondWall());
  }
}
