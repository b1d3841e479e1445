package org.haltline.load.find;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.haltline.core.search.Suspect;
import org.haltline.core.subject.BankAccount;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.find.DeskLine.Findable;
import org.haltline.load.find.DeskLine.Lookups;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.house.HaltlineServer.Parts;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.house.Workspace;
import org.haltline.load.orders.Floor;
import org.haltline.load.orders.Latency;
import org.haltline.load.world.OpenLoad;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;
import org.haltline.load.world.World;

/// A whole house that finds its index of suspects filled: lookups over HTTP, how soon a report is
/// found while many come in, how fast a list is read, and what memory all of it takes.
public final class HouseRun {
  /// Where a house looks for the suspects that it has, in its folder.
  public static final String INDEX = "house/data/search/suspects-1";

  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final Duration LIST_MAX = Duration.ofMinutes(10);
  private static final Duration QUIET_MAX = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int CALL_TIMEOUT_MS = 30_000;
  private static final int CONNECTIONS_MAX = 64;

  /// So many reports are looked for: the looking is to be no load of its own.
  private static final int WATCHED_PER_SECOND = 10;

  private static final int QUIETER = 10;

  /// A line of the audit trail, sealed.
  private static final int LINE_BYTES = 600;

  private static final double WRITES_PER_SECOND = 400;
  private static final double WRITING_SECONDS = 10;

  private static final String UNBOUND =
      """
        lookups:
          per-second: 10000
          at-once: 10000
      """;

  private final Workspace workspace;
  private final Settings settings;
  private final Underworld underworld;
  private final long seed;
  private final Sheet sheet;
  private final Targets targets;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();

  /// How many, how fast, how long.
  ///
  /// @param suspects that the index has
  /// @param lookups of each kind
  /// @param reportsPerSecond full reports
  /// @param rows of the list
  public record Settings(
      long suspects,
      int lookups,
      double reportsPerSecond,
      double seconds,
      double warmupSeconds,
      int rows) {}

  /// A run that has not begun.
  public HouseRun(Workspace workspace, Settings settings, long seed, Sheet sheet, Targets targets) {
    this.workspace = workspace;
    this.settings = settings;
    this.underworld = new Underworld(seed);
    this.seed = seed;
    this.sheet = sheet;
    this.targets = targets;
    workspace.endsHere(() -> vertx.close().await());
  }

  /// Runs all of it.
  public void run() throws Exception {
    World world = workspace.endsHere(World.open(vertx, seed, true));
    var config =
        new ServerConfig(
            workspace.folder("house"),
            Ports.free(),
            "bench",
            ServerConfig.overHttp(world.addresses()),
            UNBOUND);
    var house = workspace.endsHere(new HaltlineServer("house", config, Parts.ALL, List.of()));
    house.start();
    house.awaitReady(READY_MAX);
    sheet.head("A house with " + settings.suspects() + " suspects, over HTTP, all on this machine");
    try (var line = new DeskLine(vertx, house);
        http) {
      overHttp(line);
      list(house);
      findable(world, house, line);
      memory(house);
    }
  }

  private void overHttp(DeskLine line) throws IOException, InterruptedException {
    sheet.progress("lookups over HTTP");
    var dice = new SplittableRandom(seed);
    long until = System.nanoTime() + Math.round(settings.warmupSeconds() * 1e9);
    do {
      line.ask(cards(dice));
    } while (System.nanoTime() < until);
    List<String> asked = cards(dice);
    overHttp("each journalled as read before it is answered", "", line.ask(asked));
    Latency write =
        Floor.syncedWrites(workspace.folder(), LINE_BYTES, WRITES_PER_SECOND, WRITING_SECONDS);
    sheet.say(
        String.format(
            Locale.ROOT,
            "Right after it, the machine alone: a write of %d bytes with fdatasync, %.0f a second,"
                + " takes p50 %.2f ms, p99 %.2f ms. One such write is part of each of these"
                + " lookups.",
            LINE_BYTES,
            WRITES_PER_SECOND,
            write.p50(),
            write.p99()));
    sheet.say("");
    overHttp(
        "the same ones again within the minute, which are not journalled again",
        "_again",
        line.ask(asked));
  }

  private void overHttp(String how, String name, Lookups exact) {
    Histogram micros = exact.micros();
    sheet.say(
        String.format(
            Locale.ROOT,
            "%d exact lookups of cards one after the other, %s: p50 %.2f ms, p99 %.2f ms; %d of"
                + " them found whom they meant.",
            settings.lookups(),
            how,
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(99) / 1e3,
            exact.found()));
    targets.atMost(
        "http_exact_lookup" + name + "_p99_ms", micros.getValueAtPercentile(99) / 1e3, 2);
    targets.none("http_exact_lookup" + name + "_missed", settings.lookups() - exact.found());
  }

  private List<String> cards(SplittableRandom dice) {
    return Stream.generate(() -> card(dice)).limit(settings.lookups()).toList();
  }

  private String card(SplittableRandom dice) {
    long number = dice.nextLong(settings.suspects());
    while (!Underworld.isCard(number)) {
      number = dice.nextLong(settings.suspects());
    }
    return number(underworld.suspect(number));
  }

  private static String number(Suspect suspect) {
    return ((BankAccount) suspect.subject()).number();
  }

