package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import org.haltline.core.casefile.CaseCommand.ClaimOrder;
import org.haltline.core.casefile.CaseCommand.HandBackOrder;
import org.haltline.core.casefile.CaseEvent.OrderClaimed;
import org.haltline.core.casefile.CaseEvent.OrderHandedBack;
import org.haltline.core.order.Actor;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Role;
import org.jspecify.annotations.Nullable;

/// Who has an order on an institution's desk in hand. Two people never work on one unknowingly: who
/// takes it over names the colleague it is taken from. The order's clocks run on.
final class DeskDecider {
  private DeskDecider() {}

  static Decision claim(CaseState state, ClaimOrder command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    Decision wrong = notOnTheirDesk(file, asked.by());
    if (wrong != null) {
      return wrong;
    }
    Claimant has = file.claimedBy();
    if (has != null && has.is(asked.by())) {
      return NOTHING_NEW;
    }
    if (has != null && !has.id().equals(command.takingOverFrom())) {
      return inOtherHands(file, has);
    }
    return accepted(
        new OrderClaimed(
            state.caseId(),
            command.orderId(),
            Claimant.of(asked.by(), asked.at()),
            has == null ? null : has.id()));
  }

  static Decision handBack(CaseState state, HandBackOrder command, Asked asked) {
    OrderFile file = state.order(command.orderId());
    if (file == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    Decision wrong = notOnTheirDesk(file, asked.by());
    if (wrong != null) {
      return wrong;
    }
    Claimant has = file.claimedBy();
    if (has == null) {
      return NOTHING_NEW;
    }
    if (!has.is(asked.by())) {
      return refused(Refusal.NOT_CLAIMED_BY_YOU, command.orderId().digits(), Why.NAMED, told(has));
    }
    return accepted(
        new OrderHandedBack(state.caseId(), command.orderId(), asked.by().id(), command.why()));
  }

  /// A person's answer to an order that a colleague has in hand; null when it may be given.
  static @Nullable Decision inOtherHands(OrderFile file, Actor by) {
    Claimant has = file.claimedBy();
    return has == null || has.is(by) || by.has(Role.MACHINE) ? null : inOtherHands(file, has);
  }

  private static Decision inOtherHands(OrderFile file, Claimant has) {
    return refused(Refusal.CLAIMED_BY_ANOTHER, file.order().id().digits(), Why.NAMED, told(has));
  }

  private static String told(Claimant has) {
    return has.name() + " (" + has.id() + ")";
  }

  private static @Nullable Decision notOnTheirDesk(OrderFile file, Actor by) {
    String order = file.order().id().digits();
    if (by.institution() != null && !by.belongsTo(file.order().institution())) {
      return refused(Refusal.NOT_YOUR_ORDER, order);
    }
    return file.state() == OrderState.ON_DESK ? null : refused(Refusal.NOT_ON_DESK, order);
  }
}
