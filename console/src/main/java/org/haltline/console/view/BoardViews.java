package org.haltline.console.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.haltline.console.view.CaseView.SumView;
import org.haltline.core.board.CaseRow;
import org.haltline.core.board.Happening;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.Payment;
import org.haltline.core.casefile.Report;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// The lists that a supervisor, a wallboard and a desk look at. Each says of which moment it tells.
public final class BoardViews {
  private BoardViews() {}

  /// A list with its moment.
  public record ApprovalsView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant asOf,
      boolean catchingUp,
      List<ApprovalView> approvals) {}

  /// An order that waits for a second person.
  ///
  /// @param applicant what whoever asked for it is called; absent where nobody knows
  /// @param may whether whoever asks may be that person, and nothing is missing
  /// @param because why not; absent where one may
  public record ApprovalView(
      String caseId,
      String status,
      String kind,
      OrderView order,
      @Nullable String applicant,
      String why,
      @Nullable SecondView second,
      List<String> papersMissing,
      boolean may,
      @Nullable String because) {}

  /// Who may agree.
  public record SecondView(String role, String level) {}

  /// A list with its moment.
  public record HoldsView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant asOf,
      boolean catchingUp,
      List<OfCaseView> holds) {}

  /// An order of a case.
  ///
  /// @param lateS seconds since its answer should have come; absent where that is not the matter
  public record OfCaseView(
      String caseId, OrderView order, @Nullable Long lateS, @Nullable CatchableView catchable) {}

  /// A list with its moment.
  public record UnansweredView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant asOf,
      boolean catchingUp,
      List<OfCaseView> orders) {}

  /// The figures of the day.
  public record FiguresView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant asOf,
      boolean catchingUp,
      int calls,
      List<CountView> orders,
      List<SumView> sums,
      int casesWithHold,
      @Nullable Double toHoldMedianS,
      int awaiting,
      int late,
      int holds,
      List<HourView> hours,
      List<SpeedView> institutions,
      List<HappeningView> events) {}

  /// What one hour of the day brought.
  public record HourView(Instant from, int calls, int casesWithHold) {}

  /// How many orders stand in one state.
  public record CountView(String state, int count) {}

  /// What one institution has before it, and how fast it answers.
  ///
  /// @param answerWithinS what the rulebook gives it for a stop
  public record SpeedView(
      String id,
      int open,
      int onDesk,
      int late,
      @Nullable Instant oldestOpenAt,
      int answered,
      @Nullable Long p50Ms,
      @Nullable Long p90Ms,
      long answerWithinS) {}

  /// One of the last things worth a line.
  public record HappeningView(
      Instant at,
      String type,
      String caseId,
      @Nullable String orderId,
      @Nullable String kind,
      @Nullable String institution,
      @Nullable String amount,
      @Nullable String currency) {

    public static HappeningView of(Happening it) {
      Money held = it.held();
      return new HappeningView(
          it.at(),
          it.type(),
          it.caseId().value(),
          it.orderId() == null ? null : it.orderId().digits(),
          it.kind() == null ? null : it.kind().name(),
          it.institution(),
          held == null ? null : held.decimal().toPlainString(),
          held == null ? null : held.currency());
    }
  }

  /// A list with its moment.
  public record CasesView(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant asOf,
      boolean catchingUp,
      List<CaseLineView> cases,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

  /// A case in a list.
  public record CaseLineView(
      String caseId,
      String status,
      String kind,
      Report.Caller caller,
      Instant receivedAt,
      List<SumView> sums,
      @Nullable Instant goldenUntil,
      int openOrders,
      int standingHolds,
      int awaiting) {

    public static CaseLineView of(CaseState state, CaseRow row, Rulebook book) {
      return of(state, book, row.open().size(), row.holds().size(), row.asked().size());
    }

    /// Of a case that no board holds a row of.
    public static CaseLineView of(CaseState state, Rulebook book) {
      int open = 0;
      int holds = 0;
      int asked = 0;
      for (OrderFile file : state.orders().values()) {
        open += file.isOpen() ? 1 : 0;
        holds += file.holdStands() ? 1 : 0;
        asked += file.state() == OrderState.REQUESTED ? 1 : 0;
      }
      return of(state, book, open, holds, asked);
    }

    private static CaseLineView of(CaseState state, Rulebook book, int open, int holds, int asked) {
      Report report = Objects.requireNonNull(state.report(), "a case begins with a report");
      return new CaseLineView(
          state.caseId().value(),
          state.status().name(),
          report.fraudKind(),
          report.caller(),
          report.receivedAt(),
          CaseSum.of(state).stream().map(SumView::of).toList(),
          state.payments().stream()
              .filter(Payment::hasLeft)
              .map(it -> Objects.requireNonNull(it.leftAt()).plus(book.goldenTime()))
              .max(Instant::compareTo)
              .orElse(null),
          open,
          holds,
          asked);
    }
  }
}
