package org.haltline.console.view;

import java.util.List;
import java.util.Map;
import org.haltline.console.view.BoardViews.CaseLineView;
import org.haltline.console.view.CaseView.SumView;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.search.Marked;
import org.jspecify.annotations.Nullable;

/// Cases that were searched for.
public final class FoundCases {
  private FoundCases() {}

  /// What was found.
  ///
  /// @param next the `skip` of the next page; absent when this is the last
  /// @param facets by the member of the question that chooses them
  public record FoundCasesView(
      int total,
      List<FoundCaseView> cases,
      @Nullable Integer next,
      Map<String, List<CountView>> facets,
      List<SumView> sums) {}

  /// A case, and why it was found.
  public record FoundCaseView(CaseLineView line, List<PieceView> pieces) {}

  /// A piece of what was said.
  ///
  /// @param spans what of it was asked for
  public record PieceView(String where, String says, String text, List<SpanView> spans) {
    public static PieceView of(Marked it, Language language) {
      return new PieceView(
          it.where().name(),
          Phrases.say(language, "where." + it.where()),
          it.text(),
          it.spans().stream().map(span -> new SpanView(span.from(), span.to())).toList());
    }
  }

  /// From a character to before another, in UTF-16 units.
  public record SpanView(int from, int to) {}

  /// How many cases have a value.
  ///
  /// @param name what people call it; absent where it is the value itself, or the reader's matter
  public record CountView(String value, @Nullable String name, int cases) {}
}
