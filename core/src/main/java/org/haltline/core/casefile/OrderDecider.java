package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseCommand.*;
import org.haltline.core.casefile.CaseEvent.*;
import org.haltline.core.order.Actor;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.order.Rulebook.Paper;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Orders given by hand: issued, asked for, approved, declined, released.
final class OrderDecider {
  private final Rules rules;
  private final Drafting drafting;

  OrderDecider(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
  }

  Decision issue(CaseState state, IssueOrder command, Asked asked) {
    OrderKind kind = command.kind();
    OrderFile original = command.original() == null ? null : state.order(command.original());
    if (command.original() != null && original == null) {
      return refused(Refusal.ORIGINAL_MISSING, "original");
    }
    if (kind.letsGo()) {
      return letGo(state, command, original, asked);
    }
    OrderId id = new OrderNumbers(asked.at(), asked.seed()).next();
    if (state.order(id) != null) {
      return NOTHING_NEW;
    }
    if (state.status() == CaseStatus.CLOSED) {
      return refused(Refusal.CASE_CLOSED, "caseId");
    }
    KindRule rule = rules.book().rule(kind);
    if (rule.needsFiledCase() && state.status() == CaseStatus.REPORTED) {
      return refused(Refusal.CASE_NOT_FILED, "kind");
    }
    if (command.reason().isBlank()) {
      return refused(Refusal.REASON_MISSING, "reason");
    }
    if (kind.needsOriginal() && (original == null || !carriesOn(kind, original))) {
      return refused(Refusal.ORIGINAL_MISSING, "original", "needs a standing hold to carry on");
    }
    Subject target = command.target();
    String institution = command.institution();
    boolean sameTarget = original != null && kind != OrderKind.STOP_PAYMENT && target == null;
    if (sameTarget) {
      target = Objects.requireNonNull(original).order().target();
      institution = original.order().institution();
    }
    if (target == null || !fits(kind, target)) {
      return refused(Refusal.WRONG_TARGET, "target", kind + " does not fit this target");
    }
    if (institution == null) {
      return refused(Refusal.INSTITUTION_MISSING, "institution");
    }
    Money amount = command.amount() == null ? inherited(kind, original) : command.amount();
    Decision wrongSum = wrongSum(kind, amount);
    if (wrongSum != null) {
      return wrongSum;
    }
    var guarded = rules.protectedList().reason(target, command.holder());
    if (guarded.isPresent()) {
      return refused(Refusal.TARGET_PROTECTED, "target", guarded.get());
    }
    Order order =
        drafting.order(
            id,
            kind,
            institution,
            target,
            amount,
            command.reason(),
            original,
            List.of(),
            command.major(),
            asked);
    if (rule.approval() != null) {
      return accepted(new OrderRequested(state.caseId(), order, asked.by().id(), command.major()));
    }
    if (drafting.capReached(order, asked)) {
      return refused(
          Refusal.CAP_REACHED, "target", "at most " + rule.mostPerTarget() + " on one account");
    }
    return accepted(new OrderIssued(state.caseId(), order));
  }

  Decision approve(CaseState state, ApproveOrder command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    Order order = file.order();
    if (file.state() != OrderState.REQUESTED) {
      return asked.by().id().equals(file.approvedBy())
          ? NOTHING_NEW
          : refused(Refusal.ORDER_NOT_WAITING, order.id().digits());
    }
    if (asked.by().id().equals(file.requestedBy())) {
      return refused(Refusal.OWN_REQUEST, order.id().digits());
    }
    KindRule rule = rules.book().rule(order.kind());
    Approval approval = rule.approval();
    if (approval != null && !mayApprove(asked.by(), approval, file.major())) {
      var level = file.major() ? approval.majorLevel() : approval.level();
      return refused(
          Refusal.NOT_ALLOWED_TO_APPROVE,
          order.id().digits(),
          approval.role() + " of " + level + " level or above");
    }
    if (state.status() == CaseStatus.CLOSED) {
      return refused(Refusal.CASE_CLOSED, "caseId");
    }
    for (Paper paper : rule.papers()) {
      if (paper.isNeededBefore() && !file.papers().contains(paper.name())) {
        return refused(Refusal.PAPER_MISSING, order.id().digits(), paper.name());
      }
    }
    if (drafting.capReached(order, asked)) {
      return refused(
          Refusal.CAP_REACHED,
          order.id().digits(),
          "at most " + rule.mostPerTarget() + " on one account");
    }
    OrderFile original = order.original() == null ? null : state.order(order.original());
    Order leaving = drafting.leavingAt(order, original, file.major(), asked.at());
    return accepted(new OrderApproved(state.caseId(), leaving, asked.by().id()));
  }

