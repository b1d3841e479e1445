package org.haltline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.Report;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /// Two cases at work at once: what was decided first is written down second.
  @Test
  void laterLinesShowLaterMoments() {
    var out = new ByteArrayOutputStream();
    var timeline =
        new Timeline(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            ZoneOffset.UTC,
            Tongue.EN,
            Directory.china(),
            new Figures());

    timeline.tell(
        List.of(
            filed("QY-261120-0001", NOON.plusMillis(7), NOON.plusMillis(9)),
            filed("QY-261120-0002", NOON.plusMillis(3), NOON.plusMillis(10))));

    assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("CALL")))
        .extracting(line -> line.substring(0, 12))
        .containsExactly("12:00:00.009", "12:00:00.010");
  }

  private static Fact filed(String caseId, Instant decided, Instant written) {
    var id = new CaseId(caseId);
    CaseEvent event =
        new ReportFiled(
            id,
            new Report(
                new Report.Caller("林晓梅", "13800001111"),
                "hotline",
                "fake shopping",
                "x",
                "zh",
                decided,
                null,
                false,
                List.of(),
                List.of()));
    return new Fact(
        new Position(written.toEpochMilli(), 0),
        id,
        1,
        FactCodec.type(event),
        decided,
        "operator-1",
        1,
        "china",
        new byte[32],
        new byte[32],
        FactCodec.body(event));
  }
}
