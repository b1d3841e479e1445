package org.haltline.load;

import java.nio.file.Path;
import org.haltline.load.house.Workspace;
import org.haltline.load.orders.OrdersRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The order path under load.
@Command(
    name = "orders",
    mixinStandardHelpOptions = true,
    description = "Latency and rate of full reports, and ratios to baselines / 报案的时延、速率及与基线之比")
final class OrdersBench extends Bench {
  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "full reports a second / 每秒报案数")
  private double perSecond;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "of the open load / 时长")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "120",
      description = "seconds before / 预热秒数")
  private double warmupSeconds;

  @Option(
      names = "--alone",
      paramLabel = "S",
      defaultValue = "20",
      description = "seconds one at a time / 单独秒数")
  private double aloneSeconds;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "3",
      description = "of each duel; 0 for none / 对比轮数")
  private int turns;

  @Option(
      names = "--turn",
      paramLabel = "S",
      defaultValue = "10",
      description = "seconds of a turn / 每轮秒数")
  private double turnSeconds;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "flight recording of the house / 性能记录文件")
  private @Nullable Path profile;

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    var settings =
        new OrdersRun.Settings(
            perSecond, seconds, warmupSeconds, aloneSeconds, turns, turnSeconds, profile);
    new OrdersRun(workspace, settings, seed, sheet, targets).run();
  }
}
