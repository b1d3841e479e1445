package org.haltline.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The configuration, as the commands that work on a centre take it.
final class ConfigOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "configuration (YAML); without it the defaults / 配置文件，缺省用默认值")
  private @Nullable Path file;

  @Option(
      names = {"-D", "--set"},
      paramLabel = "KEY=VALUE",
      description = "a key of the configuration, such as haltline.http.port=8461 / 覆盖单个配置项")
  private Map<String, String> overrides = Map.of();

  SettingsFile read() {
    return SettingsFile.read(file, overrides);
  }
}
