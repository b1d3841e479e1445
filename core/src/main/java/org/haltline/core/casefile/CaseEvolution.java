package org.haltline.core.casefile;

import java.time.Instant;
import java.util.Objects;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Hold;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderState;

/// How a fact changes a case: state and event in, state out. Never refuses: what is journalled
/// happened.
public final class CaseEvolution {
  private CaseEvolution() {}

  /// The case after all of its facts, in their order.
  public static CaseState replay(CaseId caseId, Iterable<CaseEvent> events) {
    CaseState state = CaseState.none(caseId);
    for (CaseEvent event : events) {
      state = evolve(state, event);
    }
    return state;
  }

  public static CaseState evolve(CaseState state, CaseEvent event) {
    return switch (event) {
      case ReportFiled e -> state.opened(e.report());
      case PaymentsAdded e -> state.withPayments(e.payments());
      case LuresAdded e -> state.withLures(e.lures());
      case OrderIssued e -> state.with(OrderFile.opened(e.order(), OrderState.ISSUED));
      case OrderRequested e ->
          state.with(
              OrderFile.opened(e.order(), OrderState.REQUESTED)
                  .requested(e.requestedBy(), e.major(), e.because()));
      case OrderNotIssued e ->
          state.with(
              OrderFile.opened(e.order(), OrderState.NOT_ISSUED)
                  .notIssued(e.reason(), e.because()));
      case OrderApproved e ->
          state.leaving(state.known(e.orderId()).approved(e.order(), e.approvedBy()));
      case OrderDeclined e ->
          state.change(e.orderId(), file -> file.to(OrderState.DECLINED, e.reason()));
      case OrderTaken e ->
          state.change(
              e.orderId(), file -> file.taken(e.takenAt(), e.remark()).signed(e.signature()));
      case OrderDone e ->
          state.change(e.orderId(), file -> file.done(e.receipt(), e.hold()).signed(e.signature()));
      case OrderRefused e ->
          state.change(e.orderId(), file -> file.refused(e.receipt()).signed(e.signature()));
      case OrderUnknown e ->
          state.change(
              e.orderId(), file -> file.unknown(e.why(), e.saidAt()).signed(e.signature()));
      case OrderPutOnDesk e ->
          state.change(
              e.orderId(), file -> file.to(OrderState.ON_DESK, e.why()).signed(e.signature()));
      case OrderClaimed e -> state.change(e.orderId(), file -> file.claimed(e.by()));
      case OrderHandedBack e -> state.change(e.orderId(), OrderFile::handedBack);
      case OrderWithdrawn e ->
          state.change(
              e.orderId(), file -> file.to(OrderState.WITHDRAWN, "withdrawn by " + e.by()));
      case FeedbackContradicted e ->
          state.change(
              e.orderId(), file -> file.contradicted(e.receipt(), e.hold()).signed(e.signature()));
      case FindingsRecorded e -> state.finding(new Found(e.orderId(), e.source(), e.findings()));
      case AnswerOverdue e -> state.change(e.orderId(), OrderFile::late);
      case HoldReleased e -> holdEnds(state, e.orderId(), Hold.End.RELEASED, e.by());
      case HoldRenewed e -> holdEnds(state, e.orderId(), Hold.End.RENEWED, e.by());
      case HoldFrozen e -> holdEnds(state, e.orderId(), Hold.End.FROZEN, e.by());
      case HoldEndingSoon e -> state.change(e.orderId(), file -> file.warned(e.before()));
      case HoldLapsed e ->
          state.change(
              e.orderId(),
              file -> file.holding(hold(file).ended(Hold.End.LAPSED, e.endedAt(), null)));
      case FoundUnrelated e ->
          state.change(
              e.orderId(),
              file ->
                  file.unrelated(
                      new OrderFile.Unrelated(
                          e.foundBy(), e.reason(), e.foundAt(), e.letGoBy(), false)));
      case LettingGoOverdue e -> state.change(e.orderId(), OrderFile::letGoTooLate);
      case PaperAttached e ->
          state.change(
              e.orderId(), file -> file.withPaper(new OrderFile.Attached(e.name(), e.sha256())));
      case PaperOverdue e -> state.change(e.orderId(), file -> file.paperLate(e.name()));
      case NoteAdded e -> state.noting(e.note());
      case CaseLinked e -> state.linking(e.link());
      case CaseFiled e -> state.filedAs(e.policeCaseNumber());
      case CaseSolved e -> state.at(CaseStatus.SOLVED);
      case CaseClosed e -> state.at(CaseStatus.CLOSED);
    };
  }

  /// The hold ended when the order that ended it was answered.
  private static CaseState holdEnds(CaseState state, OrderId id, Hold.End how, OrderId by) {
    Instant at = state.known(by).answeredAt();
    return state.change(id, file -> file.holding(hold(file).ended(how, at, by)));
  }

  private static Hold hold(OrderFile file) {
    return Objects.requireNonNull(file.hold(), () -> "no hold on " + file.order().id());
  }
}
