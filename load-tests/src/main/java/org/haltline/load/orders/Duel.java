package org.haltline.load.orders;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.haltline.load.Sheet;
import org.haltline.load.house.Contender;
import org.haltline.load.world.ClosedLoad;
import org.haltline.load.world.ClosedLoad.Bounds;
import org.haltline.load.world.ClosedLoad.Ends;
import org.haltline.load.world.ClosedLoad.Outcome;
import org.haltline.load.world.OpenLoad.Bodies;
import org.haltline.load.world.ReportClient;
import org.haltline.load.world.Reports;
import org.haltline.load.world.World;
import org.jspecify.annotations.Nullable;

/// Two servers under the same closed load in turns, A B A B A B, so that a machine that grows
/// slower or faster meanwhile is fair to both.
final class Duel {
  private static final int CALL_TIMEOUT_MS = 30_000;

  /// What the two are asked to do in each turn.
  ///
  /// @param world null when nobody carries orders out and a report ends with its answer
  record Terms(
      int turns, double warmupSeconds, double seconds, Bounds bounds, @Nullable World world) {}

  /// What came of it.
  ///
  /// @param errors on both sides; a duel with errors measures nothing
  record Verdict(double oursPerSecond, double theirsPerSecond, long errors) {
    double ratio() {
      return oursPerSecond / theirsPerSecond;
    }
  }

  private final Vertx vertx;
  private final Bodies bodies;
  private final Terms terms;
  private final Sheet sheet;
  private long next;
  private long errors;

  /// A duel whose reports begin with the number given.
  Duel(Vertx vertx, Bodies bodies, long first, Terms terms, Sheet sheet) {
    this.vertx = vertx;
    this.bodies = bodies;
    this.next = first;
    this.terms = terms;
    this.sheet = sheet;
  }

  /// The number after its last report.
  long next() {
    return next;
  }

  Verdict fight(Contender ours, Contender theirs) throws InterruptedException {
    try (var ourClient = client(ours);
        var theirClient = client(theirs)) {
      turn("warm-up", ours, ourClient, terms.warmupSeconds());
      turn("warm-up", theirs, theirClient, terms.warmupSeconds());
      errors = 0;
      var our = new double[terms.turns()];
      var their = new double[terms.turns()];
      for (int i = 0; i < terms.turns(); i++) {
        our[i] = turn("turn " + (i + 1), ours, ourClient, terms.seconds());
        their[i] = turn("turn " + (i + 1), theirs, theirClient, terms.seconds());
      }
      tell(ours, our, theirs, their);
      return new Verdict(median(our), median(their), errors);
    }
  }

  private ReportClient client(Contender of) {
    int connections = terms.bounds().inFlightMax();
    return new ReportClient(vertx, of.base(), of.token(), connections, CALL_TIMEOUT_MS);
  }

  private double turn(String what, Contender of, ReportClient client, double seconds)
      throws InterruptedException {
    World world = terms.world();
    Ends ends =
        world == null ? null : new Ends(() -> world.ordersReceived() / Reports.ORDERS, of::isQuiet);
    Outcome outcome =
        new ClosedLoad(client, "duel-").run(seconds, next, terms.bounds(), bodies, ends);
    next += outcome.accepted() + outcome.errors();
    errors += outcome.errors() + (outcome.drained() ? 0 : 1);
    sheet.progress(
        String.format(
            Locale.ROOT,
            "%s of %s: %.0f reports/s, %d errors%s",
            what,
            of.name(),
            outcome.perSecond(),
            outcome.errors(),
            outcome.drained() ? "" : ", NOT DRAINED"));
    return outcome.perSecond();
  }

  private void tell(Contender ours, double[] our, Contender theirs, double[] their) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("turn", ours.name() + " reports/s", theirs.name() + " reports/s"));
    for (int i = 0; i < our.length; i++) {
      rows.add(List.of(Integer.toString(i + 1), whole(our[i]), whole(their[i])));
    }
    rows.add(List.of("median", whole(median(our)), whole(median(their))));
    sheet.table(rows);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
