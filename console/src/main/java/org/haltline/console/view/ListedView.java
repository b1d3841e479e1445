package org.haltline.console.view;

import java.util.List;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.search.KnownLists.Listed;
import org.haltline.core.search.Match;
import org.jspecify.annotations.Nullable;

/// Somebody whom a list names that was brought in.
public record ListedView(String key, String display, MatchedView match, List<OnView> on) {

  /// Why it was found.
  public record MatchedView(String why, String says) {}

  /// What one list says.
  public record OnView(String listId, String list, @Nullable String name, @Nullable String note) {}

  public static ListedView of(Listed it, Language language) {
    Match match = it.match();
    return new ListedView(
        it.subject().key(),
        it.subject().display(),
        new MatchedView(
            match.why().name(),
            Phrases.say(language, "match." + match.why(), match.place(), match.known())),
        it.on().stream()
            .map(on -> new OnView(on.list().listId(), on.list().name(), on.name(), on.note()))
            .toList());
  }
}
