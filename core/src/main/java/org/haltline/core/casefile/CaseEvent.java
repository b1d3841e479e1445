package org.haltline.core.casefile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Hold;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One fact of one case, in journal order. Money is in minor units; instants are UTC. Who and when
/// stand in the fact's head.
public sealed interface CaseEvent {
  CaseId caseId();

  record ReportFiled(CaseId caseId, Report report) implements CaseEvent {}

  record PaymentsAdded(CaseId caseId, List<Payment> payments) implements CaseEvent {
    public PaymentsAdded {
      payments = List.copyOf(payments);
    }
  }

  record LuresAdded(CaseId caseId, List<Routed<Subject>> lures) implements CaseEvent {
    public LuresAdded {
      lures = List.copyOf(lures);
    }
  }

  /// A fact of one order.
  sealed interface OrderEvent extends CaseEvent {
    OrderId orderId();
  }

  /// A fact that came of a word about an order that had gone out. The first such fact keeps the
  /// signature that the order bore, and so does one that tells of another.
  sealed interface Heard extends OrderEvent {
    /// Null in what was written before orders were signed, and where it is known already.
    @Nullable OrderSignature signature();

    Heard signed(OrderSignature signature);
  }

  /// Decided and on its way.
  record OrderIssued(CaseId caseId, Order order) implements OrderEvent {
    @Override
    public OrderId orderId() {
      return order.id();
    }
  }

  /// Asked for, waits for a second person.
  ///
  /// @param because why its target is protected, in both languages; null where it is not
  record OrderRequested(
      CaseId caseId, Order order, String requestedBy, boolean major, @Nullable String because)
      implements OrderEvent {
    public OrderRequested(CaseId caseId, Order order, String requestedBy, boolean major) {
      this(caseId, order, requestedBy, major, null);
    }

    @Override
    public OrderId orderId() {
      return order.id();
    }
  }

  /// Wanted, and never left: journalled with its reason so that nobody thinks it did.
  ///
  /// @param because more of it, in both languages
  record OrderNotIssued(CaseId caseId, Order order, ReasonCode reason, String because)
      implements OrderEvent {
    @Override
    public OrderId orderId() {
      return order.id();
    }
  }

  /// The second person agreed; the order leaves as it stands here, its times counted from now.
  record OrderApproved(CaseId caseId, Order order, String approvedBy) implements OrderEvent {
    @Override
    public OrderId orderId() {
      return order.id();
    }
  }

  record OrderDeclined(CaseId caseId, OrderId orderId, String declinedBy, String reason)
      implements OrderEvent {}

  /// The adapter has it.
  ///
  /// @param remark what people must know before the answer comes; null where there is nothing
  record OrderTaken(
      CaseId caseId,
      OrderId orderId,
      Instant takenAt,
      @Nullable String remark,
      @Nullable OrderSignature signature)
      implements Heard {
    public OrderTaken(CaseId caseId, OrderId orderId, Instant takenAt, @Nullable String remark) {
      this(caseId, orderId, takenAt, remark, null);
    }

    @Override
    public OrderTaken signed(OrderSignature by) {
      return new OrderTaken(caseId, orderId, takenAt, remark, by);
    }
  }

  /// Carried out. `hold` is what it left standing, null for kinds that leave nothing.
  record OrderDone(
      CaseId caseId,
      OrderId orderId,
      Receipt.Done receipt,
      @Nullable Hold hold,
      @Nullable OrderSignature signature)
      implements Heard {
    public OrderDone(CaseId caseId, OrderId orderId, Receipt.Done receipt, @Nullable Hold hold) {
      this(caseId, orderId, receipt, hold, null);
    }

    @Override
    public OrderDone signed(OrderSignature by) {
      return new OrderDone(caseId, orderId, receipt, hold, by);
    }
  }

  record OrderRefused(
      CaseId caseId, OrderId orderId, Receipt.Refused receipt, @Nullable OrderSignature signature)
      implements Heard {
    public OrderRefused(CaseId caseId, OrderId orderId, Receipt.Refused receipt) {
      this(caseId, orderId, receipt, null);
    }

    @Override
    public OrderRefused signed(OrderSignature by) {
      return new OrderRefused(caseId, orderId, receipt, by);
    }
  }

