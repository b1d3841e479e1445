package org.haltline.core.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseStatus;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Report;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderState;
import org.jspecify.annotations.Nullable;

/// What the board remembers of a case: marks of what is open, and figures. Nobody's name, and of
/// the caller's number no more than tells one from another.
///
/// @param version of the case that this is made of
/// @param caller see [CallerNumber]
/// @param toHoldMs from the report to the first money held; below zero where none was
/// @param asked the orders that wait for a second person
/// @param answered what was answered to orders of the last day; older ones are forgotten
/// @param states how many of its orders stand where, for a case of the last day; else empty
public record CaseRow(
    CaseId caseId,
    long version,
    CaseStatus status,
    String kind,
    Instant receivedAt,
    long caller,
    List<CaseSum> sums,
    long toHoldMs,
    List<OrderId> asked,
    List<OpenOrder> open,
    List<StandingHold> holds,
    List<Answered> answered,
    Map<OrderState, Integer> states) {
  private static final long NO_HOLD = -1;

  public CaseRow {
    kind = kind.intern();
    sums = List.copyOf(sums);
    asked = List.copyOf(asked);
    open = List.copyOf(open);
    holds = List.copyOf(holds);
    answered = List.copyOf(answered);
    states = Map.copyOf(states);
  }

  /// @param lately what was ordered or reported before this is not counted any more
  static CaseRow of(CaseState state, long version, Instant lately) {
    Report report = Objects.requireNonNull(state.report(), "a case begins with a report");
    var asked = new ArrayList<OrderId>();
    var open = new ArrayList<OpenOrder>();
    var holds = new ArrayList<StandingHold>();
    var answered = new ArrayList<Answered>();
    var states = new EnumMap<OrderState, Integer>(OrderState.class);
    long toHoldMs = NO_HOLD;
    for (OrderFile file : state.orders().values()) {
      states.merge(file.state(), 1, Integer::sum);
      if (file.state() == OrderState.REQUESTED) {
        asked.add(file.order().id());
      }
      if (file.isOpen()) {
        open.add(OpenOrder.of(file));
      }
      if (file.holdStands()) {
        holds.add(StandingHold.of(file));
      }
      Answered answer = Answered.of(file);
      if (answer != null) {
        answered.add(answer);
      }
      toHoldMs = sooner(toHoldMs, report, file.hold());
    }
    return new CaseRow(
            state.caseId(),
            version,
            state.status(),
            report.fraudKind(),
            report.receivedAt(),
            CallerNumber.of(report.caller().phone()),
            CaseSum.of(state),
            toHoldMs,
            asked,
            open,
            holds,
            answered,
            states)
        .since(lately);
  }

  private static long sooner(long soonest, Report report, @Nullable Hold hold) {
    if (hold == null || hold.held() == null || hold.held().isZero()) {
      return soonest;
    }
    long ms = Math.max(0, hold.startsAt().toEpochMilli() - report.receivedAt().toEpochMilli());
    return soonest == NO_HOLD ? ms : Math.min(soonest, ms);
  }

  /// This row without what is older.
  CaseRow since(Instant lately) {
    List<Answered> kept =
        answered.stream().filter(it -> it.orderedAtS() >= lately.getEpochSecond()).toList();
    Map<OrderState, Integer> counted = receivedAt.isBefore(lately) ? Map.of() : states;
    return kept.size() == answered.size() && counted.size() == states.size()
        ? this
        : new CaseRow(
            caseId,
            version,
            status,
            kind,
            receivedAt,
            caller,
            sums,
            toHoldMs,
            asked,
            open,
            holds,
            kept,
            counted);
  }

  public boolean hadHold() {
    return toHoldMs >= 0;
  }

  /// Whether nothing more is to come of it by itself.
  boolean isQuiet() {
    return asked.isEmpty() && open.isEmpty() && holds.isEmpty();
  }
}
