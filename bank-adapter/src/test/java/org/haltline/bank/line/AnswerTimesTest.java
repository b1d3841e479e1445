package org.haltline.bank.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AnswerTimesTest {
  private final AnswerTimes times = new AnswerTimes(Duration.ofSeconds(5));

  @Test
  void aBankThatHasNotAnsweredYetIsGivenTheConfiguredTimeAndThenTwiceAsLong() {
    assertThat(times.pause(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(times.pause(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(times.pause(6)).isEqualTo(Duration.ofSeconds(160));
    assertThat(times.pause(60)).isEqualTo(Duration.ofSeconds(160));
  }

  @Test
  void aFastBankIsNotSaidTheSameSoonerThanConfigured() {
    for (int i = 0; i < 100; i++) {
      times.took(Duration.ofMillis(20));
    }
    assertThat(times.pause(1)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aSlowBankIsGivenWhatItsAnswersTakeAndFourTimesTheirVariation() {
    times.took(Duration.ofSeconds(2));
    // the first: 2 s and four times its half
    assertThat(times.pause(1)).isEqualTo(Duration.ofSeconds(6));
    times.took(Duration.ofSeconds(10));
    // 2 + (10 - 2) / 8 = 3; 1 + (8 - 1) / 4 = 2.75
    assertThat(times.pause(1)).isEqualTo(Duration.ofSeconds(14));
    assertThat(times.pause(2)).isEqualTo(Duration.ofSeconds(28));
    assertThat(times.pause(5)).isEqualTo(Duration.ofSeconds(160));
  }

  @Test
  void howeverSlowABankIsALostAnswerIsAskedForAfterThreeTimesAtMost() {
    times.took(Duration.ofMinutes(3));
    assertThat(times.pause(1)).isEqualTo(Duration.ofSeconds(15));
    assertThat(times.pause(2)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aBankThatBecomesFastAgainIsTrustedAgain() {
    times.took(Duration.ofSeconds(40));
    for (int i = 0; i < 60; i++) {
      times.took(Duration.ofMillis(300));
    }
    assertThat(times.pause(1)).isEqualTo(Duration.ofSeconds(5));
  }
}
