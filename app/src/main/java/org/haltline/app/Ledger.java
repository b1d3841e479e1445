package org.haltline.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.haltline.app.demo.Tongue;
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
    return tell(report, List.of(), out);
  }

  /// Tells it of an archive, or of what was restored from one: that seals were made after it is no
  /// fault of it, and must be known all the same.
  ///
  /// @return whether the ledger holds as far as the archive goes
  public static boolean tellArchived(VerificationReport report, PrintStream out) {
    return tell(
        report,
        report.faults().stream().filter(Finding.JournalTakenBack.class::isInstance).toList(),
        out);
  }

  private static boolean tell(
      VerificationReport report, List<Finding> asOfAnArchive, PrintStream out) {
    Tongue tongue = Tongue.ofTerminal(System.getenv());
    out.printf(
        tongue.say(
            "ledger %s: %d facts of %d cases, %d sealed by %d seals%n",
            "账本 %s：%d 条记录，%d 个案件，其中 %d 条由 %d 个封签封存%n"),
        report.centre(),
        report.facts(),
        report.cases(),
        report.sealedFacts(),
        report.seals());
    for (Finding finding : report.findings()) {
      if (asOfAnArchive.contains(finding)
          && finding instanceof Finding.JournalTakenBack(long last, long witnessed)) {
        out.printf(
            "  note  the archive ends with seal %d; seals up to %d were witnessed since: what was"
                + " written after it is not in it / 备份止于封签 %1$d，其后已见证至封签 %2$d：备份之后写入的内容不在其中%n",
            last, witnessed);
      } else {
        out.println(
            (finding.isFault() ? "  FAULT " : "  note  ")
                + FindingText.of(finding, Locale.getDefault()));
      }
    }
    boolean holds = asOfAnArchive.containsAll(report.faults());
    out.println(
        !holds
            ? "DOES NOT HOLD / 核验未通过"
            : asOfAnArchive.isEmpty()
                ? "holds: nothing altered, removed or reordered / 核验通过：无篡改、无缺失、无错序"
                : "holds up to the archive's end / 截至备份之时核验通过");
    out.flush();
    return holds;
  }
}
