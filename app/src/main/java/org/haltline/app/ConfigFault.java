package org.haltline.app;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is wrong with one key of the configuration, in a person's words: the key, its value, and
/// what would be right.
final class ConfigFault {
  private static final Pattern VALUE =
      Pattern.compile(
          "config property (\\S+) with the config value \"(.*)\" threw an Exception(.*)",
          Pattern.DOTALL);
  private static final Pattern EMPTY =
      Pattern.compile("config property (\\S+) is defined as the empty String");
  private static final Pattern MISSING = Pattern.compile("config property (\\S+) is required");
  private static final Pattern UNKNOWN =
      Pattern.compile("(haltline\\.\\S+) in .* does not map to any root");
  private static final Pattern ONE_OF = Pattern.compile("allowed values: (.*)", Pattern.DOTALL);

  private ConfigFault() {}

  /// What the mapping library says, without its codes and classes; as it is where it says something
  /// new.
  static String told(String says) {
    Matcher value = VALUE.matcher(says);
    if (value.find()) {
      return value.group(1) + ": \"" + value.group(2) + "\" is not " + right(value.group(3));
    }
    Matcher empty = EMPTY.matcher(says);
    if (empty.find()) {
      return empty.group(1) + ": is empty; write something or leave it out";
    }
    Matcher missing = MISSING.matcher(says);
    if (missing.find()) {
      return missing.group(1) + ": must be given";
    }
    Matcher unknown = UNKNOWN.matcher(says);
    return unknown.find() ? unknown.group(1) + ": there is no such key" : says;
  }

  /// The key that this is about, where it says one that stands somewhere.
  static Optional<String> key(String says) {
    return first(says, VALUE, EMPTY, UNKNOWN);
  }

  /// The key that stands nowhere and must, where it is about one.
  static Optional<String> missing(String says) {
    return first(says, MISSING);
  }

  private static Optional<String> first(String says, Pattern... patterns) {
    return Stream.of(patterns)
        .map(pattern -> pattern.matcher(says))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  private static String right(String why) {
    Matcher allowed = ONE_OF.matcher(why);
    if (allowed.find()) {
      return "one of " + allowed.group(1).strip();
    }
    String lower = why.toLowerCase(Locale.ROOT);
    // of the types here, a length of time alone is read by a static method of its own
    if (lower.contains("duration") || lower.contains("static method")) {
      return "a length of time such as PT5M (ISO 8601)";
    }
    if (lower.contains("integer") || lower.contains("long value")) {
      return "a whole number";
    }
    return "what belongs there ("
        + why.replaceFirst("^.*(SRCFG[0-9]+:|whilst being converted) ", "").strip()
        + ")";
  }

  /// Variables of the environment that stand for no key: a name with a slip in it would change
  /// nothing, and nobody would know.
  static Set<String> unknown(Collection<String> variables) {
    List<Pattern> known = new ArrayList<>();
    for (String key :
        ConfigMappings.getProperties(ConfigClass.configClass(Settings.class)).keySet()) {
      known.add(Pattern.compile(variable(key)));
      known.add(Pattern.compile(variable(key.replaceFirst("\\[\\*]$", ""))));
    }
    Set<String> unknown = new TreeSet<>();
    for (String name : variables) {
      if (known.stream().noneMatch(it -> it.matcher(name).matches())) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT)
        .replace("[*]", "\u0000")
        .replaceAll("[^A-Z0-9\u0000]", "_")
        .replace("\u0000", "_[0-9]+_");
  }
}
