package org.haltline.console.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/// Every sentence of the interface by its key, from one file a language. `{0}`, `{1}` … are filled
/// in as they are, without any other syntax; a [Said] in the language of the sentence.
public final class Phrases {
  private static final Map<Language, Properties> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, read("/org/haltline/console/phrases_" + language.tag() + ".properties"));
    }
  }

  private Phrases() {}

  public static String say(Language language, String key, Object... args) {
    String text = Objects.requireNonNull(ALL.get(language)).getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no phrase " + key + " in " + language.tag());
    }
    for (int i = 0; i < args.length; i++) {
      String arg = args[i] instanceof Said said ? said.in(language) : String.valueOf(args[i]);
      text = text.replace("{" + i + "}", arg);
    }
    return text;
  }

  /// The phrase of this key, or what stands for it where there is none.
  public static String sayOr(Language language, String key, String otherwise) {
    return keys(language).contains(key) ? say(language, key) : otherwise;
  }

  static Set<String> keys(Language language) {
    return Objects.requireNonNull(ALL.get(language)).stringPropertyNames();
  }

  private static Properties read(String resource) {
    var phrases = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Phrases.class.getResourceAsStream(resource), resource),
            StandardCharsets.UTF_8)) {
      phrases.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return phrases;
  }
}
