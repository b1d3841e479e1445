package org.haltline.console.view;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.search.Standing;
import org.haltline.core.search.Suspect;
import org.haltline.core.search.Suspects.Known;
import org.haltline.core.subject.Bilingual;

/// A suspect as a row of a list: whom it is about, and beside that how it stands.
public final class SuspectSheet {
  private static final List<String> COLUMNS =
      List.of(
          "names",
          "colour",
          "reports",
          "victims",
          "money",
          "firstAt",
          "lastAt",
          "protected",
          "cases");
  private static final int CASES_MAX = 20;

  private final Language language;
  private final DateTimeFormatter moment;

  /// Rows in one language.
  ///
  /// @param zone in which moments are told
  public SuspectSheet(Language language, ZoneId zone) {
    this.language = language;
    this.moment = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
  }

  /// None of them heads a column that a list is read by.
  public List<String> headings() {
    return COLUMNS.stream().map(it -> Phrases.say(language, "export." + it)).toList();
  }

  /// Of several names the first stands where a list has one.
  public Entry entry(Known one) {
    List<String> names = one.suspect().names();
    return new Entry(one.suspect().subject(), names.isEmpty() ? null : names.getFirst(), null);
  }

  public List<String> cells(Known one) {
    Suspect suspect = one.suspect();
    Standing standing = one.standing();
    String guarded = standing.protectedBecause();
    return List.of(
        suspect.names().stream().skip(1).collect(Collectors.joining("、")),
        standing.colour().name(),
        Integer.toString(standing.reports()),
        Integer.toString(standing.victims()),
        standing.money().stream()
            .map(sum -> sum.currency() + " " + sum.decimal().toPlainString())
            .collect(Collectors.joining(" ")),
        moment.format(standing.firstAt()),
        moment.format(standing.lastAt()),
        guarded == null ? "" : said(Bilingual.read(guarded)),
        suspect.mentions().reversed().stream()
            .limit(CASES_MAX)
            .map(mention -> mention.caseId().value())
            .collect(Collectors.joining(" ")));
  }

  private String said(Bilingual both) {
    return language == Language.ZH ? both.zh() : both.en();
  }
}
