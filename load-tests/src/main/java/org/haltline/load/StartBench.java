package org.haltline.load;

import org.haltline.load.house.Workspace;
import org.haltline.load.start.StartRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The start of the house on a full journal.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "From start to serving on a journal of many cases / 大量历史案件下的启动时间")
final class StartBench extends Bench {
  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "100000",
      description = "in the journal / 案件数")
  private long cases;

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "2",
      description = "after a burst, and as many after a quiet minute / 连续写入后与空闲一分钟后各启动的次数")
  private int starts;

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    new StartRun(workspace, seed, sheet).run(cases, starts, targets);
  }
}
