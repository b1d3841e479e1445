package org.haltline.load.orders;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// Percentiles of a histogram of microseconds, told in milliseconds.
public record Latency(double p50, double p99, double p999, double max) {
  public static final List<String> HEAD =
      List.of("from arrival to", "p50 ms", "p99 ms", "p99.9 ms", "max ms");

  public static Latency of(Histogram micros) {
    return new Latency(
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getValueAtPercentile(99.9) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  public List<String> row(String what) {
    return List.of(what, ms(p50), ms(p99), ms(p999), ms(max));
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
