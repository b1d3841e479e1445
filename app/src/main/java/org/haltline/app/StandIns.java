package org.haltline.app;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Harmless values for keys that must be given and cannot be read, so that what stands beside them
/// is checked in the same breath. Nothing runs with them: where one is needed, there is a fault.
final class StandIns {
  private static final Pattern FIRST_INDEX = Pattern.compile("\\[([0-9]+)]");

  /// By key, without the numbers in it; `%s` becomes the first of these. None may be the fault of
  /// another key.
  private static final Map<String, String> BY_KEY =
      Map.ofEntries(
          Map.entry("haltline.tokens[].sha256", "%064d"),
          Map.entry("haltline.tokens[].id", "no.%d"),
          Map.entry("haltline.tokens[].name", "-"),
          Map.entry("haltline.tokens[].roles", "OPERATOR"),
          Map.entry("haltline.institutions[].id", "no.%d"),
          Map.entry("haltline.institutions[].channels[].type", "DESK"),
          Map.entry("haltline.institutions[].channels[].tx.bank-id", "000000000000"),
          Map.entry("haltline.institutions[].channels[].tx.bank-name", "-"),
          Map.entry("haltline.institutions[].channels[].rpz.server", "127.0.0.1"),
          Map.entry("haltline.institutions[].channels[].rpz.zone", "rpz.example"),
          Map.entry("haltline.institutions[].channels[].rpz.key", "key"),
          Map.entry("haltline.institutions[].channels[].smpp.host", "127.0.0.1"),
          Map.entry("haltline.institutions[].channels[].smpp.system-id", "id"),
          Map.entry("haltline.institutions[].channels[].smpp.sender", "10000"),
          Map.entry("haltline.tx.organisation", "000000000000"),
          Map.entry("haltline.tx.name", "-"),
          Map.entry("haltline.tx.operator.id-number", "-"),
          Map.entry("haltline.tx.operator.name", "-"),
          Map.entry("haltline.tx.investigator.id-number", "-"),
          Map.entry("haltline.tx.investigator.name", "-"));

  private final Map<String, String> used = new TreeMap<>();

  /// Takes one for the key, where there is one.
  void take(String key) {
    of(key).ifPresent(value -> used.put(key, value));
  }

  Map<String, String> used() {
    return used;
  }

  /// Whether a fault is that the directory does not know an institution made up here.
  boolean isAboutOne(String fault) {
    return used.entrySet().stream()
        .filter(it -> it.getKey().startsWith("haltline.institutions"))
        .anyMatch(it -> fault.endsWith(" has no institution " + it.getValue()));
  }

  static Optional<String> of(String key) {
    Matcher index = FIRST_INDEX.matcher(key);
    int number = index.find() ? Integer.parseInt(index.group(1)) + 1 : 0;
    return Optional.ofNullable(BY_KEY.get(index.replaceAll("[]")))
        .map(value -> value.formatted(number));
  }
}
