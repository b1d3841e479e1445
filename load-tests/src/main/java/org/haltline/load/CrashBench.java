package org.haltline.load;

import org.haltline.load.crash.CrashRun;
import org.haltline.load.house.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Kills the house or its Redis again and again under load, and reckons afterwards.
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description =
        "Kill -9 at random moments under load; nothing lost, nothing twice / 负载下随机强杀，核对无丢失无重复")
final class CrashBench extends Bench {
  @Option(names = "--rounds", paramLabel = "N", defaultValue = "20", description = "crashes / 次数")
  private int rounds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "60",
      description = "reports a second / 每秒报案数")
  private double perSecond;

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    new CrashRun(workspace, seed, sheet).run(rounds, perSecond, targets);
  }
}
