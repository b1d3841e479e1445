package org.haltline.load;

import org.haltline.load.desks.DesksRun;
import org.haltline.load.house.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Many desks that follow the same house live.
@Command(
    name = "desks",
    mixinStandardHelpOptions = true,
    description =
        "Live desks on one server: from the journal to each, and that each gets just what its role"
            + " may see / 多席位实时推送的时延与权限")
final class DesksBench extends Bench {
  @Option(
      names = "--desks",
      paramLabel = "N",
      defaultValue = "500",
      description = "that follow at once / 同时在线席位数")
  private int desks;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "order events a second / 每秒指令事件数")
  private double eventsPerSecond;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "that are measured / 测量时长")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "60",
      description = "seconds before / 预热秒数")
  private double warmupSeconds;

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    var settings = new DesksRun.Settings(desks, eventsPerSecond, seconds, warmupSeconds);
    new DesksRun(workspace, settings, seed, sheet, targets).run();
  }
}
