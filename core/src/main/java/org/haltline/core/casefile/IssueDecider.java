package org.haltline.core.casefile;

import static org.haltline.core.casefile.Decision.NOTHING_NEW;
import static org.haltline.core.casefile.Decision.accepted;
import static org.haltline.core.casefile.Decision.refused;

import java.util.List;
import org.haltline.core.casefile.CaseCommand.IssueOrder;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderRequested;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Orders given by hand: issued at once, or asked for where the rulebook wants a second person.
final class IssueDecider {
  private final Rules rules;
  private final Drafting drafting;
  private final ReleaseDecider releases;

  IssueDecider(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
    this.releases = new ReleaseDecider(rules);
  }

  /// An order refers to at most one earlier one; and goes where that one went, unless it follows
  /// the money to the next account.
  private record Aim(@Nullable OrderFile original, Subject target, String institution) {}

  Decision issue(CaseState state, IssueOrder command, Asked asked) {
    OrderKind kind = command.kind();
    OrderFile named = command.original() == null ? null : state.order(command.original());
    if (command.original() != null && named == null) {
      return refused(Refusal.ORIGINAL_MISSING, "original");
    }
    if (kind.letsGo()) {
      return releases.letGo(state, command, named, asked);
    }
    OrderId id = new OrderNumbers(asked.at(), asked.seed()).next();
    if (state.order(id) != null) {
      return NOTHING_NEW;
    }
    if (state.status() == CaseStatus.CLOSED && !kind.onlyAsks()) {
      return refused(Refusal.CASE_CLOSED, "caseId");
    }
    KindRule rule = rules.book().rule(kind);
    if (rule.needsFiledCase() && state.policeCaseNumber() == null) {
      return refused(Refusal.CASE_NOT_FILED, "kind");
    }
    if (command.reason().isBlank()) {
      return refused(Refusal.REASON_MISSING, "reason");
    }
    OrderFile original =
        named != null && CarryingOn.carriesOn(kind) ? Releases.carriedOnBy(state, named) : named;
    Decision cannot = CarryingOn.forbidden(state, kind, original, id, asked.at());
    if (cannot != null) {
      return cannot;
    }
    Decision noAim = wrongAim(command, original);
    if (noAim != null) {
      return noAim;
    }
    Aim aim = aim(command, original);
    Money amount = command.amount() == null ? inherited(kind, original) : command.amount();
    Decision wrongSum = wrongSum(kind, amount, original);
    if (wrongSum != null) {
      return wrongSum;
    }
    Decision guarded = guarded(kind, aim.target(), command.holder());
    if (guarded != null) {
      return guarded;
    }
    if (kind == OrderKind.WARNING_MESSAGE && Suspicion.of(state, aim.target())) {
      return refused(Refusal.WRONG_TARGET, "target", Why.SUSPECTS_NUMBER);
    }
    Order order =
        drafting
            .order(
                id,
                kind,
                aim.institution(),
                aim.target(),
                amount,
                command.reason(),
                original,
                List.of(),
                command.major(),
                asked)
            .covering(covers(state, kind, original, aim.target(), amount));
    String why = rules.protectedList().reason(aim.target(), command.holder()).orElse(null);
    if (rule.approval() != null || why != null) {
      return accepted(
          new OrderRequested(state.caseId(), order, asked.by().id(), command.major(), why));
    }
    Decision denied = Drafting.denied(order, "target", rule, asked);
    return denied == null ? accepted(new OrderIssued(state.caseId(), order)) : denied;
  }

  /// A refusal of what is protected, unless a second person can have it.
  private @Nullable Decision guarded(OrderKind kind, Subject target, @Nullable String holder) {
    if (Protection.secondPerson(rules, kind, target) != null) {
      return null;
    }
    return rules
        .protectedList()
        .reason(target, holder)
        .map(why -> refused(Refusal.TARGET_PROTECTED, "target", Why.PROTECTED, why))
        .orElse(null);
  }

