package org.haltline.load.orders;

import java.time.Duration;
import java.util.Locale;
import org.haltline.load.house.HaltlineServer;

/// The processor time of house, Redis and the world outside, by which a figure can be judged on
/// another machine than the one it was measured on.
public record Processors(
    long house, long redis, Duration ofHouse, Duration ofRedis, Duration ofWorld, Cores cores) {

  /// What each has used up to now.
  public static Processors of(HaltlineServer server) {
    long house = server.jvm().pid();
    long redis = server.redisPid().orElse(-1);
    return new Processors(
        house, redis, used(house), used(redis), used(ProcessHandle.current().pid()), Cores.now());
  }

  /// What each has used since then, in words, for so many reports.
  public String usedSince(long reports) {
    return String.format(
        Locale.ROOT,
        "Processor time a report: house %.2f ms, its Redis %.2f ms, callers and sandboxes %.2f ms."
            + " %s",
        each(ofHouse, used(house), reports),
        each(ofRedis, used(redis), reports),
        each(ofWorld, used(ProcessHandle.current().pid()), reports),
        cores.until(Cores.now()));
  }

  private static double each(Duration before, Duration now, long reports) {
    return now.minus(before).toNanos() / 1e6 / Math.max(1, reports);
  }

  private static Duration used(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
