package org.haltline.core.board;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;

/// Reckons the figures of a moment out of the rows. Percentiles are exact to three digits.
final class Reckoning {
  /// Over which the speed of institutions is told.
  static final Duration WINDOW = Duration.ofHours(24);

  private static final int DIGITS = 3;
  private static final double MEDIAN = 50;
  private static final double NINE_OF_TEN = 90;

  private final Instant now;
  private final Instant midnight;
  private final int[] callsOfHour;
  private final int[] holdsOfHour;
  private final Map<OrderState, Integer> orders = new EnumMap<>(OrderState.class);
  private final Map<String, CaseSum> sums = new TreeMap<>();
  private final Histogram toHold = new Histogram(DIGITS);
  private final Map<String, One> institutions = new TreeMap<>();
  private int calls;
  private int awaiting;
  private int late;
  private int holds;

  /// One institution, while it is counted.
  private static final class One {
    final Histogram took = new Histogram(DIGITS);
    int open;
    int onDesk;
    int late;
    long oldestOpenS = Long.MAX_VALUE;

    Figures.Speed speed(String institution) {
      return new Figures.Speed(
          institution,
          open,
          onDesk,
          late,
          open == 0 ? null : oldestOpenS,
          Math.toIntExact(took.getTotalCount()),
          at(took, MEDIAN),
          at(took, NINE_OF_TEN));
    }
  }

  private Reckoning(Instant now, Instant midnight) {
    this.now = now;
    this.midnight = midnight;
    int begun = Math.toIntExact(Duration.between(midnight, now).toHours()) + 1;
    this.callsOfHour = new int[begun];
    this.holdsOfHour = new int[begun];
  }

  static Figures of(Stream<CaseRow> rows, Instant now, ZoneId zone) {
    Instant midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    var reckoning = new Reckoning(now, midnight);
    rows.forEach(
        row -> {
          if (!row.receivedAt().isBefore(midnight)) {
            reckoning.today(row);
          }
          reckoning.standing(row);
        });
    return reckoning.figures();
  }

  private void today(CaseRow row) {
    int hour = hourOf(row.receivedAt());
    calls++;
    callsOfHour[hour]++;
    row.states().forEach((state, count) -> orders.merge(state, count, Integer::sum));
    row.sums().forEach(sum -> sums.merge(sum.currency(), sum, CaseSum::plus));
    if (row.hadHold()) {
      toHold.recordValue(row.toHoldMs());
      holdsOfHour[hour]++;
    }
  }

  /// What another process's clock has put a moment ahead belongs to the hour that runs.
  private int hourOf(Instant at) {
    return (int) Math.min(callsOfHour.length - 1L, Duration.between(midnight, at).toHours());
  }

  private void standing(CaseRow row) {
    awaiting += row.asked().size();
    holds += row.holds().size();
    for (OpenOrder order : row.open()) {
      One at = one(order.institution());
      at.open++;
      at.onDesk += order.state() == OrderState.ON_DESK ? 1 : 0;
      at.oldestOpenS = Math.min(at.oldestOpenS, order.orderedAtS());
      if (order.lateAt(now)) {
        at.late++;
        late++;
      }
    }
    long from = now.minus(WINDOW).getEpochSecond();
    for (Answered answer : row.answered()) {
      if (answer.orderedAtS() >= from && answer.orderedAtS() <= now.getEpochSecond()) {
        one(answer.institution()).took.recordValue(answer.tookMs());
      }
    }
  }

  private One one(String institution) {
    return institutions.computeIfAbsent(institution, id -> new One());
  }

  private static @Nullable Long at(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(percentile);
  }

  private Figures figures() {
    List<Figures.Hour> hours = new ArrayList<>();
    for (int hour = 0; hour < callsOfHour.length; hour++) {
      Instant from = midnight.plus(Duration.ofHours(hour));
      hours.add(new Figures.Hour(from, callsOfHour[hour], holdsOfHour[hour]));
    }
    List<Figures.Speed> speeds = new ArrayList<>();
    institutions.forEach((id, one) -> speeds.add(one.speed(id)));
    return new Figures(
        calls,
        orders,
        List.copyOf(sums.values()),
        Math.toIntExact(toHold.getTotalCount()),
        at(toHold, MEDIAN),
        awaiting,
        late,
        holds,
        hours,
        speeds);
  }
}
