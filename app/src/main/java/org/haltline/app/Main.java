package org.haltline.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The `haltline` command.
@Command(name = "haltline", subcommands = HelpCommand.class)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main()).execute(args.length == 0 ? new String[] {"help"} : args));
  }
}
