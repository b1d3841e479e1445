package org.haltline.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.haltline.console.feed.LineNotices.LineNotice;
import org.haltline.console.feed.LineNotices.Matter;
import org.junit.jupiter.api.Test;

class LineNoticesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
  private final LineNotices lines = new LineNotices();

  @Test
  void aMatterStandsSinceItWasFirstToldUntilItIsOver() {
    lines.begins("ICBC", Matter.NOT_ANSWERING, 2, NOON);
    lines.begins("ICBC", Matter.NOT_ANSWERING, 7, NOON.plusSeconds(60));
    assertThat(lines.of("ICBC", NOON.plusSeconds(90_000)))
        .containsExactly(new LineNotice(Matter.NOT_ANSWERING, 7, NOON, NOON.plusSeconds(60)));
    assertThat(lines.of("ABC", NOON)).isEmpty();

    lines.ends("ICBC", Matter.NOT_ANSWERING, 0, NOON.plusSeconds(61));
    assertThat(lines.of("ICBC", NOON.plusSeconds(61))).isEmpty();
  }

  @Test
  void whatHasNoEndOfItsOwnIsShownForAnHourAndBeginsAnewAfterIt() {
    lines.begins("ICBC", Matter.BUS_DEAF, 1, NOON);
    assertThat(lines.of("ICBC", NOON.plusSeconds(3_599))).hasSize(1);
    assertThat(lines.of("ICBC", NOON.plusSeconds(3_600))).isEmpty();

    Instant later = NOON.plusSeconds(7_200);
    lines.begins("ICBC", Matter.BUS_DEAF, 4, later);
    assertThat(lines.of("ICBC", later))
        .containsExactly(new LineNotice(Matter.BUS_DEAF, 4, later, later));
  }
}
