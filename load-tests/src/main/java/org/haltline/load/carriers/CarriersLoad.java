package org.haltline.load.carriers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.world.OpenLoad;
import org.haltline.load.world.ReportClient;
import org.jspecify.annotations.Nullable;

/// Loads on one house, one after another; no two reports of all of them share a number.
final class CarriersLoad {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final CarrierWorld world;
  private final HaltlineServer house;
  private final ReportClient client;
  private final CarrierReports reports;
  private final double reportsPerSecond;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private long next = 1;

  /// What became of one load.
  ///
  /// @param due when the report of each number was to arrive
  record Result(OpenLoad.Outcome load, Map<String, Instant> due) {}

  CarriersLoad(
      CarrierWorld world,
      HaltlineServer house,
      ReportClient client,
      long seed,
      double ordersPerSecond) {
    this.world = world;
    this.house = house;
    this.client = client;
    this.reports = new CarrierReports(seed);
    this.reportsPerSecond = ordersPerSecond / CarrierReports.ORDERS;
  }

  /// Every report that was acknowledged, by its case.
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /// One load.
  ///
  /// @param down the carrier that is down in its middle; null for none
  Result run(double seconds, @Nullable CarrierLine down, double downSeconds)
      throws InterruptedException {
    Thread clock = down == null ? null : away(down, (seconds - downSeconds) / 2, downSeconds);
    long first = next;
    next += Math.round(reportsPerSecond * seconds);
    var due = new ConcurrentHashMap<String, Instant>();
    OpenLoad.Outcome outcome =
        new OpenLoad(client, "carriers-")
            .run(
                reportsPerSecond,
                seconds,
                first,
                reports::body,
                (number, caseId, arrivedAtNanos) -> {
                  accepted.add(caseId);
                  Instant arrived = world.clock().at(arrivedAtNanos);
                  for (int order = 0; order < CarrierReports.ORDERS; order++) {
                    due.put(reports.target(number, order), arrived);
                  }
                });
    if (clock != null) {
      clock.join();
    }
    return new Result(outcome, due);
  }

  private static Thread away(CarrierLine down, double afterSeconds, double forSeconds) {
    Faults before = down.faults();
    return Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(Math.round(afterSeconds * 1e9));
              down.misbehave(before.away(true));
              LockSupport.parkNanos(Math.round(forSeconds * 1e9));
              down.misbehave(before);
            });
  }

  /// From each report's arrival to its orders at the other carriers, in microseconds.
  Histogram arrived(Result result, String besides) {
    var micros = new Histogram(LONGEST_MICROS, 3);
    world
        .receivedBesides(besides)
        .forEach(
            (target, at) -> {
              Instant due = result.due().get(target);
              if (due != null) {
                long took = Duration.between(due, at).toNanos() / 1_000;
                micros.recordValue(Math.clamp(took, 0, LONGEST_MICROS));
              }
            });
    return micros;
  }

  /// Whether every order came to its end.
  boolean awaitQuiet(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (!house.isQuiet()) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(250);
    }
    return true;
  }
}
