package org.haltline.telecom;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Orders to a carrier for tests that need no case.
public final class CarrierOrders {
  public static final Instant AT = Instant.parse("2026-11-20T01:00:00Z");
  public static final Duration TERM = Duration.ofDays(30);

  private CarrierOrders() {}

  public static OrderId number(long number) {
    return new OrderId("%032d".formatted(number));
  }

  public static OutgoingOrder order(long number, OrderKind kind, Subject target) {
    return order(number, kind, target, null, List.of());
  }

  public static OutgoingOrder order(
      long number,
      OrderKind kind,
      Subject target,
      @Nullable Long original,
      List<OrderId> withdraws) {
    return new OutgoingOrder(
        new CaseId("QY-261120-0001"),
        new Order(
            number(number),
            kind,
            "CTCC",
            target,
            null,
            "冒充客服诈骗 / reported fraud",
            "Inspector Bai, Fengze station",
            AT,
            AT.plusSeconds(60),
            kind.leavesStanding() ? AT.plus(TERM) : null,
            original == null ? null : number(original),
            withdraws));
  }

  public static OutgoingOrder block(long number, String link) {
    return order(number, OrderKind.BLOCK_LINK, link(link));
  }

  public static OutgoingOrder lift(long number, String link, long original) {
    return order(number, OrderKind.LIFT, link(link), original, List.of());
  }

  public static Link link(String typed) {
    return ((Parsed.Understood<Link>) Link.parse(typed)).subject();
  }

  public static PhoneNumber phone(String typed) {
    return ((Parsed.Understood<PhoneNumber>) PhoneNumber.parse(typed)).subject();
  }
}
