package org.haltline.load.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the machine's cores have done since it started, in ticks of the kernel (`/proc/stat`): how
/// busy they were, and what a host that is shared took away from them, which no process here can
/// see in its own time.
///
/// @param stolen by the host for others while something here wanted to run
/// @param all ticks of all kinds
public record Cores(long idle, long stolen, long all) {
  private static final Path COUNTERS = Path.of("/proc/stat");

  /// Where there is no such file, a machine that has not worked.
  static Cores now() {
    try {
      return of(Files.readAllLines(COUNTERS));
    } catch (IOException notLinux) {
      return new Cores(0, 0, 0);
    }
  }

  /// The first line is the sum of all cores: user, nice, system, idle, waiting for a disk,
  /// interrupts, soft interrupts, stolen; guests' time stands in user's already.
  static Cores of(List<String> counters) {
    long[] ticks =
        Arrays.stream(counters.getFirst().strip().split("\\s+"))
            .skip(1)
            .limit(8)
            .mapToLong(Long::parseLong)
            .toArray();
    return new Cores(ticks[3] + ticks[4], ticks[7], Arrays.stream(ticks).sum());
  }

  /// What happened since then, in words.
  String until(Cores later) {
    long passed = later.all - all;
    if (passed <= 0) {
      return "How busy the cores were is not known on this system.";
    }
    return String.format(
        Locale.ROOT,
        "The cores were %.0f %% busy; the host took %.1f %% of their time away.",
        100.0 * (passed - (later.idle - idle) - (later.stolen - stolen)) / passed,
        100.0 * (later.stolen - stolen) / passed);
  }
}
