package org.haltline.core.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.ReasonCode;
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

/// What a report orders by itself: one stop per payee account for the sum of the payments to it, a
/// cut per number and link, a word to the platform per account and app. What may not leave is
/// journalled with its reason; the rest goes out.
final class OrderPlan {
  private final Rules rules;
  private final Drafting drafting;

  OrderPlan(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
  }

  List<CaseEvent> forPayments(
      CaseState state, List<Payment> payments, Asked asked, OrderNumbers numbers) {
    // One stop per payee account and currency; the sum of what left to it. A payment still to leave
    // is recalled at the payer's bank.
    var stops = new LinkedHashMap<String, Payment>();
    var events = new ArrayList<CaseEvent>();
    for (Payment payment : payments) {
      Routed<BankAccount> payer = payment.payer();
      if (!payment.hasLeft() && payer != null && orders(OrderKind.RECALL)) {
        events.add(
            outcome(
                state,
                OrderKind.RECALL,
                payer,
                null,
                payment.amount(),
                "payment to a reported fraudster, not yet executed",
                asked,
                numbers));
      }
      String target = payment.payee().subject().key() + "|" + payment.amount().currency();
      stops.merge(target, payment, OrderPlan::summed);
    }
    if (orders(OrderKind.STOP_PAYMENT)) {
      for (Payment sum : stops.values()) {
        events.add(
            outcome(
                state,
                OrderKind.STOP_PAYMENT,
                sum.payee(),
                sum.payeeName(),
                sum.amount(),
                reason(state, asked),
                asked,
                numbers));
      }
    }
    return events;
  }

  List<CaseEvent> forLures(
      CaseState state, List<Routed<Subject>> lures, Asked asked, OrderNumbers numbers) {
    var events = new ArrayList<CaseEvent>();
    var seen = new ArrayList<String>();
    for (Routed<Subject> lure : lures) {
      OrderKind kind = kindFor(lure.subject());
      if (kind == null || !orders(kind) || seen.contains(lure.subject().key())) {
        continue;
      }
      seen.add(lure.subject().key());
      events.add(outcome(state, kind, lure, null, null, reason(state, asked), asked, numbers));
    }
    return events;
  }

  private boolean orders(OrderKind kind) {
    return rules.book().onReport().contains(kind);
  }

  private static String reason(CaseState state, Asked asked) {
    return "reported fraud, case " + state.caseId() + ", " + asked.by().name();
  }

  private static Payment summed(Payment first, Payment next) {
    String name = first.payeeName() == null ? next.payeeName() : first.payeeName();
    return new Payment(
        null, first.payee(), name, first.amount().plus(next.amount()), first.leftAt(), null);
  }

  /// Mobile numbers are suspended; what cannot be suspended here (landlines, foreign numbers) is
  /// intercepted.
  static @Nullable OrderKind kindFor(Subject lure) {
    return switch (lure) {
      case PhoneNumber number ->
          switch (number.line()) {
            case MOBILE, VIRTUAL_OPERATOR -> OrderKind.SUSPEND_NUMBER;
            case LANDLINE,
                SERVICE_400,
                SERVICE_800,
                SHORT_CODE,
                MESSAGE_SENDER,
                EMERGENCY,
                FOREIGN ->
                OrderKind.INTERCEPT_CALLS;
          };
      case Link _ -> OrderKind.BLOCK_LINK;
      case ChatAccount _, App _, EmailAddress _ -> OrderKind.REPORT_TO_PLATFORM;
      case BankAccount _, Person _, IdDocument _ -> null;
    };
  }

  private CaseEvent outcome(
      CaseState state,
      OrderKind kind,
      Routed<? extends Subject> target,
      @Nullable String holder,
      @Nullable Money amount,
      String reason,
      Asked asked,
      OrderNumbers numbers) {
    OrderId id = numbers.next();
    String institution = Objects.requireNonNullElse(target.institution(), "UNKNOWN");
    Order order =
        drafting.order(
            id, kind, institution, target.subject(), amount, reason, null, List.of(), false, asked);
    if (target.institution() == null) {
      return new OrderNotIssued(state.caseId(), order, ReasonCode.ROUTE_UNKNOWN, target.because());
    }
    var guarded = rules.protectedList().reason(target.subject(), holder);
    if (guarded.isPresent()) {
      return new OrderNotIssued(state.caseId(), order, ReasonCode.PROTECTED, guarded.get());
    }
    if (drafting.capReached(order, asked)) {
      return new OrderNotIssued(
          state.caseId(),
          order,
          ReasonCode.OVER_LIMIT,
          "at most " + rules.book().rule(kind).mostPerTarget() + " stops on one account");
    }
    return new OrderIssued(state.caseId(), order);
  }
}
