package org.haltline.telecom.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// A desk at which orders to the carrier `CMCC` are drawn up, with a carrier whose numbers are all
/// its own unless the test says otherwise.
final class Desk {
  static final Duration TERM = Duration.ofDays(30);
  private static final CaseId CASE = new CaseId("QY-261120-0001");

  final Map<String, Subscription> known = new HashMap<>();
  final CarrierLedger ledger =
      new CarrierLedger(
          e164 -> Objects.requireNonNullElse(known.get(e164), new Subscription.Known("彭立新")));
  Instant now = Instant.parse("2026-11-20T01:00:00Z");
  private long drawn;

  static PhoneNumber phone(String typed) {
    return ((Parsed.Understood<PhoneNumber>) PhoneNumber.parse(typed)).subject();
  }

  static Link link(String typed) {
    return ((Parsed.Understood<Link>) Link.parse(typed)).subject();
  }

  Order cut(OrderKind kind, Subject target) {
    return draft(kind, target, TERM, null, List.of());
  }

  Order end(OrderKind kind, Order original, Order... withdrawn) {
    return draft(
        kind,
        original.target(),
        null,
        original.id(),
        List.of(withdrawn).stream().map(Order::id).toList());
  }

  Order ask(OrderKind kind, Subject about) {
    return draft(kind, about, null, null, List.of());
  }

  Order draft(
      OrderKind kind,
      Subject target,
      @Nullable Duration term,
      @Nullable OrderId original,
      List<OrderId> withdraws) {
    return new Order(
        new OrderNumbers(now, ++drawn).next(),
        kind,
        "CMCC",
        target,
        null,
        "reported fraud",
        "Inspector Bai, Fengze station",
        now,
        now.plusSeconds(60),
        term == null ? null : now.plus(term),
        original,
        withdraws);
  }

  static OutgoingOrder outgoing(Order order) {
    return new OutgoingOrder(CASE, order);
  }

  /// Takes the order to the carrier, at this instant.
  AnswerJson carry(Order order) {
    return ledger.carryOut(OrderJson.of(outgoing(order), null), now);
  }

  NumberView.State state(PhoneNumber number) {
    return ledger.view(number.e164(), now).state();
  }

  void later(Duration by) {
    now = now.plus(by);
  }
}
