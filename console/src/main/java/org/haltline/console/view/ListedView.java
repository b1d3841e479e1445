package org.haltline.console.view;

import java.util.List;
import java.util.Set;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.search.KnownLists.Listed;
import org.haltline.core.search.Match;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Somebody whom a list names that was brought in.
public record ListedView(String key, String display, MatchedView match, List<OnView> on) {

  /// Why it was found.
  public record MatchedView(String why, String says) {}

  /// What one list says.
  public record OnView(String listId, String list, @Nullable String name, @Nullable String note) {}

  /// One of them as a reader sees it.
  ///
  /// @param gaps of whoever sees it: lists say freely what they say, so no name of a member tells
  ///   where a document's number stands
  public static ListedView of(Listed it, Language language, Set<Field> gaps) {
    Match match = it.match();
    Subject seen = Masked.subject(it.subject(), gaps);
    String says = Phrases.say(language, "match." + match.why(), match.place(), match.known());
    return new ListedView(
        seen.key(),
        seen.display(),
        new MatchedView(
            match.why().name(),
            it.subject() instanceof IdDocument ? Masked.numbers(says, gaps) : says),
        it.on().stream()
            .map(
                on ->
                    new OnView(
                        on.list().listId(),
                        on.list().name(),
                        Masked.said(on.name(), gaps),
                        Masked.said(on.note(), gaps)))
            .toList());
  }
}
