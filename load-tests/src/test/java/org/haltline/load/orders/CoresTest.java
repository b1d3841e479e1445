package org.haltline.load.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
  private static final Cores BEFORE =
      Cores.of(List.of("cpu  1000 100 400 5000 500 0 50 200 77 7", "cpu0 1 2 3 4 5 6 7 8 9 10"));

  @Test
  void tellsHowBusyTheyWereAndWhatTheHostTook() {
    var later = Cores.of(List.of("cpu  1600 100 500 5150 550 0 50 300 99 9"));

    assertThat(BEFORE.until(later))
        .isEqualTo("The cores were 70 % busy; the host took 10.0 % of their time away.");
  }

  @Test
  void saysSoWhereNothingIsKnown() {
    assertThat(BEFORE.until(BEFORE)).contains("not known");
  }
}
