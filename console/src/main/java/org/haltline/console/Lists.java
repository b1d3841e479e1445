package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.haltline.console.access.Masks;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.ListedView;
import org.haltline.console.view.Masked;
import org.haltline.console.view.SuspectView;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Said;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.listing.CannotReadList;
import org.haltline.core.listing.ListReader;
import org.haltline.core.listing.ListRow;
import org.haltline.core.search.Hit;
import org.haltline.core.search.KnownList;
import org.haltline.core.search.KnownLists;
import org.haltline.core.search.KnownLists.Listed;
import org.haltline.core.search.Suspects;
import org.jspecify.annotations.Nullable;

/// Lists that people bring in, and files that are held against what is known.
final class Lists {
  private static final int HITS_EACH = 3;
  private static final int SCREENED_MAX = 20_000;
  private static final int HITS_TOLD = 500;
  private static final int LOOKUPS_FOR_A_FILE = 100;
  private static final int FAULTS_TOLD = 100;
  private static final String UNNAMED = "list";

  private final Vertx vertx;
  private final KnownLists lists;
  private final Suspects suspects;
  private final Directory directory;
  private final Pace pace;
  private final long bytesMax;

  Lists(
      Vertx vertx,
      KnownLists lists,
      Suspects suspects,
      Directory directory,
      Pace pace,
      long bytesMax) {
    this.vertx = vertx;
    this.lists = lists;
    this.suspects = suspects;
    this.directory = directory;
    this.pace = pace;
    this.bytesMax = bytesMax;
  }

  private record ListView(
      String listId,
      String name,
      String by,
      Instant at,
      long rows,
      long entries,
      long faults,
      BigDecimal share,
      String state,
      @Nullable String trouble) {
    static ListView of(KnownList it, Language language) {
      return new ListView(
          it.listId(),
          it.name(),
          it.by(),
          it.at(),
          it.rows(),
          it.entries(),
          it.faults(),
          it.state() == KnownList.State.READY
              ? BigDecimal.ONE
              : BigDecimal.valueOf(it.share()).setScale(3, RoundingMode.DOWN),
          it.state().name(),
          it.trouble() == null
              ? null
              : Phrases.sayOr(language, "list.why." + it.trouble(), it.trouble()));
    }
  }

  private record ListsView(List<ListView> lists) {}

  private record FaultView(long line, String heading, String value, String code, String says) {
    static FaultView of(ListRow.Fault whole, Language language, Set<Field> gaps) {
      ListRow.Fault it = Masked.fault(whole, gaps);
      return new FaultView(
          it.line(),
          it.heading(),
          it.value(),
          it.code(),
          language == Language.ZH ? it.zh() : it.en());
    }
  }

  private record RowHitsView(
      long line, String entry, List<SuspectView> hits, List<ListedView> listed) {}

