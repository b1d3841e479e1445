package org.haltline.load.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuelTest {
  @Test
  void theMedianIsTheMiddleOrBetweenTheTwoMiddleOnes() {
    assertThat(Duel.median(new double[] {900, 100, 300})).isEqualTo(300);
    assertThat(Duel.median(new double[] {400, 100, 300, 200})).isEqualTo(250);
  }

  @Test
  void theRatioIsOursToTheirs() {
    assertThat(new Duel.Verdict(600, 1_000, 0).ratio()).isEqualTo(0.6);
  }
}
