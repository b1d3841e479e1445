package org.haltline.app;

import java.nio.file.FileSystemException;
import java.util.Objects;
import org.haltline.app.demo.DemoCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The `haltline` command. `test`, `format` and `bench` belong to the source tree and are the
/// launcher's.
@Command(
    name = "haltline",
    description = {
      "Joint response to fraud calls: one report, and orders are with every institution.",
      "接到诈骗报警，一次登记，指令即达各机构。"
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "In the source tree also: test (all tests), bench (load, crash and start), format.",
      "源码目录中另有：test（全部测试）、bench（压力、崩溃与启动测试）、format。"
    },
    subcommands = {
      HelpCommand.class,
      DemoCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      SandboxCommand.class,
      KeysCommand.class,
      OrderKeyCommand.class
    })
public final class Main {
  /// A line for a person instead of a stack trace; the log has the rest.
  static final int EXIT_FAULT = 1;

  private static final String LOG_LEVEL = "haltline.log";

  private Main() {}

  public static void main(String[] args) {
    // the demo tells its own story; a log between its lines helps nobody
    if (args.length > 0 && args[0].equals("demo") && System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "WARN");
    }
    System.exit(commandLine().execute(args.length == 0 ? new String[] {"help"} : args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("haltline: " + told(failure));
              return EXIT_FAULT;
            });
  }

  private static @Nullable String says(Throwable failure) {
    return failure instanceof FileSystemException file
        ? FileTrouble.of(file)
        : failure.getMessage();
  }

  /// What a person can act on: the message of the failure, with that of its cause where it says
  /// more.
  public static String told(Throwable failure) {
    String says = Objects.requireNonNullElse(says(failure), failure.toString());
    Throwable cause = failure.getCause();
    String more = cause == null ? null : says(cause);
    return more == null || says.contains(more) ? says : says + " (" + more + ")";
  }
}
