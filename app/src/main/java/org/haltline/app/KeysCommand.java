package org.haltline.app;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
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
    Directory directory = new Tables(settings.law()).directory();
    if (directory.byId(institution).isEmpty()) {
      throw new IllegalArgumentException(
          "the directory has no institution %s; it has %s"
              .formatted(
                  institution,
                  directory.institutions().stream()
                      .map(Institution::id)
                      .collect(Collectors.joining(", "))));
    }
    KeysFolder secrets = KeysFolder.at(settings.storage().keys(), settings.storage().data());
    String centre = settings.centre().id();
    if (!secrets.hasCentreKey(centre)) {
      throw new IllegalStateException(
          "haltline.storage.keys: %s does not hold the key of centre %s; its first `haltline run` makes it: name the folder of the centre"
              .formatted(secrets.path(), centre));
    }
    KeyFolder keys = KeyFolder.ofCentre(secrets, centre);
    System.out.println(keys.institution(institution).toHex());
    return 0;
  }
}
