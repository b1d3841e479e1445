package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.journal.Due;
import org.junit.jupiter.api.Test;

/// A crowd of deadlines that nobody can act on fills no log.
class SetAsideTest {
  private final List<String> log = new ArrayList<>();
  private Instant now = NOON;
  private final SetAside aside = new SetAside(600, () -> now, log::add);

  @Test
  void theFirstIsToldWithAllThatIsKnownAndTheOthersAsANumber() {
    meet(0, 500);
    assertThat(log)
        .containsExactly(
            "deadline foreign-0 of 2026-11-20T04:00:00Z is set aside, nobody can act on it: not"
                + " ours",
            "499 more deadlines are set aside, 500 in all");
    assertThat(aside.size()).isEqualTo(500);
    assertThat(aside.contains("foreign-499")).isTrue();
  }

  @Test
  void manyLooksInAMinuteTellOneNumber() {
    meet(0, 2);
    log.clear();
    for (int look = 1; look < 60; look++) {
      now = now.plusSeconds(1);
      meet(2 * look, 2);
    }
    assertThat(log).isEmpty();
    now = now.plusSeconds(1);
    meet(0, 0);
    assertThat(log).containsExactly("118 more deadlines are set aside, 120 in all");
    now = now.plus(Duration.ofHours(1));
    meet(0, 120); // known all of them
    assertThat(log).hasSize(1);
  }

  @Test
  void moreThanFitAreCountedAndToldToo() {
    meet(0, 600);
    log.clear();
    for (int look = 0; look < 3; look++) {
      meet(600, 10);
    }
    assertThat(log).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    meet(600, 10);
    assertThat(log)
        .containsExactly(
            "600 deadlines are set aside, and no more fit: 40 others stood in the way of a look");
    assertThat(aside.size()).isEqualTo(600);
  }

  /// One look that meets these.
  private void meet(int first, int count) {
    for (int i = first; i < first + count; i++) {
      aside.add(new Due("foreign-" + i, NOON), "not ours");
    }
    aside.lookEnded();
  }
}
