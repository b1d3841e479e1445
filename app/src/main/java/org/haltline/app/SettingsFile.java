package org.haltline.app;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the configuration whole and names every fault at once. The file comes first, `HALTLINE_…`
/// in the environment wins over it.
public final class SettingsFile {
  private static final int ENVIRONMENT = 300;
  private static final int FILE = 200;
  private static final int OVERRIDES = 301;

  /// Keys that cannot be read are found in one go; what must stand in for them, in the next.
  private static final int TRIES_MAX = 5;

  /// Lists of sections, which the mapping library cannot read where they are empty.
  private static final Pattern SECTIONS =
      Pattern.compile("haltline\\.(tokens|institutions(\\[[0-9]+]\\.channels)?)");

  /// Variables with our prefix that mean somebody else: the launcher, and Kubernetes, which sets
  /// these by itself beside a service that is called haltline.
  private static final Pattern NOT_OURS =
      Pattern.compile("HALTLINE_(JAVA_.*|(SERVICE|PORT)(_.*)?)");

  /// In PEM, or the same without its dashes.
  private static final Pattern PRIVATE_KEY = Pattern.compile("BEGIN [A-Z ]*PRIVATE KEY");

  private static final String HOLDS_A_KEY =
      ": holds a private key itself; put it into a file that its owner alone can read, and write"
          + " that file's path here";

  static final Pattern LOGIN = Pattern.compile("://[^/]*@");

  private final Settings settings;
  private final SmallRyeConfig config;

  private SettingsFile(Settings settings, SmallRyeConfig config) {
    this.settings = settings;
    this.config = config;
  }

  /// A configuration that may not be used; the message names every fault, a line each.
  public static final class Faulty extends RuntimeException {
    private static final long serialVersionUID = 1;

    Faulty(String source, List<String> faults) {
      super("configuration " + source + " may not be used:\n  " + String.join("\n  ", faults));
    }
  }

  /// Reads and checks.
  ///
  /// @param file null for the defaults alone
  /// @param overrides `haltline.…` keys that win over everything
  public static SettingsFile read(@Nullable Path file, Map<String, String> overrides) {
    return read(file, overrides, System.getenv());
  }

  /// A configuration that nothing runs with any more: as the file says it, without the environment,
  /// and though ports or files that it names are gone.
  static Settings ofEarlierDay(Path file) {
    var sources = new Sources(yaml(file), Map.of(), Map.of());
    try {
      return config(file.toString(), sources).getConfigMapping(Settings.class);
    } catch (ConfigValidationException wrong) {
      List<String> faults = new ArrayList<>();
      for (int i = 0; i < wrong.getProblemCount(); i++) {
        faults.add(ConfigFault.told(String.valueOf(wrong.getProblem(i).getMessage())));
      }
      throw new Faulty(file.toString(), faults);
    }
  }

  static SettingsFile read(
      @Nullable Path file, Map<String, String> overrides, Map<String, String> environment) {
    Map<String, String> variables = ours(environment);
    String source = file == null ? "(defaults)" : file.toString();
    var sources = new Sources(file == null ? Map.of() : yaml(file), overrides, variables);
    List<String> keysInIt = sources.privateKeys();
    if (!keysInIt.isEmpty()) {
      // and nothing else, for what is wrong with a value is told with the value
      throw new Faulty(source, keysInIt);
    }
    Set<String> unknown = ConfigFault.unknown(variables.keySet());
    // the mapping takes a key for known as soon as a variable is called after it
    variables.keySet().removeAll(unknown);
    List<String> faults = new ArrayList<>();
    for (String name : unknown) {
      faults.add(name + ": no key of the configuration has this variable of the environment");
    }
    faults.addAll(outside(sources));
    try {
      SmallRyeConfig config = config(source, sources);
      faults.addAll(SettingsCheck.faults(config.getConfigMapping(Settings.class)));
      if (faults.isEmpty()) {
        return new SettingsFile(config.getConfigMapping(Settings.class), config);
      }
    } catch (ConfigValidationException wrong) {
      faults.addAll(faultsBeside(source, sources, wrong));
    }
    throw new Faulty(source, faults);
  }

