package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haltline.console.access.Masks;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.view.ListedView;
import org.haltline.console.view.PieceView;
import org.haltline.console.view.SuspectView;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.paste.Content.Named;
import org.haltline.core.paste.Paste;
import org.haltline.core.paste.Piece;
import org.haltline.core.search.Hit;
import org.haltline.core.search.KnownLists;
import org.haltline.core.search.KnownLists.Listed;
import org.haltline.core.search.Suspects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is known: one field to type into, a text that somebody pastes, a list to hold against what
/// is known. Every answer about people is logged with who asked.
final class Finding {
  /// Apart from the rest, so that it can be kept apart.
  private static final Logger READS = LoggerFactory.getLogger("org.haltline.reads");

  private static final int HITS_UNLESS_SAID = 10;
  private static final int HITS_EACH = 3;
  private static final int LOGGED_MAX = 50;
  private static final int LISTED_MAX = 10;

  private final Vertx vertx;
  private final Suspects suspects;
  private final KnownLists lists;
  private final Directory directory;
  private final Pace pace;
  private final InstantSource clock;
  private final ZoneId zone;

  /// @param zone in which a pasted text says its times
  Finding(
      Vertx vertx,
      Suspects suspects,
      KnownLists lists,
      Directory directory,
      Pace pace,
      InstantSource clock,
      ZoneId zone) {
    this.vertx = vertx;
    this.suspects = suspects;
    this.lists = lists;
    this.directory = directory;
    this.pace = pace;
    this.clock = clock;
    this.zone = zone;
  }

  private record SuspectsView(List<SuspectView> suspects, List<ListedView> listed) {}

  private record PiecesView(List<PieceView> pieces) {}

  private record EntryView(String entry, List<SuspectView> hits) {}

  private record ScreeningView(int known, List<EntryView> entries) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "findSuspects", this::find,
        "readPaste", this::paste,
        "screenList", this::screen);
  }

  private Future<Answer> find(Exchange exchange) {
    String typed = Objects.requireNonNullElse(exchange.query("q"), "");
    int max = exchange.query("limit", HITS_UNLESS_SAID);
    pace.take(exchange.actor().id(), 1);
    return aside(
        () -> {
          List<Hit> hits = suspects.find(typed, max);
          exchange.about(typed);
          List<Listed> listed =
              lists.find(typed, name -> directory.byName(name).map(Institution::id), LISTED_MAX);
          // the print of a subject is the same whoever is shown it, with or without gaps
          logged(exchange, hits, listed.stream().map(it -> it.subject().key()).toList());
          Set<Field> gaps = Masks.of(exchange.actor());
          List<ListedView> named =
              listed.stream().map(one -> ListedView.of(one, exchange.language(), gaps)).toList();
          return Answer.json(200, new SuspectsView(shown(hits, exchange), named));
        });
  }

  private Future<Answer> paste(Exchange exchange) {
    String text = Objects.requireNonNull(exchange.sound().get("text").text());
    pace.take(exchange.actor().id(), 1);
    return aside(
        () -> {
          var all = new ArrayList<Hit>();
          var views = new ArrayList<PieceView>();
          for (Piece piece : Paste.read(text, clock.instant().atZone(zone))) {
            List<Hit> hits =
                piece.content() instanceof Named(var subject)
                    ? suspects.screen(subject, HITS_EACH)
                    : List.of();
            all.addAll(hits);
            views.add(PieceView.of(piece, hits, directory, exchange.language()));
          }
          logged(exchange, all, List.of());
          return Answer.json(200, new PiecesView(views));
        });
  }

  private Future<Answer> screen(Exchange exchange) {
    List<String> entries =
        exchange.sound().get("entries").items().stream()
            .map(Part::text)
            .map(Objects::requireNonNull)
            .toList();
    pace.take(exchange.actor().id(), entries.size());
    return aside(
        () -> {
          List<List<Hit>> found = suspects.screen(entries, HITS_EACH);
          var views = new ArrayList<EntryView>();
          for (int i = 0; i < entries.size(); i++) {
            views.add(new EntryView(entries.get(i), shown(found.get(i), exchange)));
          }
          logged(exchange, found.stream().flatMap(List::stream).toList(), List.of());
          int known = (int) found.stream().filter(hits -> !hits.isEmpty()).count();
          return Answer.json(200, new ScreeningView(known, views));
        });
  }

  /// What reads from disk never holds up an event loop.
  private Future<Answer> aside(Callable<Answer> work) {
    return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
  }

  private static List<SuspectView> shown(List<Hit> hits, Exchange exchange) {
    return hits.stream().map(hit -> SuspectView.of(hit, exchange.language())).toList();
  }

  /// Who was shown whom: the log names subjects by the beginning of a hash, so that it can be asked
  /// who looked one up, and tells nobody who they are.
  private static void logged(Exchange exchange, List<Hit> hits, List<String> listed) {
    String prints =
        Stream.concat(hits.stream().map(hit -> hit.suspect().key()), listed.stream())
            .limit(LOGGED_MAX)
            .map(Finding::print)
            .collect(Collectors.joining(" "));
    READS.info(
        "{} {} {} {}", exchange.actor().id(), exchange.request().path(), hits.size(), prints);
    if (hits.isEmpty() && listed.isEmpty()) {
      exchange.showedNothing();
    } else {
      // the same people for another letter typed are no further look
      exchange.lookedAt(prints);
    }
  }

  private static String print(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
