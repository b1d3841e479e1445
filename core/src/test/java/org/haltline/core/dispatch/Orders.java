package org.haltline.core.dispatch;

import java.time.Instant;
import java.util.List;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;

/// Orders for tests that need no case.
final class Orders {
  static final Instant AT = Instant.parse("2026-03-02T08:15:30.123Z");

  private Orders() {}

  static OrderId number(long number) {
    return new OrderId("%032d".formatted(number));
  }

  /// A stop on an account of its own.
  static OutgoingOrder order(long number) {
    return order(number, account("62000000000%08d".formatted(number)));
  }

  static OutgoingOrder order(long number, Subject target) {
    return new OutgoingOrder(
        new CaseId("QY-260302-0001"),
        new Order(
            number(number),
            OrderKind.STOP_PAYMENT,
            "ICBC",
            target,
            new Money(1_234_500, "CNY"),
            "reported fraud",
            "Operator Three, City centre",
            AT,
            AT.plusSeconds(60),
            AT.plusSeconds(172_800),
            null,
            List.of()));
  }

  static BankAccount account(String number) {
    return new BankAccount(number, number, BankAccount.Form.ACCOUNT, "ICBC", "钱多多");
  }
}
