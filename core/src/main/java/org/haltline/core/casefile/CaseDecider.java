package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.OrderState;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What comes of a command on a case. Pure: the same state, command and `Asked` always give the
/// same decision.
public final class CaseDecider {
  /// How far a caller's clock may run ahead of ours before a payment's time is a slip of the pen.
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private final Rules rules;
  private final OrderPlan plan;
  private final IssueDecider issuing;
  private final ApprovalDecider approvals;
  private final ReleaseDecider releases;
  private final ReceiptDecider receipts;
  private final DeadlineDecider deadlines;

  public CaseDecider(Rules rules) {
    this.rules = rules;
    this.plan = new OrderPlan(rules);
    this.issuing = new IssueDecider(rules);
    this.approvals = new ApprovalDecider(rules);
    this.releases = new ReleaseDecider(rules);
    this.receipts = new ReceiptDecider(rules);
    this.deadlines = new DeadlineDecider(rules);
  }

  public Decision decide(CaseState state, CaseCommand command, Asked asked) {
    if (!state.exists() && !(command instanceof FileReport)) {
      return refused(Refusal.NO_SUCH_CASE, "caseId");
    }
    return switch (command) {
      case FileReport c -> fileReport(state, c, asked);
      case AddPayments c -> addPayments(state, c, asked);
      case AddLures c -> addLures(state, c, asked);
      case IssueOrder c -> issuing.issue(state, c, asked);
      case ApproveOrder c -> approvals.approve(state, c, asked);
      case DeclineOrder c -> approvals.decline(state, c, asked);
      case ReleaseOrder c -> releases.release(state, c, asked);
      case FindUnrelated c -> releases.findUnrelated(state, c, asked);
      case ClaimOrder c -> DeskDecider.claim(state, c, asked);
      case HandBackOrder c -> DeskDecider.handBack(state, c, asked);
      case RecordReceipt c -> receipts.record(state, c, asked);
      case RecordFindings c -> FindingsDecider.record(state, c, asked);
      case AttachPaper c -> approvals.attach(state, c);
      case AddNote c -> NotesDecider.add(state, c, asked);
      case LinkCase c -> NotesDecider.link(state, c, asked);
      case FileCase c -> fileCase(state, c);
      case SolveCase c -> solve(state, c);
      case CloseCase c -> close(state, c);
      case DeadlinePassed c -> deadlines.passed(state, c, asked);
    };
  }

  private Decision fileReport(CaseState state, FileReport command, Asked asked) {
    if (state.exists()) {
      return command.report().equals(state.report())
          ? NOTHING_NEW
          : refused(Refusal.CASE_EXISTS, "caseId");
    }
    Report report = command.report();
    Decision wrong = wrongTime("receivedAt", report.receivedAt(), asked);
    if (wrong == null) {
      wrong = wrongTime("pickedUpAt", report.pickedUpAt(), asked);
    }
    if (wrong == null) {
      wrong = wrongPayments(Set.of(), report.payments(), asked);
    }
    if (wrong != null) {
      return wrong;
    }
    var numbers = new OrderNumbers(asked.at(), asked.seed());
    var events = new ArrayList<CaseEvent>();
    events.add(new ReportFiled(command.caseId(), report));
    CallersOwn own = CallersOwn.in(report);
    events.addAll(plan.forPayments(state, report.payments(), own, asked, numbers));
    events.addAll(plan.forLures(state, report.lures(), own, asked, numbers));
    return accepted(events);
  }

  private Decision addPayments(CaseState state, AddPayments command, Asked asked) {
    Set<Payment.Movement> known = state.movements();
    if (known.containsAll(movements(command.payments()))) {
      return NOTHING_NEW;
    }
    if (state.status() == CaseStatus.CLOSED) {
      return refused(Refusal.CASE_CLOSED, "caseId");
    }
    Decision wrong = wrongPayments(known, command.payments(), asked);
    if (wrong != null) {
      return wrong;
    }
    var numbers = new OrderNumbers(asked.at(), asked.seed());
    var events = new ArrayList<CaseEvent>();
    events.add(new PaymentsAdded(command.caseId(), command.payments()));
    CallersOwn own = CallersOwn.in(state, command.payments());
    events.addAll(
        plan.forPayments(state, notYetStopped(state, command.payments()), own, asked, numbers));
    return accepted(events);
  }

  /// What was still to leave was counted by the stop that went out then: the money runs into it,
  /// and the account's second stop is not spent on the same payment.
  private static List<Payment> notYetStopped(CaseState state, List<Payment> payments) {
    var before = new ArrayList<>(state.payments());
    var rest = new ArrayList<Payment>();
    for (Payment payment : payments) {
      int announced = CaseState.announced(before, payment);
      if (announced < 0) {
        rest.add(payment);
      } else {
        Payment since = payment.since(before.remove(announced));
        if (!isStopped(state, since)) {
          rest.add(since);
        }
      }
    }
    return rest;
  }

