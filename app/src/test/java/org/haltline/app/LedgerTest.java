package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.haltline.app.demo.Tongue;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.verify.Finding;
import org.haltline.core.journal.verify.VerificationReport;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Finding LATER_SEALS = new Finding.JournalTakenBack(1, 3);
  private static final Finding GONE = new Finding.SealsMissing(1, 1);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void aJournalThatWasTakenBackDoesNotHold() {
    assertThat(Ledger.tell(report(LATER_SEALS), Tongue.EN, out)).isFalse();
    assertThat(said()).contains("FAULT", "DOES NOT HOLD");
  }

  @Test
  void anArchiveMayBeOlderThanTheNewestSealAndItsEndIsTold() {
    assertThat(Ledger.tellArchived(report(LATER_SEALS), Tongue.EN, out)).isTrue();
    assertThat(said())
        .doesNotContain("FAULT")
        .contains("ends with seal 1", "up to 3", "holds up to the archive's end");
  }

  @Test
  void anyOtherFaultOfAnArchiveIsOne() {
    assertThat(Ledger.tellArchived(report(LATER_SEALS, GONE), Tongue.EN, out)).isFalse();
    assertThat(said()).contains("FAULT", "DOES NOT HOLD");
  }

  @Test
  void eachLanguageIsSpokenAlone() {
    for (VerificationReport report : List.of(report(), report(GONE), report(LATER_SEALS))) {
      Ledger.tell(report, Tongue.EN, out);
      Ledger.tellArchived(report, Tongue.EN, out);
      assertThat(said()).doesNotContainPattern("\\p{IsHan}");
      said.reset();
      Ledger.tell(report, Tongue.ZH, out);
      Ledger.tellArchived(report, Tongue.ZH, out);
      assertThat(said().replace("QY", "")).doesNotContainPattern("[A-Za-z]");
      said.reset();
    }
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static VerificationReport report(Finding... findings) {
    return new VerificationReport(
        "QY", 5, 1, 1, 5, Position.START, List.of(findings), 0, Duration.ZERO);
  }
}
