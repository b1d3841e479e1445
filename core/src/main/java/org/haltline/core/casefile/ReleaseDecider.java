package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseCommand.FindUnrelated;
import org.haltline.core.casefile.CaseCommand.IssueOrder;
import org.haltline.core.casefile.CaseCommand.ReleaseOrder;
import org.haltline.core.casefile.CaseEvent.FoundUnrelated;
import org.haltline.core.casefile.CaseEvent.OrderApproved;
import org.haltline.core.casefile.CaseEvent.OrderRequested;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.jspecify.annotations.Nullable;

/// Letting go. Passes in every status of the case and for every target: it is never refused for
/// what the case is. A cut may wait for a second person where the rulebook wants one; money never
/// does.
final class ReleaseDecider {
  private final Rules rules;
  private final Drafting drafting;

  ReleaseDecider(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
  }

  /// A freeze that is called back before it was carried out leaves the stop as it is; one that
  /// stands takes it along.
  Decision release(CaseState state, ReleaseOrder command, Asked asked) {
    return release(state, command, false, asked);
  }

  /// @param whole whether nothing of the account is to stay held, not even under a freeze that is
  ///   still on its way
  private Decision release(CaseState state, ReleaseOrder command, boolean whole, Asked asked) {
    OrderFile named = state.order(command.orderId());
    if (named == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    if (command.reason().isBlank()) {
      return refused(Refusal.REASON_MISSING, "reason");
    }
    OrderId letGo = new OrderNumbers(asked.at(), asked.seed()).next();
    OrderFile file = Releases.holderOf(state, named);
    if (state.order(letGo) != null || Releases.openFor(state, file) != null) {
      return NOTHING_NEW;
    }
    if (!Releases.mayStand(state, file)) {
      return refused(Refusal.NOTHING_TO_RELEASE, command.orderId().digits());
    }
    if (wantsSecondPerson(file)) {
      return Releases.askedFor(state, file)
          .map(ReleaseDecider::already)
          .orElseGet(() -> accepted(requested(state, file, letGo, command.reason(), asked)));
    }
    return accepted(
        Releases.of(
            state,
            file,
            whole || file.holdStands() ? Releases.stopsWith(state, file, asked.at()) : List.of(),
            new OrderNumbers(asked.at(), asked.seed()),
            command.reason(),
            Drafting.authority(asked.by()),
            drafting,
            asked));
  }

  private boolean wantsSecondPerson(OrderFile file) {
    return rules.book().rule(file.order().kind().endedBy()).approval() != null;
  }

  private static Decision already(OrderId waiting) {
    return refused(Refusal.ALREADY_REQUESTED, "original", Why.NAMED, waiting.digits());
  }

  /// What it takes with it is found out when it leaves.
  private OrderRequested requested(
      CaseState state, OrderFile file, OrderId letGo, String reason, Asked asked) {
    return new OrderRequested(
        state.caseId(),
        drafting.lettingGo(
            letGo,
            file.order().kind().endedBy(),
            file,
            reason,
            Drafting.authority(asked.by()),
            List.of(),
            asked.at()),
        asked.by().id(),
        file.major(),
        null);
  }

  /// The second person's word: it leaves as one that nobody had to be asked for. For a target that
  /// is protected by now and in a closed case too.
  Decision approved(CaseState state, OrderFile waiting, Asked asked) {
    OrderId id = waiting.order().id();
    OrderFile file = state.known(Objects.requireNonNull(waiting.order().original()));
    if (Releases.openFor(state, file) != null || !Releases.mayStand(state, file)) {
      return refused(Refusal.NOTHING_TO_RELEASE, file.order().id().digits());
    }
    List<OrderId> pending = Releases.pending(state, file.order());
    var events = new ArrayList<>(Releases.makingWay(state, file.order(), id, pending, asked));
    Order leaving = drafting.leaving(waiting.order(), file, false, asked).withdrawing(pending);
    events.add(new OrderApproved(state.caseId(), leaving, asked.by().id()));
    return accepted(events);
  }

  /// The finding stands on what holds now, so that its clock runs until that is free; a letting-go
  /// that is on its way already, or waits for its second person, is not ordered twice.
  Decision findUnrelated(CaseState state, FindUnrelated command, Asked asked) {
    OrderFile named = state.order(command.orderId());
    if (named == null) {
      return refused(Refusal.NO_SUCH_ORDER, "orderId");
    }
    if (command.reason().isBlank()) {
      return refused(Refusal.REASON_MISSING, "reason");
    }
    OrderFile file = Releases.holderOf(state, named);
    if (file.unrelated() != null || wasFound(state, named)) {
      return NOTHING_NEW;
    }
    var wish = new ReleaseOrder(state.caseId(), file.order().id(), command.reason());
    boolean waits =
        file.order().kind().leavesStanding()
            && wantsSecondPerson(file)
            && Releases.askedFor(state, file).isPresent();
    Decision release = waits ? NOTHING_NEW : release(state, wish, true, asked);
    if (release instanceof Decision.Refused) {
      return release;
    }
    var events = new ArrayList<CaseEvent>();
    events.add(found(state, file, command, asked));
    // what stands beside a freeze is let go with it, and by the same day
    Releases.stopsWith(state, file, asked.at()).stream()
        .filter(stop -> stop.holdStands() && stop.unrelated() == null)
        .forEach(stop -> events.add(found(state, stop, command, asked)));
    if (release instanceof Decision.Accepted letGo) {
      events.addAll(letGo.events());
    }
    return accepted(events);
  }

  private FoundUnrelated found(
      CaseState state, OrderFile file, FindUnrelated command, Asked asked) {
    return new FoundUnrelated(
        state.caseId(),
        file.order().id(),
        asked.by().id(),
        command.reason(),
        asked.at(),
        rules.book().unfreezeWithin().from(asked.at(), rules.book().zone()));
  }

  /// Found by what carried the hold on and was withdrawn since: the hold is the one that it was.
  private static boolean wasFound(CaseState state, OrderFile named) {
    OrderId first = first(state, named);
    return state.orders().values().stream()
        .anyMatch(file -> file.unrelated() != null && first(state, file).equals(first));
  }

  /// The order that a hold goes back to.
  private static OrderId first(CaseState state, OrderFile file) {
    OrderId original = file.order().original();
    return original != null && CarryingOn.carriesOn(file.order().kind())
        ? first(state, state.known(original))
        : file.order().id();
  }

  /// The same, asked for as an order of its own kind, which must be the one that ends the original.
  Decision letGo(CaseState state, IssueOrder command, @Nullable OrderFile original, Asked asked) {
    if (original == null) {
      return refused(Refusal.ORIGINAL_MISSING, "original");
    }
    OrderKind made = Releases.holderOf(state, original).order().kind();
    if (!made.leavesStanding() || made.endedBy() != command.kind()) {
      return refused(Refusal.WRONG_TARGET, "kind", Why.DOES_NOT_END, command.kind(), made);
    }
    return release(
        state, new ReleaseOrder(state.caseId(), original.order().id(), command.reason()), asked);
  }
}
