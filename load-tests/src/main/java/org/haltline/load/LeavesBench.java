package org.haltline.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.haltline.load.house.Workspace;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The single steps of the order path, by JMH.
@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description = "What the single steps cost: JMH / 各步骤的微基准")
final class LeavesBench extends Bench {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final double MICROS = 1e6;

  @Option(names = "--only", paramLabel = "REGEX", description = "which of them / 只运行匹配的项")
  private String only = "Leaves";

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    var options =
        new OptionsBuilder()
            .include(only)
            .forks(1)
            .warmupIterations(8)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(6)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            // one that fails would only be missing from the sheet
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    sheet.progress("some minutes");
    Collection<RunResult> results = new Runner(options).run();
    sheet.head(
        "Steps of a full report (two payments, two numbers, one link), and messages to banks");
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("step", "us", "± us", "a second on one core", "bytes allocated"));
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      rows.add(
          List.of(
              time.getLabel(),
              String.format(Locale.ROOT, "%.2f", time.getScore()),
              String.format(Locale.ROOT, "%.2f", time.getScoreError()),
              String.format(Locale.ROOT, "%.0f", MICROS / time.getScore()),
              allocated == null
                  ? "unknown"
                  : String.format(Locale.ROOT, "%.0f", allocated.getScore())));
    }
    sheet.table(rows);
  }
}