  /// No answer in time, as of `saidAt`.
  record OrderUnknown(
      CaseId caseId,
      OrderId orderId,
      String why,
      Instant saidAt,
      @Nullable OrderSignature signature)
      implements Heard {
    public OrderUnknown(CaseId caseId, OrderId orderId, String why, Instant saidAt) {
      this(caseId, orderId, why, saidAt, null);
    }

    @Override
    public OrderUnknown signed(OrderSignature by) {
      return new OrderUnknown(caseId, orderId, why, saidAt, by);
    }
  }

  record OrderPutOnDesk(
      CaseId caseId, OrderId orderId, String why, @Nullable OrderSignature signature)
      implements Heard {
    public OrderPutOnDesk(CaseId caseId, OrderId orderId, String why) {
      this(caseId, orderId, why, null);
    }

    @Override
    public OrderPutOnDesk signed(OrderSignature by) {
      return new OrderPutOnDesk(caseId, orderId, why, by);
    }
  }

  /// Somebody at the institution has it in hand now: nobody else answers it unknowingly.
  ///
  /// @param takenOverFrom id of who had it in hand before; null when nobody had
  record OrderClaimed(CaseId caseId, OrderId orderId, Claimant by, @Nullable String takenOverFrom)
      implements OrderEvent {}

  /// Put back on the desk unanswered, for a colleague.
  ///
  /// @param why a word for whoever takes it next
  record OrderHandedBack(CaseId caseId, OrderId orderId, String by, @Nullable String why)
      implements OrderEvent {}

  /// Called back by a letting-go on the same target; never sent again. The institution may yet say
  /// that it had done it, or that it had not.
  record OrderWithdrawn(CaseId caseId, OrderId orderId, OrderId by) implements OrderEvent {}

  /// An answer after the first valid one that says something else, or one that cannot be right as
  /// it stands: kept and shown, and the order stays as it was. A hold that such an answer reveals
  /// on a withdrawn order is counted as standing.
  record FeedbackContradicted(
      CaseId caseId,
      OrderId orderId,
      Receipt receipt,
      @Nullable Hold hold,
      @Nullable OrderSignature signature)
      implements Heard {
    public FeedbackContradicted(
        CaseId caseId, OrderId orderId, Receipt receipt, @Nullable Hold hold) {
      this(caseId, orderId, receipt, hold, null);
    }

    @Override
    public FeedbackContradicted signed(OrderSignature by) {
      return new FeedbackContradicted(caseId, orderId, receipt, hold, by);
    }
  }

  /// What the institution told about accounts, without what was known already. A long statement is
  /// several of these in one step.
  record FindingsRecorded(CaseId caseId, OrderId orderId, FindingSource source, Findings findings)
      implements OrderEvent {}

  record AnswerOverdue(CaseId caseId, OrderId orderId, Instant dueAt) implements OrderEvent {}

  record HoldReleased(CaseId caseId, OrderId orderId, OrderId by) implements OrderEvent {}

  /// Carried on by a later order on the same account.
  record HoldRenewed(CaseId caseId, OrderId orderId, OrderId by) implements OrderEvent {}

  /// Turned into a freeze.
  record HoldFrozen(CaseId caseId, OrderId orderId, OrderId by) implements OrderEvent {}

  record HoldEndingSoon(CaseId caseId, OrderId orderId, Instant endsAt, Duration before)
      implements OrderEvent {}

  record HoldLapsed(CaseId caseId, OrderId orderId, Instant endedAt) implements OrderEvent {}

  /// What the order holds has nothing to do with the fraud: the letting-go leaves in the same step.
  ///
  /// @param letGoBy when it must be free at the latest
  record FoundUnrelated(
      CaseId caseId,
      OrderId orderId,
      String foundBy,
      String reason,
      Instant foundAt,
      Instant letGoBy)
      implements OrderEvent {}

  /// Found unrelated, and still held when it had to be free.
  record LettingGoOverdue(CaseId caseId, OrderId orderId, Instant dueAt) implements OrderEvent {}

  record PaperAttached(CaseId caseId, OrderId orderId, String name, String sha256)
      implements OrderEvent {}

  record PaperOverdue(CaseId caseId, OrderId orderId, String name) implements OrderEvent {}

  record NoteAdded(CaseId caseId, CaseNote note) implements CaseEvent {}

  /// The other case was told the same.
  record CaseLinked(CaseId caseId, CaseLink link) implements CaseEvent {}

  record CaseFiled(CaseId caseId, String policeCaseNumber) implements CaseEvent {}

  record CaseSolved(CaseId caseId, String how) implements CaseEvent {}

  record CaseClosed(CaseId caseId, String why) implements CaseEvent {}
}
