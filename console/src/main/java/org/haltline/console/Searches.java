package org.haltline.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.journal.Shelf;
import org.haltline.core.journal.Shelf.Kept;
import tools.jackson.databind.util.RawValue;

/// Searches that somebody wants to do again, each their owner's alone.
final class Searches {
  private static final Pattern SEARCH_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final Shelf shelf;

  Searches(Shelf shelf) {
    this.shelf = shelf;
  }

  private record SearchView(String searchId, Instant savedAt, RawValue saved) {
    static SearchView of(Kept kept) {
      return new SearchView(
          kept.name(), kept.savedAt(), new RawValue(new String(kept.bytes(), UTF_8)));
    }
  }

  private record SearchesView(List<SearchView> searches) {}

  Map<String, Handling> handlings() {
    return Map.of("listSearches", this::list, "saveSearch", this::save, "dropSearch", this::drop);
  }

  private Future<Answer> list(Exchange exchange) {
    return exchange
        .on(shelf.all(exchange.actor().id()))
        .map(all -> Answer.json(200, new SearchesView(all.stream().map(SearchView::of).toList())));
  }

  /// A search that could not be asked is not kept.
  private Future<Answer> save(Exchange exchange) {
    CaseSearching.question(exchange.sound().get("search"), exchange.actor());
    return exchange
        .on(shelf.put(exchange.actor().id(), searchId(exchange), exchange.json().getBytes(UTF_8)))
        .map(kept -> Answer.json(200, SearchView.of(kept)));
  }

  private Future<Answer> drop(Exchange exchange) {
    return exchange
        .on(shelf.remove(exchange.actor().id(), searchId(exchange)))
        .compose(was -> was ? list(exchange) : Future.failedFuture(none()));
  }

  private static String searchId(Exchange exchange) {
    String id = exchange.path("searchId");
    if (!SEARCH_ID.matcher(id).matches()) {
      throw none();
    }
    return id;
  }

  private static Refused none() {
    return new Refused(Problem.at(ProblemCode.NO_SUCH_SEARCH, "path:searchId"));
  }
}
