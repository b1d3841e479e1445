package org.haltline.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `./haltline bench`: what the house is held to, measured from outside.
@Command(
    name = "haltline bench",
    description = {
      "Measures the house from outside, on loopback, in a temporary folder.",
      "从外部测量系统：仅使用本机回环地址与临时目录。",
      "",
      "Ends with a line per target: TARGET <name> <figure> <bound> held|missed. Exit 1 only when a"
          + " promise was broken",
      "(something lost, doubled, untrue); speed alone never fails a run.",
      "每项指标一行；仅当承诺被打破（丢失、重复、不实）时退出码为 1。",
      ""
    },
    subcommands = {
      OrdersBench.class,
      CrashBench.class,
      BanksBench.class,
      CarriersBench.class,
      StartBench.class,
      LeavesBench.class,
      FindBench.class,
      DesksBench.class,
      HelpCommand.class
    })
public final class Main {
  /// A bench that could not be run to its end has proven nothing, and broken no promise either.
  private static final int COULD_NOT_MEASURE = 70;

  private Main() {}

  public static void main(String[] args) {
    // The bench's own output is its figures; what its Redis does while it loads is no news here.
    if (LoggerFactory.getLogger("org.haltline.core") instanceof Logger core) {
      core.setLevel(Level.WARN);
    }
    var bench =
        new CommandLine(new Main())
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  failure.printStackTrace();
                  return COULD_NOT_MEASURE;
                });
    System.exit(bench.execute(args.length == 0 ? new String[] {"help"} : args));
  }
}
