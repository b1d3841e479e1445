package org.haltline.load;

import org.haltline.load.carriers.CarriersRun;
import org.haltline.load.house.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The house between three carriers that take service orders and JSON, one of them down.
@Command(
    name = "carriers",
    mixinStandardHelpOptions = true,
    description =
        "Three sandbox carriers over TM Forum service orders and JSON, faults, and one down; the"
            + " journal agrees with their books / 三家沙箱运营商，注入故障，核对账簿")
final class CarriersBench extends Bench {
  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "orders a second / 每秒指令数")
  private double perSecond;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "of the run with faults / 故障测试时长")
  private double seconds;

  @Option(
      names = "--down",
      paramLabel = "S",
      defaultValue = "20",
      description = "seconds for which one carrier is down / 一家运营商停机秒数")
  private double downSeconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "60",
      description = "seconds before / 预热秒数")
  private double warmupSeconds;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description = "of runs with and without a carrier down; 0 for none / 对比组数")
  private int pairs;

  @Option(
      names = "--pair",
      paramLabel = "S",
      defaultValue = "30",
      description = "seconds of each run of a pair / 对比每次秒数")
  private double pairSeconds;

  @Override
  void measure(Workspace workspace, long seed, Sheet sheet, Targets targets) throws Exception {
    var settings =
        new CarriersRun.Settings(
            perSecond, seconds, downSeconds, warmupSeconds, pairs, pairSeconds);
    new CarriersRun(workspace, settings, seed, sheet, targets).run();
  }
}
