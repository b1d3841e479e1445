package org.haltline.core.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.subject.Bilingual;

/// How much of the money of a fraud is still on the account that it was sent to, by how long ago it
/// left. Data, never constants: what one centre measures replaces what another assumes.
///
/// @param source where the figures are from, in both languages; stands beside every estimate
/// @param points by age, from zero on
public record ShareCurve(String version, Bilingual source, List<Point> points) {
  private static final int WHOLE = 1_000;
  private static final int POINTS_MAX = 100;

  public ShareCurve {
    points = List.copyOf(points);
  }

  /// Of a thousand, how much is still there at this age.
  public record Point(Duration age, int permille) {}

  /// What is still there at an age, of a thousand: between two points in a straight line, after the
  /// last one as at the last one.
  public int permilleAt(Duration age) {
    Point before = points.getFirst();
    for (Point point : points) {
      if (point.age().compareTo(age) > 0) {
        long span = point.age().minus(before.age()).toSeconds();
        long into = Math.max(0, age.minus(before.age()).toSeconds());
        return (int) (before.permille() + (point.permille() - before.permille()) * into / span);
      }
      before = point;
    }
    return before.permille();
  }

  /// Which stretch of the curve an age lies on, from 0; the last has no end.
  public int bandOf(Duration age) {
    int band = 0;
    while (band + 1 < points.size() && points.get(band + 1).age().compareTo(age) <= 0) {
      band++;
    }
    return band;
  }

  /// Everything that is wrong with this curve, a sentence each; empty when it may be used.
  public List<String> faults() {
    var faults = new ArrayList<String>();
    if (version.isBlank()) {
      faults.add("version: must not be empty");
    }
    if (source.zh().isBlank() || source.en().isBlank()) {
      faults.add("source: say in both languages where the figures are from");
    }
    if (points.size() < 2 || points.size() > POINTS_MAX) {
      faults.add("points: 2 to " + POINTS_MAX);
      return faults;
    }
    if (!points.getFirst().age().isZero()) {
      faults.add("points[0].age: the first point is at PT0S");
    }
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.permille() < 0 || point.permille() > WHOLE) {
        faults.add("points[" + i + "].permille: 0 to " + WHOLE);
      }
      if (i > 0 && point.age().minus(points.get(i - 1).age()).toSeconds() < 1) {
        faults.add("points[" + i + "].age: later than the one before, by a second at least");
      }
      if (i > 0 && point.permille() > points.get(i - 1).permille()) {
        faults.add("points[" + i + "].permille: money that left does not come back");
      }
    }
    return faults;
  }
}