  private record ScreenedFileView(
      long rows, long entries, long known, List<RowHitsView> hits, List<FaultView> faults) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "listLists", this::all,
        "bringList", this::bring,
        "readList", this::read,
        "readListFaults", this::faults,
        "dropList", this::drop,
        "screenFile", this::screen);
  }

  private Future<Answer> all(Exchange exchange) {
    return Future.succeededFuture(
        Answer.json(
            200,
            new ListsView(
                lists.all().stream().map(it -> ListView.of(it, exchange.language())).toList())));
  }

  private Future<Answer> bring(Exchange exchange) {
    String name = Objects.requireNonNullElse(exchange.query("name"), UNNAMED);
    Path file = exchange.file();
    String by = exchange.actor().id();
    exchange.about(name);
    return aside(
        () -> {
          try (InputStream content = Files.newInputStream(file)) {
            KnownList list = lists.bring(content, bytesMax, name, by);
            return Answer.json(
                list.state() == KnownList.State.READING ? 202 : 200,
                ListView.of(list, exchange.language()));
          }
        });
  }

  private Future<Answer> read(Exchange exchange) {
    KnownList list = list(exchange);
    return Future.succeededFuture(Answer.json(200, ListView.of(list, exchange.language())));
  }

  /// As a sheet, for whoever mends the list.
  private Future<Answer> faults(Exchange exchange) {
    KnownList list = list(exchange);
    Language language = exchange.language();
    Set<Field> gaps = Masks.of(exchange.actor());
    return Future.succeededFuture(
        Answer.poured("text/csv; charset=utf-8", out -> faults(list, language, gaps, out))
            .with("Content-Disposition", "attachment; filename=\"faults.csv\""));
  }

  private void faults(KnownList list, Language language, Set<Field> gaps, OutputStream out)
      throws IOException {
    Writer sheet = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    sheet.write('\uFEFF');
    row(
        sheet,
        List.of(
            Phrases.say(language, "list.line"),
            Phrases.say(language, "list.heading"),
            Phrases.say(language, "list.value"),
            Phrases.say(language, "list.says")));
    if (list.state() != KnownList.State.REFUSED) {
      lists.faults(
          list.listId(),
          fault -> {
            FaultView view = FaultView.of(fault, language, gaps);
            row(
                sheet,
                List.of(Long.toString(view.line()), view.heading(), view.value(), view.says()));
          });
    }
    sheet.flush();
  }

  /// A cell that a spreadsheet would take for a formula begins with an apostrophe.
  private static void row(Writer sheet, List<String> cells) throws IOException {
    var written = new ArrayList<String>();
    for (String cell : cells) {
      String safe = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
      written.add('"' + safe.replace("\"", "\"\"") + '"');
    }
    sheet.write(String.join(",", written) + "\r\n");
  }

  private Future<Answer> drop(Exchange exchange) {
    KnownList list = list(exchange);
    exchange.about(list.name());
    return exchange.on(lists.drop(list.listId())).compose(was -> all(exchange));
  }

  private KnownList list(Exchange exchange) {
    return lists
        .find(exchange.path("listId").toLowerCase(Locale.ROOT))
        .orElseThrow(() -> new Refused(Problem.at(ProblemCode.NO_SUCH_LIST, "path:listId")));
  }

  // --- held against what is known

  /// What is being told of a file.
  private static final class Screening {
    long rows;
    long entries;
    long known;
    final List<RowHitsView> hits = new ArrayList<>();
    final List<FaultView> faults = new ArrayList<>();
  }

  private Future<Answer> screen(Exchange exchange) {
    Path file = exchange.file();
    pace.take(exchange.actor().id(), LOOKUPS_FOR_A_FILE);
    return aside(
        () -> {
          try {
            var told = new Screening();
            Set<Field> gaps = Masks.of(exchange.actor());
            try {
              ListReader.read(file, row -> screen(row, told, exchange, gaps));
            } finally {
              // what was held against the suspects was, whoever still waits for it; and no two
              // files are the same look
              exchange.about("rows=" + told.rows + " known=" + told.known);
              exchange.lookedAt("file " + UUID.randomUUID());
            }
            return Answer.json(
                200,
                new ScreenedFileView(told.rows, told.entries, told.known, told.hits, told.faults));
          } catch (CannotReadList refused) {
            throw new Refused(
                Problem.of(
                    ProblemCode.LIST_UNREADABLE, Said.of("list.why." + refused.why().name())));
          }
        });
  }

  private void screen(ListRow row, Screening told, Exchange exchange, Set<Field> gaps)
      throws IOException {
    if (exchange.request().response().closed()) {
      throw new HttpClosedException("the client left before its file was through");
    }
    Language language = exchange.language();
    if (++told.rows > SCREENED_MAX) {
      throw Refused.of(ProblemCode.TOO_LARGE, SCREENED_MAX);
    }
    for (ListRow.Fault fault : row.faults()) {
      if (told.faults.size() < FAULTS_TOLD) {
        told.faults.add(FaultView.of(fault, language, gaps));
      }
    }
    for (ListRow.Entry entry : row.entries()) {
      told.entries++;
      List<Hit> hits = suspects.screen(entry.subject(), HITS_EACH);
      List<Listed> listed =
          lists.screen(
              entry.subject(), name -> directory.byName(name).map(Institution::id), HITS_EACH);
      if (!hits.isEmpty() || !listed.isEmpty()) {
        told.known++;
        if (told.hits.size() < HITS_TOLD) {
          told.hits.add(
              new RowHitsView(
                  row.line(),
                  Masked.subject(entry.subject(), gaps).display(),
                  hits.stream().map(hit -> SuspectView.of(hit, language)).toList(),
                  listed.stream().map(one -> ListedView.of(one, language, gaps)).toList()));
        }
      }
    }
  }

  private Future<Answer> aside(java.util.concurrent.Callable<Answer> work) {
    return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
  }
}