  /// As many as on a busy day first, then as many as are promised.
  private void findable(World world, HaltlineServer house, DeskLine line)
      throws InterruptedException {
    var reports = new Reports(seed);
    OpenLoad.Bodies bodies = number -> reports.body(number, world.clock().instant());
    try (var client =
        new ReportClient(vertx, house.base(), house.token(), CONNECTIONS_MAX, CALL_TIMEOUT_MS)) {
      var load = new OpenLoad(client, "find-");
      double most = settings.reportsPerSecond();
      double few = most / QUIETER;
      sheet.progress("reports, warm-up: %.0f s".formatted(settings.warmupSeconds()));
      load.run(few, settings.warmupSeconds() / 2, 1, bodies, (number, caseId, at) -> {});
      long first = 1 + Math.round(few * settings.warmupSeconds() / 2);
      findable("_at_a_tenth", few, first, house, line, load, bodies);
      first += Math.round(few * settings.seconds());
      sheet.progress("reports, warm-up: %.0f s".formatted(settings.warmupSeconds()));
      load.run(most, settings.warmupSeconds(), first, bodies, (number, caseId, at) -> {});
      first += Math.round(most * settings.warmupSeconds());
      findable("", most, first, house, line, load, bodies);
    }
  }

  private void findable(
      String name,
      double rate,
      long first,
      HaltlineServer house,
      DeskLine line,
      OpenLoad load,
      OpenLoad.Bodies bodies)
      throws InterruptedException {
    awaitQuiet(house);
    sheet.progress("reports: %.0f s at %.0f/s".formatted(settings.seconds(), rate));
    var findable = new Findable();
    long each = Math.max(1, Math.round(rate / WATCHED_PER_SECOND));
    OpenLoad.Outcome outcome =
        load.run(
            rate,
            settings.seconds(),
            first,
            bodies,
            (number, caseId, at) -> {
              if (number % each == 0) {
                line.watch(account(bodies.body(number)), caseId, findable);
              }
            });
    long unanswered = line.awaitAll(findable);
    Histogram millis = findable.millis();
    sheet.say("");
    sheet.say(
        String.format(
            Locale.ROOT,
            "%.1f full reports/s for %.0f s, arrival times fixed beforehand, %d accepted, %d"
                + " errors; %d of them were looked for over HTTP every 20 ms from their 201 on:"
                + " found after p50 %d ms, p99 %d ms, at most %d ms; %d not within ten seconds, %d"
                + " not answered.",
            outcome.perSecond(),
            settings.seconds(),
            outcome.accepted(),
            outcome.errors() + outcome.notSent(),
            millis.getTotalCount(),
            millis.getValueAtPercentile(50),
            millis.getValueAtPercentile(99),
            millis.getMaxValue(),
            findable.late(),
            unanswered));
    targets.atLeast("reports_per_second" + name, outcome.perSecond(), 0.98 * rate);
    targets.atMost("findable_p99_ms" + name, (double) millis.getValueAtPercentile(99), 200);
    targets.none("lookups_not_answered" + name, unanswered);
  }

  private static String account(byte[] report) {
    return new JsonObject(new String(report, UTF_8))
        .getJsonArray("payments")
        .getJsonObject(0)
        .getJsonObject("payee")
        .getString("account");
  }

  private static void awaitQuiet(HaltlineServer house) throws InterruptedException {
    long until = System.nanoTime() + QUIET_MAX.toNanos();
    while (!house.isQuiet() && System.nanoTime() < until) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  private void list(HaltlineServer house) throws IOException, InterruptedException {
    sheet.progress("a list of " + settings.rows() + " rows");
    Path file = rows();
    long from = System.nanoTime();
    JsonObject list =
        send(
            house,
            HttpRequest.newBuilder(house.base().resolve("/api/lists?name=bench"))
                .header("content-type", "text/csv")
                .POST(BodyPublishers.ofFile(file)));
    URI there = house.base().resolve("/api/lists/" + list.getString("listId"));
    while ("READING".equals(list.getString("state"))) {
      if (System.nanoTime() - from > LIST_MAX.toNanos()) {
        throw new IllegalStateException("not read after " + LIST_MAX + ": " + list);
      }
      Thread.sleep(LOOK_EVERY);
      list = send(house, HttpRequest.newBuilder(there).GET());
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    double perSecond = settings.rows() / seconds;
    sheet.say("");
    sheet.say(
        String.format(
            Locale.ROOT,
            "A CSV of %d rows (account, bank, name, phone; %.0f MB) was brought in over HTTP and in"
                + " force after %.1f s: %.0f rows/s, %d subjects, %d faults, state %s.",
            settings.rows(),
            Files.size(file) / 1e6,
            seconds,
            perSecond,
            list.getLong("entries"),
            list.getLong("faults"),
            list.getString("state")));
    targets.atLeast("list_rows_per_second", perSecond, 50_000);
    targets.none(
        "list_rows_lost",
        "READY".equals(list.getString("state")) ? settings.rows() - list.getLong("rows") : 1);
  }

  /// Accounts that no suspect has.
  private Path rows() throws IOException {
    Path file = workspace.folder().resolve("list.csv");
    var dice = new SplittableRandom(~seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("银行卡号,开户行,户名,手机号\n");
      for (int row = 0; row < settings.rows(); row++) {
        out.write(Underworld.card(dice));
        out.write(",工商银行,");
        out.write(underworld.name(dice.nextLong()));
        out.write(",138%08d%n".formatted(dice.nextInt(100_000_000)));
      }
    }
    return file;
  }

  private JsonObject send(HaltlineServer house, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            request.header("authorization", "Bearer " + house.token()).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  private void memory(HaltlineServer house) throws InterruptedException {
    OptionalLong heap = house.jvm().heapMb();
    sheet.say("");
    sheet.say(
        "The house runs on -Xmx512m; after all of it and a full collection %s MB were in use."
            .formatted(
                heap.isPresent() ? Long.toString(heap.getAsLong()) : "an unknown number of"));
    targets.atMost("house_heap_mb", heap.isPresent() ? heap.getAsLong() : Double.NaN, 512);
  }
}
