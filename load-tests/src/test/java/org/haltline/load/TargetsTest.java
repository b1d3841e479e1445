package org.haltline.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int close(Targets targets) {
    return targets.close(new PrintStream(printed, true, UTF_8));
  }

  private String[] lines() {
    return printed.toString(UTF_8).split("\n");
  }

  @Test
  void speedAloneNeverFailsARun() {
    int exit = close(new Targets().atMost("a-ms", 12.34, 10).atLeast("a-ratio", 0.41, 0.5));

    assertThat(exit).isZero();
    assertThat(lines())
        .containsExactly("TARGET a-ms 12.3 <=10 missed", "TARGET a-ratio 0.41 >=0.50 missed");
  }

  @Test
  void aBrokenPromiseFailsTheRun() {
    int exit = close(new Targets().none("lost", 1).atMost("a-ms", 1, 10));

    assertThat(exit).isEqualTo(1);
    assertThat(lines()).containsExactly("TARGET lost 1 =0 missed", "TARGET a-ms 1 <=10 held");
  }

  @Test
  void aKeptPromiseAfterABrokenOneDoesNotMendIt() {
    assertThat(close(new Targets().none("lost", 2).none("twice", 0))).isEqualTo(1);
  }

  @Test
  void whatWasReachedExactlyIsHeld() {
    close(new Targets().atMost("a-ms", 10, 10).atLeast("a-ratio", 0.5, 0.5).none("lost", 0));

    assertThat(lines()).allMatch(line -> line.endsWith(" held"));
  }

  @Test
  void whatIsNotKnownIsMissed() {
    int exit = close(new Targets().atMost("heap-mb", Double.NaN, 512));

    assertThat(exit).isZero();
    assertThat(lines()).containsExactly("TARGET heap-mb unknown <=512 missed");
  }

  @Test
  void figuresHaveThreeDigitsOrAllBeforeThePoint() {
    assertThat(Targets.number(0.01234)).isEqualTo("0.0123");
    assertThat(Targets.number(0.987)).isEqualTo("0.99");
    assertThat(Targets.number(7.125)).isEqualTo("7.13");
    assertThat(Targets.number(123.4)).isEqualTo("123");
    assertThat(Targets.number(123_456.7)).isEqualTo("123457");
  }
}
