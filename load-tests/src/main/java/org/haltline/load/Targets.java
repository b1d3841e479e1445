package org.haltline.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a bench set out to hold: a line per target at its end. Speed alone never fails a run; a
/// broken promise does.
public final class Targets {
  private final List<String> lines = new ArrayList<>();
  private boolean promiseBroken;

  /// A figure, its unit last in its name, that should stay at or below its bound.
  public Targets atMost(String name, double figure, double bound) {
    return line(name, figure, "<=" + number(bound), figure <= bound);
  }

  /// A figure that should reach its bound.
  public Targets atLeast(String name, double figure, double bound) {
    return line(name, figure, ">=" + number(bound), figure >= bound);
  }

  /// A promise: a count of things that must never happen.
  public Targets none(String name, long count) {
    promiseBroken |= count != 0;
    return line(name, (double) count, "=0", count == 0);
  }

  private Targets line(String name, double figure, String bound, boolean held) {
    lines.add("TARGET " + name + " " + number(figure) + " " + bound + (held ? " held" : " missed"));
    return this;
  }

  /// Three significant digits, and never fewer than the whole part has.
  static String number(double figure) {
    if (Double.isNaN(figure)) {
      return "unknown";
    }
    if (figure == Math.rint(figure) || Math.abs(figure) >= 1_000) {
      return String.format(Locale.ROOT, "%.0f", figure);
    }
    int decimals = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2;
    return Math.abs(figure) < 0.1
        ? String.format(Locale.ROOT, "%.3g", figure)
        : String.format(Locale.ROOT, "%." + decimals + "f", figure);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /// Prints the lines.
  ///
  /// @return the exit code: 1 only when a promise was broken
  public int close(PrintStream out) {
    lines.forEach(out::println);
    return promiseBroken ? 1 : 0;
  }
}
