package org.haltline.load;

import org.haltline.load.banks.BanksRun;
import org.haltline.load.house.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The house between many banks that speak TX and ISO 20022 over mutual TLS, one of them down.
@Command(
    name = "banks",
    mixinStandardHelpOptions = true,
    description =
        "Sandbox banks over TX and ISO 20022 with mutual TLS, faults, and one bank down;"
            + " the journal agrees with their books / 多家沙箱银行（TX与ISO 20022），注入故障，核对账簿")
final class BanksBench extends Bench {
  @Option(
      names = "--banks",
      paramLabel = "N",
      defaultValue = "50",
      description = "half of them speak TX / 银行数，一半用TX")
  private int banks;

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
      description = "seconds for which one bank is down / 一家银行停机秒数")
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
      description = "of runs with and without a bank down; 0 for none / 对比组数")
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
        new BanksRun.Settings(
            banks, perSecond, seconds, downSeconds, warmupSeconds, pairs, pairSeconds);
    new BanksRun(workspace, settings, seed, sheet, targets).run();
  }
}
