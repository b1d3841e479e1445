package org.haltline.core.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;

/// How the day goes.
///
/// @param calls reports taken since midnight, in the centre's own time
/// @param orders of these cases, how many stand where
/// @param sums over these cases, one for each currency
/// @param casesWithHold of these, those in which money was held
/// @param toHoldMedianMs from the report to the first money held, over those; null while there is
///   none
/// @param awaiting orders that wait for a second person, in all cases
/// @param late open orders whose answer should have come by now, in all cases
/// @param holds that stand, in all cases
/// @param hours of these reports, one after another from midnight to the hour that runs
public record Figures(
    int calls,
    Map<OrderState, Integer> orders,
    List<CaseSum> sums,
    int casesWithHold,
    @Nullable Long toHoldMedianMs,
    int awaiting,
    int late,
    int holds,
    List<Hour> hours,
    List<Speed> institutions) {

  public Figures {
    orders = Map.copyOf(orders);
    sums = List.copyOf(sums);
    hours = List.copyOf(hours);
    institutions = List.copyOf(institutions);
  }

  /// What one hour brought.
  ///
  /// @param casesWithHold of its reports, those of which money was held by now
  public record Hour(Instant from, int calls, int casesWithHold) {}

  /// What one institution has before it, and how fast it answered during the last day.
  ///
  /// @param oldestOpenS when the oldest of its open orders was given, in seconds since 1970; null
  ///   where none is open
  /// @param p50Ms from order to answer; null where nothing was answered
  public record Speed(
      String institution,
      int open,
      int onDesk,
      int late,
      @Nullable Long oldestOpenS,
      int answered,
      @Nullable Long p50Ms,
      @Nullable Long p90Ms) {}
}
