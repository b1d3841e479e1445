package org.haltline.core.subject;

import java.util.List;
import java.util.Optional;

/// What became of typed text: understood, perhaps with doubts, or not understood and why.
public sealed interface Parsed<T> {

  /// A subject with the doubts about it; no doubts is the usual case.
  record Understood<T>(T subject, List<Note> notes) implements Parsed<T> {
    public Understood {
      notes = List.copyOf(notes);
    }
  }

  /// The reason why the text is not a subject, for the person who typed it.
  ///
  /// @param code stable and dotted, such as `account.check-digit`
  /// @param says what is wrong and what to do, in English
  /// @param saysZh the same in Chinese
  record NotUnderstood<T>(String code, String says, String saysZh) implements Parsed<T> {

    /// The same reason where another type was expected.
    <U> NotUnderstood<U> as() {
      return new NotUnderstood<>(code, says, saysZh);
    }
  }

  /// The subject alone, for callers that do not show doubts.
  default Optional<T> understood() {
    return this instanceof Understood<T> it ? Optional.of(it.subject()) : Optional.empty();
  }

  /// The subject, where not understanding it is a programmer's error (fixed text, tests).
  default T orThrow() {
    return switch (this) {
      case Understood<T> it -> it.subject();
      case NotUnderstood<T> why ->
          throw new IllegalArgumentException(why.code() + ": " + why.says());
    };
  }
}
