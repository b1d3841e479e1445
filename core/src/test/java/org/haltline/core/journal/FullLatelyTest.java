package org.haltline.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// At the brim Redis says that it has room, and refuses the next write all the same.
class FullLatelyTest {
  private static final Health WELL =
      new Health(true, "", Duration.ofMillis(1), 7, Position.START, 99, 100, 0);
  private final JournalFull full = new JournalFull("full", new IllegalStateException("OOM"));

  private final FullLately lately = new FullLately();

  @Test
  void nothingIsSaidOfAJournalThatTakesEverything() {
    lately.see(null);
    assertThat(lately.over(WELL)).isSameAs(WELL);
  }

  @Test
  void aWriteThatWasRefusedAsFullIsRememberedUntilOneIsTaken() {
    lately.see(new CompletionException(full));
    Health told = lately.over(WELL);
    assertThat(told.writable()).isFalse();
    assertThat(told.trouble()).isEqualTo(HealthCheck.FULL);
    assertThat(told.memoryBytes()).isEqualTo(99);

    lately.see(new JournalUnavailable("away", full));
    assertThat(lately.over(WELL).writable()).as("another failure proves no room").isFalse();

    lately.see(null);
    assertThat(lately.over(WELL)).isSameAs(WELL);
  }

  @Test
  void anotherTroubleIsToldAsItIs() {
    lately.see(full);
    Health replica = WELL.refusing("connected to a replica: connect to the primary");
    assertThat(lately.over(replica)).isSameAs(replica);
  }
}
