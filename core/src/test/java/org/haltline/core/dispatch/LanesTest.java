package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes();
  private final Subject account = Orders.account("6217001180012345677");

  @Test
  void holdsOnOneAccountGoOneAfterTheOther() {
    Task first = stop(1);
    Task second = stop(2);
    assertThat(lanes.add(first)).isTrue();
    assertThat(lanes.add(second)).isFalse();
    assertThat(lanes.leave(first)).isSameAs(second);
  }

  @Test
  void aStopWaitsForNoQuestionAboutItsAccount() {
    assertThat(lanes.add(question(1))).isTrue();
    assertThat(lanes.add(stop(2))).isTrue();
    assertThat(lanes.add(question(3))).isTrue();
  }

  private Task stop(long number) {
    return new Task(Orders.order(number, account), false);
  }

  private Task question(long number) {
    OutgoingOrder stop = Orders.order(number, account);
    Order order =
        new Order(
            stop.order().id(),
            OrderKind.TRANSACTION_QUERY,
            "ICBC",
            account,
            null,
            "reported fraud",
            "Operator Three, City centre",
            Orders.AT,
            Orders.AT.plus(Duration.ofMinutes(5)),
            null,
            null,
            List.of());
    return new Task(new OutgoingOrder(stop.caseId(), order), false);
  }
}