  private @Nullable Decision wrongAim(IssueOrder command, @Nullable OrderFile original) {
    OrderKind kind = command.kind();
    Subject target = command.target();
    if (target == null) {
      if (original == null || kind == OrderKind.STOP_PAYMENT) {
        return refused(Refusal.WRONG_TARGET, "target", Why.NEEDS_TARGET, kind);
      }
      return Targets.fit(kind, original.order().target())
          ? null
          : misfit(kind, original.order().target());
    }
    if (!Targets.fit(kind, target)) {
      return misfit(kind, target);
    }
    if (original != null && kind.holdsMoney()) {
      Order first = original.order();
      boolean same = Routed.settled(target, first.institution()).key().equals(first.targetKey());
      if (CarryingOn.carriesOn(kind) && !same) {
        return refused(Refusal.WRONG_TARGET, "target", Why.OTHER_ACCOUNT);
      }
      if (kind == OrderKind.STOP_PAYMENT && same) {
        return refused(Refusal.WRONG_TARGET, "target", Why.SAME_ACCOUNT);
      }
    }
    if (command.institution() != null || inherits(kind, original)) {
      return null;
    }
    // nobody is to look for the institution of what must not be touched
    Decision guarded = guarded(kind, target, command.holder());
    return guarded == null ? refused(Refusal.INSTITUTION_MISSING, "institution") : guarded;
  }

  private static Decision misfit(OrderKind kind, Subject target) {
    if (kind == OrderKind.SUSPEND_NUMBER && target instanceof PhoneNumber) {
      return refused(Refusal.WRONG_TARGET, "target", Why.FOREIGN_NUMBER);
    }
    return refused(Refusal.WRONG_TARGET, "target", Why.MISFIT, kind);
  }

  private static boolean inherits(OrderKind kind, @Nullable OrderFile original) {
    return original != null && CarryingOn.carriesOn(kind);
  }

  private static Aim aim(IssueOrder command, @Nullable OrderFile original) {
    Subject target = command.target();
    String institution = command.institution();
    if (original != null && (target == null || inherits(command.kind(), original))) {
      return new Aim(original, original.order().target(), original.order().institution());
    }
    if (target == null || institution == null) {
      throw new IllegalStateException("an order without an aim was let through");
    }
    return new Aim(original, Routed.settled(target, institution), institution);
  }

  private @Nullable Decision wrongSum(
      OrderKind kind, @Nullable Money amount, @Nullable OrderFile original) {
    if (!kind.namesSum()) {
      return amount == null ? null : refused(Refusal.AMOUNT_NOT_WANTED, "amount");
    }
    if (amount == null) {
      return refused(Refusal.AMOUNT_MISSING, "amount");
    }
    Decision wrong = Sums.wrong(amount, "amount", rules.book());
    return wrong == null ? CarryingOn.tooMuch(kind, amount, original, "amount") : wrong;
  }

  /// The payments that it is about: those of the hold that it carries on, else those of the case to
  /// its account, or from it where it recalls them, in its currency.
  private static List<CoveredPayment> covers(
      CaseState state,
      OrderKind kind,
      @Nullable OrderFile original,
      Subject target,
      @Nullable Money amount) {
    if (amount == null) {
      return List.of();
    }
    if (original != null && CarryingOn.carriesOn(kind)) {
      return original.order().covers();
    }
    String key = target.key();
    return state.payments().stream()
        .filter(payment -> payment.amount().currency().equals(amount.currency()))
        .filter(
            payment -> {
              Routed<BankAccount> account =
                  kind == OrderKind.RECALL ? payment.payer() : payment.payee();
              return account != null && account.settledKey().equals(key);
            })
        .map(Payment::covered)
        .toList();
  }

  private static @Nullable Money inherited(OrderKind kind, @Nullable OrderFile original) {
    if (original == null || !kind.namesSum()) {
      return null;
    }
    Money held = original.hold() == null ? null : original.hold().held();
    return held == null || held.isZero() ? original.order().amount() : held;
  }
}
