package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;

/// What the tables of these tests ask of a parse, in one word each.
final class Reading {

  private Reading() {}

  static List<String> doubts(Parsed<?> parsed) {
    return switch (parsed) {
      case Understood<?> it -> it.notes().stream().map(Note::code).toList();
      case NotUnderstood<?> why -> fail("not understood: %s %s", why.code(), why.says());
    };
  }

  /// The reason's code, after a look at its texts: both languages, and nothing left unfilled.
  static String refusal(Parsed<?> parsed) {
    return switch (parsed) {
      case Understood<?> it -> fail("understood: %s", it.subject());
      case NotUnderstood<?> why -> {
        assertThat(why.says()).isNotBlank().doesNotContain("%d", "%s");
        assertThat(why.saysZh()).matches("(?s).*\\p{IsHan}.*").doesNotContain("%d", "%s");
        yield why.code();
      }
    };
  }
}
