package org.haltline.core.directory;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a roster from YAML and refuses one with faults, naming all of them.
public final class RosterFile {

  private static final String CHINA = "institutions-cn.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              List.class,
              it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL)))
          .withConfigOverride(
              java.util.Map.class,
              it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL)))
          .build();

  private RosterFile() {}

  /// The default: five banks, a wallet, three carriers, two platforms, an authority.
  public static Roster china() {
    try (InputStream in =
        Objects.requireNonNull(RosterFile.class.getResourceAsStream(CHINA), CHINA)) {
      return parse(CHINA, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static Roster read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static Roster parse(String source, String yaml) {
    Roster roster;
    try {
      roster = YAML.readValue(yaml, Roster.class);
    } catch (JacksonException | NullPointerException | IllegalArgumentException wrong) {
      throw new TableFaulty(
          source, List.of(Objects.requireNonNullElse(wrong.getMessage(), "unreadable")));
    }
    List<String> faults = roster.faults();
    if (!faults.isEmpty()) {
      throw new TableFaulty(source, faults);
    }
    return roster;
  }
}
