package org.haltline.console.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.order.Money;
import org.haltline.core.search.Hit;
import org.haltline.core.search.Match;
import org.haltline.core.search.Mention;
import org.haltline.core.search.Standing;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;

/// A suspect that was found: what it is, why it was found, and how it stands.
///
/// @param names whom it is said to belong to
/// @param cases the newest that name it, by their numbers
/// @param protectedBecause why it may never be ordered on; null where it may
public record SuspectView(
    SubjectView subject,
    List<String> names,
    MatchView match,
    String colour,
    List<ReasonView> reasons,
    int reports,
    int victims,
    List<SumView> money,
    Instant firstAt,
    Instant lastAt,
    List<OrdersView> orders,
    boolean holdStands,
    List<String> cases,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String protectedBecause) {
  private static final int CASES_MAX = 20;

  /// Why it was found.
  ///
  /// @param place which character of the known value differs, from 1; null where none does
  public record MatchView(String why, String says, String known, @Nullable Integer place) {}

  /// Why the colour is what it is.
  public record ReasonView(String code, String says) {}

  /// A sum that went there.
  public record SumView(String amount, String currency) {
    static SumView of(Money money) {
      return new SumView(money.decimal().toPlainString(), money.currency());
    }
  }

  /// How many orders of one kind stand in one state.
  public record OrdersView(String kind, String state, int count) {}

  public static SuspectView of(Hit hit, Language language) {
    Standing standing = hit.standing();
    String guarded = standing.protectedBecause();
    List<Mention> mentions = hit.suspect().mentions();
    return new SuspectView(
        SubjectView.of(hit.suspect().subject()),
        hit.suspect().names(),
        match(hit.match(), language),
        standing.colour().name(),
        standing.reasons().stream()
            .map(reason -> new ReasonView(reason.name(), Phrases.say(language, "reason." + reason)))
            .toList(),
        standing.reports(),
        standing.victims(),
        standing.money().stream().map(SumView::of).toList(),
        standing.firstAt(),
        standing.lastAt(),
        standing.orders().stream()
            .map(it -> new OrdersView(it.kind().name(), it.state().name(), it.count()))
            .toList(),
        standing.holdStands(),
        mentions.reversed().stream().limit(CASES_MAX).map(it -> it.caseId().value()).toList(),
        guarded == null ? null : said(Bilingual.read(guarded), language));
  }

  private static MatchView match(Match match, Language language) {
    return new MatchView(
        match.why().name(),
        Phrases.say(language, "match." + match.why(), match.place(), match.known()),
        match.known(),
        match.place() == 0 ? null : match.place());
  }

  private static String said(Bilingual both, Language language) {
    return language == Language.ZH ? both.zh() : both.en();
  }
}
