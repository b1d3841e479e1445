package org.haltline.console.words;

import org.haltline.core.subject.Bilingual;

/// A part of a sentence that is itself a phrase, and so different in each language.
public record Said(String en, String zh) {

  /// The phrase of this key, filled in.
  public static Said of(String key, Object... args) {
    return new Said(Phrases.say(Language.EN, key, args), Phrases.say(Language.ZH, key, args));
  }

  /// What the core says in both languages.
  public static Said of(Bilingual told) {
    return new Said(told.en(), told.zh());
  }

  String in(Language language) {
    return switch (language) {
      case EN -> en;
      case ZH -> zh;
    };
  }
}
