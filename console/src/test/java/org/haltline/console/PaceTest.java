package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.haltline.console.problem.Refused;
import org.junit.jupiter.api.Test;

class PaceTest {
  private Instant now = Desk.MORNING;
  private final Pace pace = new Pace(() -> now, 2, 10);

  @Test
  void whatIsSavedUpMayBeAskedAtOnceAndThenSoMuchEachSecond() {
    for (int i = 0; i < 10; i++) {
      pace.take("op-1", 1);
    }
    assertThatThrownBy(() -> pace.take("op-1", 1)).isInstanceOf(Refused.class);
    now = now.plusMillis(500);
    pace.take("op-1", 1);
    assertThatThrownBy(() -> pace.take("op-1", 1)).isInstanceOf(Refused.class);
    now = now.plusSeconds(60);
    pace.take("op-1", 10);
    assertThatThrownBy(() -> pace.take("op-1", 1)).isInstanceOf(Refused.class);
  }

  @Test
  void everybodyHasTheirOwn() {
    pace.take("op-1", 10);
    assertThatCode(() -> pace.take("op-2", 10)).doesNotThrowAnyException();
  }

  @Test
  void aLongListTakesAllThereIsAndARefusedOneNothing() {
    pace.take("op-1", 1);
    assertThatThrownBy(() -> pace.take("op-1", 500)).isInstanceOf(Refused.class);
    pace.take("op-1", 9);
    now = now.plusSeconds(5);
    pace.take("op-1", 500);
    assertThatThrownBy(() -> pace.take("op-1", 1)).isInstanceOf(Refused.class);
  }
}
