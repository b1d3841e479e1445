package org.haltline.app;

import java.io.PrintStream;
import java.util.List;
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
    return tell(report, Tongue.ofTerminal(System.getenv()), out);
  }

  /// Tells it in this language.
  ///
  /// @return whether the ledger holds
  static boolean tell(VerificationReport report, Tongue tongue, PrintStream out) {
    return tell(report, List.of(), tongue, out);
  }

  /// Tells it of an archive, or of what was restored from one: that seals were made after it is no
  /// fault of it, and must be known all the same.
  ///
  /// @return whether the ledger holds as far as the archive goes
  public static boolean tellArchived(VerificationReport report, PrintStream out) {
    return tellArchived(report, Tongue.ofTerminal(System.getenv()), out);
  }

  static boolean tellArchived(VerificationReport report, Tongue tongue, PrintStream out) {
    return tell(
        report,
        report.faults().stream().filter(Finding.JournalTakenBack.class::isInstance).toList(),
        tongue,
        out);
  }

  private static boolean tell(
      VerificationReport report, List<Finding> asOfAnArchive, Tongue tongue, PrintStream out) {
    String note = tongue.say("  note  ", "  提示  ");
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
            note
                + tongue.say(
                    "the archive ends with seal %d; seals up to %d were witnessed since: what was"
                        + " written after it is not in it%n",
                    "备份止于封签 %d，其后已见证至封签 %d：备份之后写入的内容不在其中%n"),
            last,
            witnessed);
      } else {
        out.println(
            (finding.isFault() ? tongue.say("  FAULT ", "  异常  ") : note)
                + FindingText.of(finding, tongue.locale()));
      }
    }
    boolean holds = asOfAnArchive.containsAll(report.faults());
    out.println(
        !holds
            ? tongue.say("DOES NOT HOLD", "核验未通过")
            : asOfAnArchive.isEmpty()
                ? tongue.say("holds: nothing altered, removed or reordered", "核验通过：无篡改、无缺失、无错序")
                : tongue.say("holds up to the archive's end", "截至备份之时核验通过"));
    out.flush();
    return holds;
  }
}
