package org.haltline.core.casefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.haltline.core.casefile.CaseEvent.OrderIssued;
import org.haltline.core.casefile.CaseEvent.OrderNotIssued;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Bilingual;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// What a report orders by itself: one stop per payee account for the sum of the payments to it, a
/// cut per number and link, a word to the platform per account and app. What may not leave is
/// journalled with its reason; the rest goes out.
final class OrderPlan {
  /// Stands for the institution of an order that never left because nobody knew where to send it.
  private static final String NOWHERE = "UNKNOWN";

  private final Rules rules;
  private final Drafting drafting;

  OrderPlan(Rules rules) {
    this.rules = rules;
    this.drafting = new Drafting(rules);
  }

  List<CaseEvent> forPayments(
      CaseState state, List<Payment> payments, CallersOwn own, Asked asked, OrderNumbers numbers) {
    // One stop per payee account and currency, for the sum of the payments to it. A payment still
    // to leave is recalled at the payer's bank as well, and counts in the sum all the same: should
    // the recall come too late, the money runs into the stop.
    var stops = new LinkedHashMap<String, List<Payment>>();
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
                List.of(payment.covered()),
                rules
                    .book()
                    .told(
                        new Bilingual(
                            "收款方涉嫌电信网络诈骗，付款尚未执行",
                            "payment to a reported fraudster, not yet executed")),
                own,
                asked,
                numbers));
      }
      String target = payment.payee().settledKey() + "|" + payment.amount().currency();
      stops.computeIfAbsent(target, first -> new ArrayList<>()).add(payment);
    }
    if (orders(OrderKind.STOP_PAYMENT)) {
      for (List<Payment> paid : stops.values()) {
        events.add(
            outcome(
                state,
                OrderKind.STOP_PAYMENT,
                paid.getFirst().payee(),
                payeeName(paid),
                paid.stream().map(Payment::amount).reduce(Money::plus).orElseThrow(),
                paid.stream().map(Payment::covered).toList(),
                reason(state, asked),
                own,
                asked,
                numbers));
      }
    }
    return events;
  }

  List<CaseEvent> forLures(
      CaseState state,
      List<Routed<Subject>> lures,
      CallersOwn own,
      Asked asked,
      OrderNumbers numbers) {
    var events = new ArrayList<CaseEvent>();
    var seen = new HashSet<String>();
    for (Routed<Subject> lure : lures) {
      OrderKind kind = Targets.cutFor(lure.subject());
      if (kind == null || !orders(kind) || !seen.add(lure.subject().key())) {
        continue;
      }
      events.add(
          outcome(
              state, kind, lure, null, null, List.of(), reason(state, asked), own, asked, numbers));
    }
    return events;
  }

  private boolean orders(OrderKind kind) {
    return rules.book().onReport().contains(kind);
  }

  private String reason(CaseState state, Asked asked) {
    String who = asked.by().name();
    return rules
        .book()
        .told(
            new Bilingual(
                "电信网络诈骗报案，案件 " + state.caseId() + "，" + who,
                "reported fraud, case " + state.caseId() + ", " + who));
  }

  private static String capped(KindRule rule) {
    return new Bilingual(
            "同一账户最多止付 " + rule.mostPerTarget() + " 次",
            "at most " + rule.mostPerTarget() + " stops on one account")
        .both();
  }

  /// The first name that was told for the payee.
  private static @Nullable String payeeName(List<Payment> paid) {
    return paid.stream().map(Payment::payeeName).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private CaseEvent outcome(
      CaseState state,
      OrderKind kind,
      Routed<? extends Subject> target,
      @Nullable String holder,
      @Nullable Money amount,
      List<CoveredPayment> covers,
      String reason,
      CallersOwn own,
      Asked asked,
      OrderNumbers numbers) {
    // drawn for every target, issued or not, so that deciding again gives the same numbers
    OrderId id = numbers.next();
    String institution = Objects.requireNonNullElse(target.institution(), NOWHERE);
    Subject settled = Routed.settled(target.subject(), target.institution());
    Order order =
        drafting
            .order(id, kind, institution, settled, amount, reason, null, List.of(), false, asked)
            .covering(covers);
    var guarded = rules.protectedList().reason(settled, holder);
    if (guarded.isPresent()) {
      return new OrderNotIssued(state.caseId(), order, ReasonCode.PROTECTED, guarded.get());
    }
    var callers = own.reason(kind, settled);
    if (callers.isPresent()) {
      return new OrderNotIssued(state.caseId(), order, ReasonCode.CALLERS_OWN, callers.get());
    }
    if (target.institution() == null) {
      return new OrderNotIssued(state.caseId(), order, ReasonCode.ROUTE_UNKNOWN, target.because());
    }
    if (Drafting.capReached(order, asked)) {
      return new OrderNotIssued(
          state.caseId(), order, ReasonCode.OVER_LIMIT, capped(rules.book().rule(kind)));
    }
    return new OrderIssued(state.caseId(), order);
  }
}
