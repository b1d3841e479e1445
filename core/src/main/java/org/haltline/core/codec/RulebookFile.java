package org.haltline.core.codec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Term;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a rulebook from YAML and refuses one with faults, naming all of them.
public final class RulebookFile {
  private static final String CHINA = "/org/haltline/core/rulebook-cn.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultNullHandling(
              nulls -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY).withContentNulls(Nulls.FAIL))
          .addMixIn(Term.class, AsText.class)
          .build();

  private RulebookFile() {}

  private interface AsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Term parse(String iso) {
      return Term.parse(iso);
    }
  }

  /// A rulebook that may not be used; the message names every fault.
  public static final class Faulty extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Faulty(String source, List<String> faults) {
      super("rulebook " + source + " may not be used:\n  " + String.join("\n  ", faults));
    }
  }

  public static Rulebook china() {
    try (InputStream in =
        Objects.requireNonNull(RulebookFile.class.getResourceAsStream(CHINA), CHINA)) {
      return parse(
          "of China", new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  public static Rulebook read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static Rulebook parse(String source, String yaml) {
    Rulebook book;
    try {
      book = YAML.readValue(yaml, Rulebook.class);
    } catch (JacksonException | NullPointerException | IllegalArgumentException wrong) {
      throw new Faulty(
          source, List.of(Objects.requireNonNullElse(wrong.getMessage(), "unreadable")));
    }
    List<String> faults = book.faults();
    if (!faults.isEmpty()) {
      throw new Faulty(source, faults);
    }
    return book;
  }
}
