package org.haltline.console.words;

/// Something said about one place of what was sent: a fault that stops it, or a doubt that does
/// not.
///
/// @param pointer JSON pointer into the body, or `header:Name`, `query:name`, `path:name`
/// @param code stable and machine-readable
public record Remark(String pointer, String code, String en, String zh) {

  /// A remark in the words of the phrase files.
  ///
  /// @param key of the phrase, such as `fault.missing`; the code is what follows the first dot
  public static Remark of(String pointer, String key, Object... args) {
    return new Remark(
        pointer,
        key.substring(key.indexOf('.') + 1),
        Phrases.say(Language.EN, key, args),
        Phrases.say(Language.ZH, key, args));
  }

  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case ZH -> zh;
    };
  }
}
