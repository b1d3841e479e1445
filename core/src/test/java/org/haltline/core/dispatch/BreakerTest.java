package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final Breaker breaker = new Breaker(3, 100);

  private void silent(int times) {
    for (int i = 0; i < times; i++) {
      breaker.silent(0);
    }
  }

  @Test
  void itOpensAfterSoManySilencesInARow() {
    silent(2);
    breaker.answered();
    silent(2);
    assertThat(breaker.lets(1)).isTrue();
    assertThat(breaker.silent(1)).isTrue();
    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.lets(2)).isFalse();
  }

  @Test
  void afterThePauseItLetsOneTryAndOneOnly() {
    silent(3);
    assertThat(breaker.lets(99)).isFalse();
    assertThat(breaker.lets(100)).isTrue();
    assertThat(breaker.lets(100)).isFalse();
  }

  @Test
  void anAnswerClosesIt() {
    silent(3);
    breaker.lets(100);
    assertThat(breaker.answered()).isTrue();
    assertThat(breaker.lets(100)).isTrue();
    assertThat(breaker.lets(100)).isTrue();
    assertThat(breaker.answered()).isFalse();
  }

  @Test
  void anotherSilenceKeepsItOpenForAnotherPause() {
    silent(3);
    breaker.lets(100);
    assertThat(breaker.silent(150)).as("it was open already").isFalse();
    assertThat(breaker.lets(249)).isFalse();
    assertThat(breaker.lets(250)).isTrue();
  }

  @Test
  void callsFromBeforeItOpenedDoNotProlongThePause() {
    silent(3);
    breaker.silent(90);
    assertThat(breaker.lets(100)).isTrue();
  }

  @Test
  void pausesDoubleUpToTheLongestAndAreSpreadOverTheirUpperHalf() {
    var backoff =
        new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000), new SplittableRandom(7));
    for (int round = 0; round < 200; round++) {
      assertThat(backoff.pauseMs(1)).isBetween(50L, 100L);
      assertThat(backoff.pauseMs(3)).isBetween(200L, 400L);
      assertThat(backoff.pauseMs(9)).isBetween(500L, 1_000L);
      assertThat(backoff.pauseMs(1_000_000)).isBetween(500L, 1_000L);
    }
  }
}
