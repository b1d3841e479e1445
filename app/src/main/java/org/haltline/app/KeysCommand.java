package org.haltline.app;

import java.util.concurrent.Callable;
import org.haltline.core.journal.keys.KeysFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints the key of one institution, for the machine where only its adapter runs.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Print an institution's key for its own adapter / 打印某机构适配器的密钥")
final class KeysCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "INSTITUTION", description = "such as ICBC / 机构代码，如 ICBC")
  private String institution = "";

  @Override
  public Integer call() {
    Settings settings = config.read().settings();
    KeysFolder secrets = KeysFolder.open(settings.storage().keys(), settings.storage().data());
    KeyFolder keys = KeyFolder.ofCentre(secrets, settings.centre().id());
    System.out.println(keys.institution(institution).toHex());
    return 0;
  }
}
