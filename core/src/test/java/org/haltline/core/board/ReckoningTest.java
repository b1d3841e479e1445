package org.haltline.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haltline.core.board.Figures.Hour;
import org.haltline.core.casefile.CaseStatus;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

/// The hours of a day begin at the centre's own midnight and end with the one that runs.
class ReckoningTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-19T16:00:00Z");

  @Test
  void everyReportOfTheDayBelongsToItsHour() {
    Instant now = MIDNIGHT.plus(Duration.ofMinutes(150));

    Figures figures =
        Reckoning.of(
            Stream.of(
                row(1, -1, true),
                row(2, 0, false),
                row(3, 59, true),
                row(4, 149, true),
                // by the clock of another process, which goes ahead
                row(5, 181, false)),
            now,
            SHANGHAI);

    assertThat(figures.calls()).isEqualTo(4);
    assertThat(figures.hours())
        .containsExactly(
            new Hour(MIDNIGHT, 2, 1),
            new Hour(MIDNIGHT.plus(Duration.ofHours(1)), 0, 0),
            new Hour(MIDNIGHT.plus(Duration.ofHours(2)), 2, 1));
  }

  @Test
  void theDayOnWhichTheClocksGoBackHasTwentyFiveHours() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant midnight = LocalDate.of(2026, 10, 25).atStartOfDay(berlin).toInstant();

    Figures figures =
        Reckoning.of(Stream.of(), midnight.plus(Duration.ofMinutes(25 * 60 - 1)), berlin);

    assertThat(figures.hours()).hasSize(25);
  }

  private static CaseRow row(int number, int minutes, boolean held) {
    return new CaseRow(
        new CaseId("QY-261120-000" + number),
        1,
        CaseStatus.REPORTED,
        "冒充客服",
        MIDNIGHT.plus(Duration.ofMinutes(minutes)),
        0,
        List.of(),
        held ? 100 : -1,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