  private static boolean isStopped(CaseState state, Payment payment) {
    return state.orders().values().stream()
        .filter(file -> file.isOpen() || file.holdStands())
        .map(OrderFile::order)
        .anyMatch(
            order ->
                order.kind() == OrderKind.STOP_PAYMENT
                    && order.targetKey().equals(payment.payee().settledKey()));
  }

  private Decision addLures(CaseState state, AddLures command, Asked asked) {
    var known = new HashSet<String>();
    state.lures().forEach(lure -> known.add(lure.subject().key()));
    List<Routed<Subject>> fresh =
        command.lures().stream().filter(lure -> known.add(lure.subject().key())).toList();
    if (fresh.isEmpty()) {
      return NOTHING_NEW;
    }
    if (state.status() == CaseStatus.CLOSED) {
      return refused(Refusal.CASE_CLOSED, "caseId");
    }
    var numbers = new OrderNumbers(asked.at(), asked.seed());
    var events = new ArrayList<CaseEvent>();
    events.add(new LuresAdded(command.caseId(), fresh));
    CallersOwn own = CallersOwn.in(state, List.of());
    events.addAll(plan.forLures(state, fresh, own, asked, numbers));
    return accepted(events);
  }

  private @Nullable Decision wrongPayments(
      Set<Payment.Movement> known, List<Payment> payments, Asked asked) {
    var seen = new HashSet<>(known);
    for (int i = 0; i < payments.size(); i++) {
      Payment payment = payments.get(i);
      String at = "payments[" + i + "]";
      Decision wrong = Sums.wrong(payment.amount(), at + ".amount", rules.book());
      if (wrong != null) {
        return wrong;
      }
      wrong = wrongTime(at + ".leftAt", payment.leftAt(), asked);
      if (wrong != null) {
        return wrong;
      }
      if (!seen.add(payment.movement())) {
        return refused(Refusal.DUPLICATE_PAYMENT, at);
      }
    }
    return null;
  }

  private @Nullable Decision wrongTime(String field, @Nullable Instant told, Asked asked) {
    Duration oldest = rules.book().oldestPayment();
    boolean credible =
        told == null
            || (!told.isAfter(asked.at().plus(CLOCK_TOLERANCE))
                && !told.isBefore(asked.at().minus(oldest)));
    return credible
        ? null
        : refused(Refusal.TIME_OUT_OF_RANGE, field, Why.AT_MOST_DAYS_AGO, oldest.toDays());
  }

  private static Set<Payment.Movement> movements(List<Payment> payments) {
    return payments.stream().map(Payment::movement).collect(Collectors.toUnmodifiableSet());
  }

  private static Decision fileCase(CaseState state, FileCase command) {
    if (command.policeCaseNumber().isBlank()) {
      return refused(Refusal.REASON_MISSING, "policeCaseNumber");
    }
    return switch (state.status()) {
      case NONE -> refused(Refusal.NO_SUCH_CASE, "caseId");
      case REPORTED -> accepted(new CaseFiled(state.caseId(), command.policeCaseNumber()));
      case FILED, SOLVED, CLOSED -> {
        if (command.policeCaseNumber().equals(state.policeCaseNumber())) {
          yield NOTHING_NEW;
        }
        yield state.status() == CaseStatus.CLOSED
            ? refused(Refusal.CASE_CLOSED, "caseId")
            : refused(Refusal.WRONG_STATUS, "policeCaseNumber");
      }
    };
  }

  private static Decision solve(CaseState state, SolveCase command) {
    if (command.how().isBlank()) {
      return refused(Refusal.REASON_MISSING, "how");
    }
    return switch (state.status()) {
      case NONE -> refused(Refusal.NO_SUCH_CASE, "caseId");
      case REPORTED -> refused(Refusal.CASE_NOT_FILED, "caseId");
      case FILED -> accepted(new CaseSolved(state.caseId(), command.how()));
      case SOLVED -> NOTHING_NEW;
      case CLOSED -> refused(Refusal.CASE_CLOSED, "caseId");
    };
  }

  /// A case closes only when no money is held, and no hold is on its way or asked for.
  private static Decision close(CaseState state, CloseCase command) {
    if (state.status() == CaseStatus.CLOSED) {
      return NOTHING_NEW;
    }
    if (command.why().isBlank()) {
      return refused(Refusal.REASON_MISSING, "why");
    }
    for (OrderFile file : state.orders().values()) {
      boolean mayYetHold = file.isOpen() || file.state() == OrderState.REQUESTED;
      if (file.order().kind().holdsMoney() && (file.holdStands() || mayYetHold)) {
        return refused(Refusal.HOLD_STANDS, file.order().id().digits());
      }
    }
    return accepted(new CaseClosed(state.caseId(), command.why()));
  }
}