  /// What the mapping cannot read, and what is wrong with the rest, which is checked as if those
  /// keys had not been said. Where it cannot do without one, something harmless stands in.
  private static Set<String> faultsBeside(
      String source, Sources sources, ConfigValidationException first) {
    var faults = new LinkedHashSet<String>();
    var unread = new TreeSet<String>();
    var standIns = new StandIns();
    ConfigValidationException wrong = first;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      for (int i = 0; i < wrong.getProblemCount(); i++) {
        String says = String.valueOf(wrong.getProblem(i).getMessage());
        Optional<String> missing = ConfigFault.missing(says);
        if (missing.filter(key -> isLeftBy(unread, key)).isEmpty()) {
          faults.add(ConfigFault.told(says));
        }
        missing.ifPresent(standIns::take);
        ConfigFault.key(says).ifPresent(unread::add);
      }
      try {
        SmallRyeConfig rest = config(source, sources.without(unread).with(standIns.used()));
        SettingsCheck.faults(rest.getConfigMapping(Settings.class)).stream()
            .filter(fault -> !standIns.isAboutOne(fault))
            .forEach(faults::add);
        return faults;
      } catch (ConfigValidationException again) {
        wrong = again;
      }
    }
    return faults;
  }

  /// Whether a key is missing because what was said of it has been taken away.
  private static boolean isLeftBy(Set<String> unread, String key) {
    return unread.stream().anyMatch(it -> it.equals(key) || it.startsWith(key + '['));
  }

  private static SmallRyeConfig config(String source, Sources sources) {
    return new SmallRyeConfigBuilder()
        .withMapping(Settings.class)
        .withConverter(Path.class, 200, text -> text.isBlank() ? null : Path.of(text))
        .withConverter(Boolean.class, 200, SettingsFile::yesOrNo)
        .withSources(new EnvConfigSource(sources.variables, ENVIRONMENT))
        .withSources(new PropertiesConfigSource(sources.overrides, "overrides", OVERRIDES))
        .withSources(new PropertiesConfigSource(sources.file, source, FILE))
        .build();
  }

  /// What was said where.
  private record Sources(
      Map<String, String> file, Map<String, String> overrides, Map<String, String> variables) {
    Sources with(Map<String, String> more) {
      var all = new TreeMap<>(overrides);
      all.putAll(more);
      return new Sources(file, all, variables);
    }

    Sources without(Set<String> keys) {
      var names = keys.stream().map(ConfigFault::variable).collect(Collectors.toSet());
      return new Sources(
          rest(file, keys::contains),
          rest(overrides, keys::contains),
          rest(variables, names::contains));
    }

    /// Which keys hold a private key itself.
    List<String> privateKeys() {
      return Stream.of(file, overrides, variables)
          .flatMap(said -> said.entrySet().stream())
          .filter(said -> PRIVATE_KEY.matcher(said.getValue()).find())
          .map(said -> said.getKey() + HOLDS_A_KEY)
          .toList();
    }

    private static Map<String, String> rest(Map<String, String> all, Predicate<String> left) {
      var rest = new TreeMap<>(all);
      rest.keySet().removeIf(left);
      return rest;
    }
  }

  /// The library takes whatever it does not know for a no.
  private static Boolean yesOrNo(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  /// Keys that stand beside `haltline`, where the mapping library does not look.
  private static List<String> outside(Sources sources) {
    return Stream.of(sources.overrides, sources.file)
        .flatMap(said -> said.keySet().stream())
        .filter(key -> !key.startsWith("haltline."))
        .map(key -> key + ": there is no such key; all begin with haltline")
        .toList();
  }

  public Settings settings() {
    return settings;
  }

  /// What is in force, `key = value` sorted by key. Passwords are not told, only that there is one.
  public String print() {
    var lines = new TreeMap<String, String>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith("haltline.")) {
        Optional<String> value = config.getOptionalValue(name, String.class);
        lines.put(name, value.map(text -> hidden(name, text)).orElse(""));
      }
    }
    var text = new StringBuilder();
    lines.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  private static String hidden(String name, String value) {
    return name.endsWith(".password") ? "***" : LOGIN.matcher(value).replaceFirst("://***@");
  }

  private static Map<String, String> ours(Map<String, String> environment) {
    var ours = new TreeMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("HALTLINE_") && !NOT_OURS.matcher(name).matches()) {
            ours.put(name, value);
          }
        });
    return ours;
  }

  private static Map<String, String> yaml(Path file) {
    try {
      var yaml = new YamlConfigSource(file.toString(), Files.readString(file), FILE);
      var said = new TreeMap<>(yaml.getProperties());
      said.entrySet()
          .removeIf(it -> it.getValue().isEmpty() && SECTIONS.matcher(it.getKey()).matches());
      // a list is told item by item, and once more in one line, which would be read instead of an
      // item that is wrong
      said.keySet().removeIf(key -> yaml.getPropertyNames().contains(key + "[0]"));
      return said;
    } catch (IOException unreadable) {
      throw new Faulty(file.toString(), List.of("cannot be read: " + OwnFile.why(unreadable)));
    } catch (RuntimeException notYaml) {
      throw new Faulty(
          file.toString(),
          List.of("is not YAML: " + Objects.requireNonNullElse(notYaml.getMessage(), "?")));
    }
  }
}
