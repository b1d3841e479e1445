package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.ApproveOrder;
import org.haltline.core.casefile.CaseCommand.AttachPaper;
import org.haltline.core.casefile.CaseCommand.DeclineOrder;
import org.haltline.core.casefile.CaseEvent.OrderApproved;
import org.haltline.core.casefile.CaseEvent.OrderDeclined;
import org.haltline.core.casefile.CaseEvent.PaperAttached;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.KindRule;

/// The second person, and the papers that an order needs.
final class ApprovalDecider {
  private final Rules rules;
  private final Drafting drafting;
  private final ReleaseDecider releases;

  ApprovalDecider(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
    this.releases = new ReleaseDecider(rules);
  }

  Decision approve(CaseState state, ApproveOrder command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    Order order = file.order();
    String id = order.id().digits();
    if (file.state() != OrderState.REQUESTED) {
      return asked.by().id().equals(file.approvedBy())
          ? NOTHING_NEW
          : refused(Refusal.ORDER_NOT_WAITING, id);
    }
    if (asked.by().id().equals(file.requestedBy())) {
      return refused(Refusal.OWN_REQUEST, id);
    }
    KindRule rule = rules.book().rule(order.kind());
    Approval approval = Protection.approval(rules, order);
    if (approval != null && !SecondPerson.of(approval, file.major()).is(asked.by())) {
      return refused(Refusal.NOT_ALLOWED_TO_APPROVE, id, needed(approval, file.major()));
    }
    if (order.kind().letsGo()) {
      return releases.approved(state, file, asked);
    }
    if (state.status() == CaseStatus.CLOSED) {
      return refused(Refusal.CASE_CLOSED, "caseId");
    }
    List<String> missing = SecondPerson.papersMissing(rules.book(), file);
    if (!missing.isEmpty()) {
      return refused(Refusal.PAPER_MISSING, id, Why.NAMED, missing.getFirst());
    }
    // The world went on while the order waited: its hold may have ended, its target become
    // protected.
    OrderFile original =
        order.original() == null
            ? null
            : Releases.carriedOnBy(state, state.known(order.original()));
    Decision cannot = CarryingOn.forbidden(state, order.kind(), original, order.id(), asked.at());
    if (cannot == null) {
      cannot = CarryingOn.tooMuch(order.kind(), order.amount(), original, id);
    }
    if (cannot != null) {
      return cannot;
    }
    var guarded = rules.protectedList().reason(order.target(), null);
    if (guarded.isPresent()
        && Protection.secondPerson(rules, order.kind(), order.target()) == null) {
      return refused(Refusal.TARGET_PROTECTED, id, Why.PROTECTED, guarded.get());
    }
    if (order.kind() == OrderKind.WARNING_MESSAGE && Suspicion.of(state, order.target())) {
      return refused(Refusal.WRONG_TARGET, id, Why.SUSPECTS_NUMBER);
    }
    Decision denied = Drafting.denied(order, id, rule, asked);
    if (denied != null) {
      return denied;
    }
    Order leaving = drafting.leaving(order, original, file.major(), asked);
    return accepted(new OrderApproved(state.caseId(), leaving, asked.by().id()));
  }

  Decision decline(CaseState state, DeclineOrder command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    String id = command.orderId().digits();
    if (file.state() == OrderState.DECLINED) {
      return NOTHING_NEW;
    }
    if (file.state() != OrderState.REQUESTED) {
      return refused(Refusal.ORDER_NOT_WAITING, id);
    }
    if (command.reason().isBlank()) {
      return refused(Refusal.REASON_MISSING, "reason");
    }
    // The requester may take an own request back; anyone else needs the standing to approve it.
    Approval approval = Protection.approval(rules, file.order());
    boolean own = asked.by().id().equals(file.requestedBy());
    if (!own && approval != null && !SecondPerson.of(approval, file.major()).is(asked.by())) {
      return refused(Refusal.NOT_ALLOWED_TO_DECLINE, id, needed(approval, file.major()));
    }
    return accepted(
        new OrderDeclined(state.caseId(), command.orderId(), asked.by().id(), command.reason()));
  }

  Decision attach(CaseState state, AttachPaper command) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    boolean wanted =
        rules.book().rule(file.order().kind()).papers().stream()
            .anyMatch(paper -> paper.name().equals(command.name()));
    boolean reply = command.name().equals(AttachPaper.REPLY) && file.state().hasLeft();
    if (!wanted && !reply) {
      return refused(Refusal.PAPER_UNKNOWN, "name", Why.NAMED, command.name());
    }
    return file.papers().contains(new OrderFile.Attached(command.name(), command.sha256()))
        ? NOTHING_NEW
        : accepted(
            new PaperAttached(state.caseId(), command.orderId(), command.name(), command.sha256()));
  }

  /// The role, and the lowest level of its unit.
  private static Because needed(Approval approval, boolean major) {
    SecondPerson second = SecondPerson.of(approval, major);
    return Because.of(Why.APPROVER, second.role(), second.level());
  }
}
