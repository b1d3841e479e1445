package org.haltline.core.codec;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.haltline.core.order.Term;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// One mapping of a YAML file, read field by field. A fault is noted with its path and reading goes
/// on with a stand-in, so that all faults of a file are named at once.
final class YamlFields {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String path;
  private final JsonNode node;
  private final List<String> faults;
  private final Set<String> read = new HashSet<>();

  private YamlFields(String path, JsonNode node, List<String> faults) {
    this.path = path;
    this.node = node;
    this.faults = faults;
  }

  /// The whole file.
  ///
  /// @param faults takes what is wrong, a sentence each
  static YamlFields of(String yaml, List<String> faults) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JacksonException notYaml) {
      var at = notYaml.getLocation();
      faults.add(
          "line " + (at == null ? "?" : at.getLineNr()) + ": " + notYaml.getOriginalMessage());
      return new YamlFields("", NullNode.getInstance(), new ArrayList<>());
    }
    if (!root.isObject()) {
      faults.add("not a list of fields (name: value)");
      return new YamlFields("", NullNode.getInstance(), new ArrayList<>());
    }
    return new YamlFields("", root, faults);
  }

  String text(String name) {
    return required(name, "a text", YamlFields::asText, "");
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  Duration duration(String name) {
    return required(
        name, "a length of time (PT1M, PT48H, P15D)", YamlFields::asDuration, Duration.ZERO);
  }

  @Nullable Duration durationOrNull(String name) {
    return has(name) ? duration(name) : null;
  }

  Term term(String name) {
    return required(name, "a length of time (PT48H, P3D, P6M)", YamlFields::asTerm, NO_TERM);
  }

  @Nullable Term termOrNull(String name) {
    return has(name) ? term(name) : null;
  }

  long number(String name) {
    return required(name, "a whole number", YamlFields::asNumber, 0L);
  }

  @Nullable Integer numberOrNull(String name) {
    return has(name) ? Math.clamp(number(name), Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
  }

  boolean flag(String name) {
    return has(name)
        && required(
            name, "true or false", it -> it.isBoolean() ? it.booleanValue() : null, Boolean.FALSE);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E standIn) {
    return required(
        name,
        "one of " + Arrays.toString(type.getEnumConstants()),
        it -> asChoice(it, type),
        standIn);
  }

  <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    String wanted = "one of " + Arrays.toString(type.getEnumConstants());
    return elements(name, (at, it) -> value(at, it, wanted, node -> asChoice(node, type), null));
  }

  List<Duration> durations(String name) {
    String wanted = "a length of time (PT1M, PT48H, P15D)";
    return elements(name, (at, it) -> value(at, it, wanted, YamlFields::asDuration, null));
  }

  /// A mapping inside this one; empty, with the fault noted, where it is missing.
  YamlFields section(String name) {
    JsonNode inner =
        required(
            name,
            "a list of fields (name: value)",
            it -> it.isObject() ? it : null,
            NullNode.getInstance());
    return new YamlFields(path + name + ".", inner, inner.isObject() ? faults : new ArrayList<>());
  }

  @Nullable YamlFields sectionOrNull(String name) {
    return has(name) ? section(name) : null;
  }

  /// The mappings of a list; an absent list is an empty one.
  List<YamlFields> sections(String name) {
    return elements(
        name,
        (at, it) -> {
          if (it.isObject()) {
            return new YamlFields(at + ".", it, faults);
          }
          faults.add(at + ": must be a list of fields (name: value)");
          return null;
        });
  }

  /// The names of the fields, for mappings that may hold any.
  List<String> names() {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /// Notes a fault of a field.
  void fault(String name, String why) {
    faults.add(path + name + ": " + why);
  }

  /// Notes a field that nothing here knows.
  void unknown(String name) {
    read.add(name);
    fault(name, "is not known here");
  }

  /// Called last: what was not read is not known.
  void nothingElse() {
    names().stream().filter(name -> !read.contains(name)).toList().forEach(this::unknown);
  }

  private static final Term NO_TERM = Term.parse("PT0S");

  private <T> T required(
      String name, String wanted, Function<JsonNode, @Nullable T> reading, T standIn) {
    read.add(name);
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      fault(name, "missing; " + wanted + " is needed");
      return standIn;
    }
    T read = value(path + name, value, wanted, reading, standIn);
    return read == null ? standIn : read;
  }

  private <T> @Nullable T value(
      String at,
      JsonNode value,
      String wanted,
      Function<JsonNode, @Nullable T> reading,
      @Nullable T standIn) {
    T it = reading.apply(value);
    if (it == null) {
      faults.add(at + ": must be " + wanted + ", not " + shown(value));
      return standIn;
    }
    return it;
  }

  private <T> List<T> elements(String name, BiFunction<String, JsonNode, @Nullable T> reading) {
    read.add(name);
    JsonNode list = node.get(name);
    var all = new ArrayList<T>();
    if (list == null || list.isNull()) {
      return all;
    }
    if (!list.isArray()) {
      fault(name, "must be a list, not " + shown(list));
      return all;
    }
    for (int i = 0; i < list.size(); i++) {
      T it = reading.apply(path + name + "[" + i + "]", list.get(i));
      if (it != null) {
        all.add(it);
      }
    }
    return all;
  }

  private static String shown(JsonNode value) {
    String text = value.isValueNode() ? value.asString() : value.toString();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static @Nullable String asText(JsonNode value) {
    return value.isValueNode() ? value.asString() : null;
  }

  private static @Nullable Long asNumber(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
  }

  private static @Nullable Duration asDuration(JsonNode value) {
    try {
      return value.isString() ? Duration.parse(value.stringValue().strip()) : null;
    } catch (DateTimeException notIso) {
      return null;
    }
  }

  private static @Nullable Term asTerm(JsonNode value) {
    try {
      return value.isString() ? Term.parse(value.stringValue()) : null;
    } catch (IllegalArgumentException notIso) {
      return null;
    }
  }

  private static <E extends Enum<E>> @Nullable E asChoice(JsonNode value, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> value.isString() && constant.name().equals(value.stringValue()))
        .findFirst()
        .orElse(null);
  }
}
