package org.haltline.app.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderState;

/// What the day came to, counted from the facts alone.
public final class Figures {
  private final Map<CaseId, CaseState> cases = new LinkedHashMap<>();
  private final Map<String, Instant> sentAt = new ConcurrentHashMap<>();
  private final Histogram toBankMicros = new Histogram(60_000_000L, 3);
  private int refusedReports;

  /// When the report of this case was sent to the API.
  void sent(String caseId, Instant at) {
    sentAt.put(caseId, at);
  }

  /// A report that the house did not take.
  synchronized void refused() {
    refusedReports++;
  }

  /// An order of a report stands in the book of an institution that keeps accounts.
  synchronized void arrivedAtBank(String caseId, Instant at) {
    Instant from = sentAt.get(caseId);
    if (from != null) {
      toBankMicros.recordValue(Math.max(0, ChronoUnit.MICROS.between(from, at)));
    }
  }

  synchronized CaseState evolve(CaseEvent event) {
    CaseState before = cases.getOrDefault(event.caseId(), CaseState.none(event.caseId()));
    CaseState after = CaseEvolution.evolve(before, event);
    cases.put(event.caseId(), after);
    return after;
  }

  /// Whether every order has come to an end.
  public synchronized boolean isSettled() {
    return cases.values().stream()
        .flatMap(state -> state.orders().values().stream())
        .allMatch(file -> file.state().isEnd());
  }

  public synchronized Summary summary() {
    var states = new EnumMap<OrderState, Integer>(OrderState.class);
    int orders = 0;
    for (CaseState state : cases.values()) {
      for (OrderFile file : state.orders().values()) {
        orders++;
        states.merge(file.state(), 1, Integer::sum);
      }
    }
    return new Summary(
        cases.size(),
        refusedReports,
        orders,
        states,
        CaseSum.over(cases.values()),
        toBankMicros.getTotalCount(),
        toBankMicros.getValueAtPercentile(50) / 1_000.0,
        toBankMicros.getValueAtPercentile(99) / 1_000.0);
  }

  /// The closing table.
  ///
  /// @param toBankCount orders whose arrival at a bank was seen
  public record Summary(
      int reports,
      int reportsRefused,
      int orders,
      Map<OrderState, Integer> states,
      List<CaseSum> sums,
      long toBankCount,
      double toBankP50Ms,
      double toBankP99Ms) {

    int count(OrderState state) {
      return states.getOrDefault(state, 0);
    }
  }
}
