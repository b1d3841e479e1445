package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.haltline.core.casefile.Deadline;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.junit.jupiter.api.Test;

class ClockworkTest {

  @Test
  void aClockIsFoundByItsName() {
    var clock =
        new Clockwork(new CaseId("HX-261120-0007"), new OrderId("1".repeat(32)), Deadline.HOLD);
    assertThat(clock.key()).isEqualTo("HX-261120-0007|" + "1".repeat(32) + "|HOLD");
    assertThat(Clockwork.parse(clock.key())).isEqualTo(clock);
  }

  @Test
  void whatIsNoClockOfOursIsRefused() {
    assertThatThrownBy(() -> Clockwork.parse("HX-261120-0007"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HX-261120-0007");
    assertThatThrownBy(() -> Clockwork.parse("a|b|c")).isInstanceOf(IllegalArgumentException.class);
  }
}
