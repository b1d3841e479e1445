package org.haltline.app;

import java.io.PrintStream;
import java.util.Locale;
import org.haltline.core.journal.verify.Finding;
import org.haltline.core.journal.verify.FindingText;
import org.haltline.core.journal.verify.VerificationReport;

/// What a verification found, told to a person.
public final class Ledger {
  private Ledger() {}

  /// Tells it.
  ///
  /// @return whether the ledger holds
  public static boolean tell(VerificationReport report, PrintStream out) {
    out.printf(
        "ledger %s: %d facts of %d cases, %d sealed by %d seals%n",
        report.centre(), report.facts(), report.cases(), report.sealedFacts(), report.seals());
    for (Finding finding : report.findings()) {
      out.println(
          (finding.isFault() ? "  FAULT " : "  note  ")
              + FindingText.of(finding, Locale.getDefault()));
    }
    out.println(
        report.holds()
            ? "holds: nothing altered, removed or reordered / 核验通过：无篡改、无缺失、无错序"
            : "DOES NOT HOLD / 核验未通过");
    out.flush();
    return report.holds();
  }
}