  Decision decline(CaseState state, DeclineOrder command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    if (file.state() == OrderState.DECLINED) {
      return NOTHING_NEW;
    }
    if (file.state() != OrderState.REQUESTED) {
      return refused(Refusal.ORDER_NOT_WAITING, command.orderId().digits());
    }
    // The requester may take an own request back; anyone else needs the standing to approve it.
    Approval approval = rules.book().rule(file.order().kind()).approval();
    boolean own = asked.by().id().equals(file.requestedBy());
    if (!own && approval != null && !mayApprove(asked.by(), approval, file.major())) {
      return refused(Refusal.NOT_ALLOWED_TO_APPROVE, command.orderId().digits());
    }
    return accepted(
        new OrderDeclined(state.caseId(), command.orderId(), asked.by().id(), command.reason()));
  }

  /// Passes in every status of the case and for every target: letting go is never refused for what
  /// the case is.
  Decision release(CaseState state, ReleaseOrder command, Asked asked) {
    OrderFile named = state.order(command.orderId());
    if (named == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    if (command.reason().isBlank()) {
      return refused(Refusal.REASON_MISSING, "reason");
    }
    OrderFile file = Releases.carriedOnBy(state, named);
    if (Releases.openFor(state, file) != null) {
      return NOTHING_NEW;
    }
    if (!file.order().kind().leavesStanding() || !(file.holdStands() || file.isOpen())) {
      return refused(Refusal.NOTHING_TO_RELEASE, command.orderId().digits());
    }
    return accepted(
        Releases.of(
            state,
            file,
            command.reason(),
            drafting,
            new OrderNumbers(asked.at(), asked.seed()),
            asked));
  }

  Decision attach(CaseState state, AttachPaper command) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    boolean wanted =
        rules.book().rule(file.order().kind()).papers().stream()
            .anyMatch(paper -> paper.name().equals(command.name()));
    if (!wanted) {
      return refused(Refusal.PAPER_UNKNOWN, "name", command.name());
    }
    return file.papers().contains(command.name())
        ? NOTHING_NEW
        : accepted(
            new PaperAttached(state.caseId(), command.orderId(), command.name(), command.sha256()));
  }

  private Decision letGo(
      CaseState state, IssueOrder command, @Nullable OrderFile original, Asked asked) {
    if (original == null) {
      return refused(Refusal.ORIGINAL_MISSING, "original");
    }
    OrderKind made = Releases.carriedOnBy(state, original).order().kind();
    if (!made.leavesStanding() || made.endedBy() != command.kind()) {
      return refused(Refusal.WRONG_TARGET, "kind", command.kind() + " does not end " + made);
    }
    return release(
        state, new ReleaseOrder(state.caseId(), original.order().id(), command.reason()), asked);
  }

  private @Nullable Decision wrongSum(OrderKind kind, @Nullable Money amount) {
    if (!kind.namesSum()) {
      return amount == null ? null : refused(Refusal.AMOUNT_NOT_WANTED, "amount");
    }
    return amount == null
        ? refused(Refusal.AMOUNT_MISSING, "amount")
        : Sums.wrong(amount, "amount", rules.book());
  }

  private static @Nullable Money inherited(OrderKind kind, @Nullable OrderFile original) {
    if (original == null || !kind.namesSum()) {
      return null;
    }
    Money held = original.hold() == null ? null : original.hold().held();
    return held == null || held.isZero() ? original.order().amount() : held;
  }

  private static boolean carriesOn(OrderKind kind, OrderFile original) {
    OrderKind made = original.order().kind();
    boolean fits =
        kind == OrderKind.PROLONG
            ? made == OrderKind.STOP_PAYMENT || made == OrderKind.PROLONG
            : made == OrderKind.FREEZE || made == OrderKind.RENEW;
    return fits && original.holdStands();
  }

  private static boolean mayApprove(Actor by, Approval approval, boolean major) {
    PoliceUnit unit = by.unit();
    var needed = major ? approval.majorLevel() : approval.level();
    return by.has(approval.role()) && unit != null && unit.level().compareTo(needed) >= 0;
  }

  private static boolean fits(OrderKind kind, Subject target) {
    return switch (target) {
      case BankAccount _ ->
          switch (kind) {
            case STOP_PAYMENT,
                PROLONG,
                FREEZE,
                RENEW,
                HOLDER_QUERY,
                TRANSACTION_QUERY,
                WATCH,
                RECALL,
                REPORT_TO_PLATFORM ->
                true;
            case RELEASE,
                UNFREEZE,
                SUSPEND_NUMBER,
                RESTORE_NUMBER,
                INTERCEPT_CALLS,
                BLOCK_LINK,
                LIFT,
                WARNING_MESSAGE ->
                false;
          };
      case PhoneNumber _ ->
          kind == OrderKind.SUSPEND_NUMBER
              || kind == OrderKind.INTERCEPT_CALLS
              || kind == OrderKind.HOLDER_QUERY
              || kind == OrderKind.WARNING_MESSAGE;
      case Link _ -> kind == OrderKind.BLOCK_LINK;
      case ChatAccount _, App _, EmailAddress _ -> kind == OrderKind.REPORT_TO_PLATFORM;
      case Person _, IdDocument _ -> kind == OrderKind.HOLDER_QUERY;
    };
  }
}
