package org.haltline.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a bench set out to hold: a line per target at its end. Speed alone never fails a run; a broken promise does.
public final class Targets {
  private final List<String> lines = new ArrayList<>();
  private boolean promiseBroken;

  /// A figure that should stay at or below its bound.
  public Targets atMost(String name, double figure, double bound, String unit) {
    return line(name, figure, "<=" + number(bound) + unit, unit, figure <= bound);
  }

  /// A figure that should reach its bound.
  public Targets atLeast(String name, double figure, double bound, String unit) {
    return line(name, figure, ">=" + number(bound) + unit, unit, figure >= bound);
  }

  /// A promise: a count of things that must never happen.
  public Targets none(String name, long count) {
    promiseBroken |= count != 0;
    return line(name, count, "=0", "", count == 0);
  }

  private Targets line(String name, double figure, String bound, String unit, boolean held) {
    lines.add(
        "TARGET " + name + " " + number(figure) + unit + " " + bound + (held ? " held" : " missed"));
    return this;
  }

  private static String number(double figure) {
    return figure == Math.rint(figure) && Math.abs(figure) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) figure)
        : String.format(Locale.ROOT, "%.3g", figure).replaceAll("\\.?0+$", "");
  }

  /// Prints the lines.
  ///
  /// @return the exit code: 1 only when a promise was broken
  public int close(PrintStream out) {
    lines.forEach(out::println);
    return promiseBroken ? 1 : 0;
  }
}
