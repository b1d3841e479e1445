package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.console.access.Masks;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.Masked;
import org.haltline.console.view.SubjectView;
import org.haltline.console.view.SuspectSheet;
import org.haltline.console.words.Language;
import org.haltline.console.words.Remark;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.listing.ListWriter;
import org.haltline.core.listing.ListWriter.Format;
import org.haltline.core.order.Rulebook;
import org.haltline.core.search.KnownList;
import org.haltline.core.search.KnownLists;
import org.haltline.core.search.Suspects;
import org.haltline.core.search.Suspects.Known;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom the house knows, as a list that somebody takes along: under the headings that a list is
/// read by, so that it says the same wherever it is brought in again.
final class Exports {
  /// Who took people along.
  private static final Logger READS = LoggerFactory.getLogger("org.haltline.reads");

  private static final int FOUND_MAX = 50;
  private static final int LOOKUPS_FOR_A_FILE = 100;

  private final Vertx vertx;
  private final Suspects suspects;
  private final KnownLists lists;
  private final Rulebook book;
  private final Pace pace;

  Exports(Vertx vertx, Suspects suspects, KnownLists lists, Rulebook book, Pace pace) {
    this.vertx = vertx;
    this.suspects = suspects;
    this.lists = lists;
    this.book = book;
    this.pace = pace;
  }

  Map<String, Handling> handlings() {
    return Map.of("exportSuspects", this::suspects, "exportList", this::list);
  }

  private Future<Answer> suspects(Exchange exchange) {
    Format format = format(exchange);
    String typed = exchange.query("q");
    var sheet = new SuspectSheet(exchange.language(), book.zone());
    Set<Field> gaps = Masks.of(exchange.actor());
    Predicate<Known> wanted = wanted(exchange);
    taken(exchange, asked(exchange, typed));
    return vertx
        .executeBlocking(
            () -> {
              requireRoom(format, typed == null ? suspects.progress().entries() : FOUND_MAX);
              return answer(
                  format,
                  "suspects",
                  out -> {
                    try (var list = writer(out, exchange, format, sheet.headings())) {
                      Suspects.Sink row =
                          one -> {
                            if (wanted.test(one)) {
                              write(list, sheet.entry(one), sheet.cells(one), gaps);
                            }
                          };
                      if (typed == null) {
                        suspects.each(row);
                      } else {
                        for (var hit : suspects.find(typed, FOUND_MAX)) {
                          row.take(new Known(hit.suspect(), hit.standing()));
                        }
                      }
                    }
                  });
            },
            false)
        .map(Objects::requireNonNull);
  }

  private Future<Answer> list(Exchange exchange) {
    Format format = format(exchange);
    KnownList list =
        lists
            .find(exchange.path("listId").toLowerCase(Locale.ROOT))
            .filter(it -> it.state() != KnownList.State.REFUSED)
            .orElseThrow(() -> new Refused(Problem.at(ProblemCode.NO_SUCH_LIST, "path:listId")));
    requireRoom(format, list.entries());
    Set<Field> gaps = Masks.of(exchange.actor());
    taken(exchange, list.name());
    return Future.succeededFuture(
        answer(
            format,
            "list",
            out -> {
              try (var writer = writer(out, exchange, format, List.of())) {
                lists.entries(list.listId(), entry -> write(writer, entry, List.of(), gaps));
              }
            }));
  }

  private void taken(Exchange exchange, String whom) {
    pace.take(exchange.actor().id(), LOOKUPS_FOR_A_FILE);
    exchange.about(whom);
    READS.info("{} {} as a file", exchange.actor().id(), exchange.request().path());
  }

  private static Format format(Exchange exchange) {
    String said = exchange.query("format");
    return said == null ? Format.CSV : Format.valueOf(said.toUpperCase(Locale.ROOT));
  }

  private static void requireRoom(Format format, long rows) {
    if (format == Format.XLSX && rows > ListWriter.SHEET_ROWS_MAX) {
      var fault =
          Remark.of("query:format", "fault.sheet-too-long", rows, ListWriter.SHEET_ROWS_MAX);
      throw new Refused(Problem.faults(ProblemCode.BAD_PARAMETER, List.of(fault)));
    }
  }

  /// Whom somebody took along, in one line: all of them, or who was found, and what narrowed them.
  private static String asked(Exchange exchange, @Nullable String typed) {
    return Stream.of(
            typed == null ? "*" : typed, narrowed(exchange, "kinds"), narrowed(exchange, "colours"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String narrowed(Exchange exchange, String by) {
    String said = exchange.query(by);
    return said == null ? "" : by + "=" + said;
  }

  private static Predicate<Known> wanted(Exchange exchange) {
    Set<String> kinds = chosen(exchange.query("kinds"));
    Set<String> colours = chosen(exchange.query("colours"));
    return one ->
        (kinds.isEmpty() || kinds.contains(SubjectView.is(one.suspect().subject())))
            && (colours.isEmpty() || colours.contains(one.standing().colour().name()));
  }

  private static Set<String> chosen(@Nullable String said) {
    return said == null
        ? Set.of()
        : Arrays.stream(said.split(",", -1)).collect(Collectors.toUnmodifiableSet());
  }

  private static ListWriter writer(
      OutputStream out, Exchange exchange, Format format, List<String> beside) throws IOException {
    return new ListWriter(out, format, exchange.language() == Language.ZH, beside);
  }

  /// The one way in which a row leaves the house: with the gaps of whoever takes it along.
  private static void write(ListWriter to, Entry entry, List<String> beside, Set<Field> gaps)
      throws IOException {
    Subject seen = Masked.subject(entry.subject(), gaps);
    List<String> cells = beside.stream().map(it -> Masked.text(it, gaps)).toList();
    to.write(
        new Entry(seen, Masked.said(entry.name(), gaps), Masked.said(entry.note(), gaps)), cells);
  }

  private static Answer answer(Format format, String name, Answer.Pouring pouring) {
    String file = name + "." + format.name().toLowerCase(Locale.ROOT);
    return Answer.poured(format.mediaType(), pouring)
        .with("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }
}
