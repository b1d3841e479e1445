package org.haltline.core.order;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;

/// A length of time as a law states it: hours (`PT48H`) or calendar time (`P6M`, `P1Y`), the latter
/// counted in the centre's own time zone.
public record Term(String iso, Period period, Duration duration) {

  /// Reads ISO 8601: `PT48H`, `P3D`, `P6M`, `P1Y`.
  public static Term parse(String iso) {
    String text = iso.strip().toUpperCase(Locale.ROOT);
    try {
      return text.contains("T")
          ? new Term(text, Period.ZERO, Duration.parse(text))
          : new Term(text, Period.parse(text), Duration.ZERO);
    } catch (DateTimeException notIso) {
      throw new IllegalArgumentException("not a length of time (PT48H, P3D, P6M): " + iso, notIso);
    }
  }

  public Instant from(Instant start, ZoneId zone) {
    return start.atZone(zone).plus(period).plus(duration).toInstant();
  }

  public boolean isPositive() {
    return !period.isNegative()
        && !duration.isNegative()
        && !(period.isZero() && duration.isZero());
  }

  @Override
  public String toString() {
    return iso;
  }
}
