package org.haltline.core.directory;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haltline.core.directory.Institution.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a roster from YAML and refuses one with faults, naming all of them.
public final class RosterFile {

  private static final String CHINA = "institutions-cn.yaml";

  private static final Pattern CLASS = Pattern.compile("`[^`]*[.$]([A-Za-z]+)[^`]*`");

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

  /// Who stands in a file, faulty or not, so that what else names institutions can be held against
  /// it in the same breath. Nothing may be routed by it: what cannot be read is made up.
  ///
  /// @return empty where not one can be made out
  public static Optional<Roster> asFarAsReadable(Path file) {
    var institutions = new ArrayList<Institution>();
    try {
      for (JsonNode it : YAML.readTree(Files.readString(file)).path("institutions")) {
        String id = it.path("id").asString("");
        if (!id.isEmpty()) {
          institutions.add(standIn(id, it));
        }
      }
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
    return institutions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Roster(institutions, Routing.ASK_ALWAYS));
  }

  /// The line and what is wrong there, without the names of classes.
  private static String told(JacksonException wrong) {
    var at = wrong.getLocation();
    String says = Objects.requireNonNullElse(wrong.getOriginalMessage(), "unreadable");
    return "line %s: %s"
        .formatted(
            at == null ? "?" : at.getLineNr(),
            CLASS.matcher(says).replaceAll("$1").replaceAll(" \\(class [^)]*\\)", ""));
  }

  private static Institution standIn(String id, JsonNode said) {
    var aliases = new ArrayList<String>();
    said.path("aliases").forEach(alias -> aliases.add(alias.asString("")));
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(it -> it.name().equals(said.path("kind").asString("")))
            .findFirst()
            .orElse(Kind.BANK);
    return new Institution(
        id, kind, said.path("nameZh").asString(""), said.path("nameEn").asString(""), aliases);
  }

  static Roster parse(String source, String yaml) {
    Roster roster;
    try {
      roster = YAML.readValue(yaml, Roster.class);
    } catch (JacksonException wrong) {
      throw new TableFaulty(source, List.of(told(wrong)));
    } catch (NullPointerException | IllegalArgumentException wrong) {
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
