package org.haltline.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.core.order.ShareCurve;
import org.haltline.core.order.ShareCurve.Point;
import org.haltline.core.subject.Bilingual;

/// Reads from YAML how much money is still there by its age, and refuses a file with faults, naming
/// all of them.
public final class ShareCurveFile {
  private static final String SHIPPED = "/org/haltline/core/share-by-age.yaml";

  private ShareCurveFile() {}

  /// A curve that may not be used; the message names every fault.
  public static final class Faulty extends RuntimeException {
    private static final long serialVersionUID = 1;

    Faulty(String source, List<String> faults) {
      super("share by age " + source + " may not be used:\n  " + String.join("\n  ", faults));
    }
  }

  /// The curve that ships with the house.
  public static ShareCurve shipped() {
    try (InputStream in =
        Objects.requireNonNull(ShareCurveFile.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return parse("as shipped", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ShareCurve parse(String source, String yaml) {
    var faults = new ArrayList<String>();
    YamlFields file = YamlFields.of(yaml, faults);
    YamlFields said = file.section("source");
    var curve =
        new ShareCurve(
            file.text("version"), new Bilingual(said.text("zh"), said.text("en")), points(file));
    said.nothingElse();
    file.nothingElse();
    if (faults.isEmpty()) {
      faults.addAll(curve.faults());
    }
    if (!faults.isEmpty()) {
      throw new Faulty(source, faults);
    }
    return curve;
  }

  private static List<Point> points(YamlFields file) {
    var points = new ArrayList<Point>();
    for (YamlFields point : file.sections("points")) {
      points.add(
          new Point(
              point.duration("age"), Math.clamp(point.number("permille"), -1, Integer.MAX_VALUE)));
      point.nothingElse();
    }
    return points;
  }
}
