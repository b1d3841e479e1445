package org.haltline.load.banks;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.load.house.HaltlineServer;
import org.haltline.load.world.OpenLoad;
import org.haltline.load.world.ReportClient;
import org.jspecify.annotations.Nullable;

/// Loads on one house, one after another; no two reports of all of them share an account.
final class BanksLoad {
  private final BankWorld world;
  private final HaltlineServer house;
  private final ReportClient client;
  private final BankReports reports;
  private final double reportsPerSecond;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private long next = 1;

  /// What became of one load.
  ///
  /// @param due what was to arrive, by what its order is about
  record Result(OpenLoad.Outcome load, Map<String, Due> due) {}

  /// When a report was to arrive, and to which bank this order of it goes.
  private record Due(Instant at, String bank) {}

  BanksLoad(
      BankWorld world,
      HaltlineServer house,
      ReportClient client,
      long seed,
      double ordersPerSecond) {
    this.world = world;
    this.house = house;
    this.client = client;
    this.reports = new BankReports(seed, world.lines().size());
    this.reportsPerSecond = ordersPerSecond / BankReports.ORDERS;
  }

  /// Every report that was acknowledged, by its case.
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /// Brings a cold house to its pace, at a quarter of the rate: what it cannot do yet would only
  /// pile up.
  void warmUp(double seconds) throws InterruptedException {
    run(reportsPerSecond / 4, seconds);
  }

  /// One load.
  ///
  /// @param down the bank that is down in its middle; null for none
  Result run(double seconds, @Nullable Line down, double downSeconds) throws InterruptedException {
    Thread clock = down == null ? null : away(down, (seconds - downSeconds) / 2, downSeconds);
    Result result = run(reportsPerSecond, seconds);
    if (clock != null) {
      clock.join();
    }
    return result;
  }

  private Result run(double perSecond, double seconds) throws InterruptedException {
    long first = next;
    next += Math.round(perSecond * seconds);
    var due = new ConcurrentHashMap<String, Due>();
    OpenLoad.Outcome outcome =
        new OpenLoad(client, "banks-")
            .run(
                perSecond,
                seconds,
                first,
                number -> reports.body(number, world.clock().instant()),
                (number, caseId, arrivedAtNanos) -> {
                  accepted.add(caseId);
                  Instant arrived = world.clock().at(arrivedAtNanos);
                  for (int payment = 0; payment < BankReports.ORDERS; payment++) {
                    due.put(
                        reports.target(number, payment),
                        new Due(arrived, reports.bank(number, payment)));
                  }
                });
    return new Result(outcome, due);
  }

  private static Thread away(Line down, double afterSeconds, double forSeconds) {
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

  /// From each report's arrival to its orders at such banks.
  Arrived arrived(Result result, Predicate<Line> which) {
    Set<String> ids =
        world.lines().stream().filter(which).map(Line::id).collect(Collectors.toSet());
    var due = new HashMap<String, Instant>();
    result.due.forEach(
        (target, each) -> {
          if (ids.contains(each.bank)) {
            due.put(target, each.at);
          }
        });
    return Arrived.of(due, world.receivedAt());
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
