package org.haltline.console;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.access.Wall;
import org.haltline.console.contract.Part;
import org.haltline.console.feed.Addressees;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.people.Names;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.CaseView;
import org.haltline.console.view.FactView;
import org.haltline.console.view.FindingsView;
import org.haltline.console.view.Masked;
import org.haltline.console.view.Views.HistoryView;
import org.haltline.console.words.Remark;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Casework.CaseReading;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A case as it stands, and how it came to.
final class CaseReads {
  private static final int FACTS_UNLESS_SAID = 200;
  private static final int TRANSFERS_UNLESS_SAID = 500;
  private static final String FINDINGS = "/findings";

  /// How long a page shows what was revealed.
  private static final Duration REVEALED = Duration.ofMinutes(5);

  private final Casework casework;
  private final Journal journal;
  private final Names names;
  private final Directory directory;
  private final Rulebook book;
  private final InstantSource clock;

  CaseReads(
      Casework casework,
      Journal journal,
      Names names,
      Directory directory,
      Rulebook book,
      InstantSource clock) {
    this.casework = casework;
    this.journal = journal;
    this.names = names;
    this.directory = directory;
    this.book = book;
    this.clock = clock;
  }

  Map<String, Handling> handlings() {
    return Map.of(
        "readCase", this::readCase,
        "readHistory", this::readHistory,
        "readFindings", this::readFindings,
        "reveal", this::reveal);
  }

  private Future<Answer> readCase(Exchange exchange) {
    return exchange
        .on(casework.read(exchange.caseId()))
        .map(
            reading -> {
              CaseView view =
                  reading.state().exists()
                      ? CaseView.of(
                          reading.state(),
                          reading.version(),
                          clock.instant(),
                          book,
                          exchange.wall(),
                          exchange.language())
                      : null;
              if (view == null) {
                throw noSuchCase();
              }
              return Answer.json(200, view).with("ETag", "\"" + reading.version() + "\"");
            });
  }

  private record RevealedView(String value, Instant until) {}

  /// One gap of the case, or of its findings (`/findings` before its place), filled for a moment.
  private Future<Answer> reveal(Exchange exchange) {
    Part form = exchange.sound();
    String said = Objects.requireNonNull(form.get("field").text());
    String field = said.startsWith("/") ? said : "/report/" + said.replace('.', '/');
    String reason = Objects.requireNonNull(form.get("reason").text());
    if (reason.isBlank()) {
      throw new Refused(
          Problem.faults(ProblemCode.INVALID, List.of(Remark.of("/reason", "fault.blank"))));
    }
    exchange.about(field);
    exchange.because(reason.strip());
    return exchange
        .on(casework.read(exchange.caseId()))
        .map(
            reading -> {
              CaseState state = reading.state();
              if (!state.exists()) {
                throw noSuchCase();
              }
              JsonNode value = whole(exchange, reading, field);
              if (!value.isString()) {
                throw new Refused(
                    Problem.faults(
                        ProblemCode.INVALID, List.of(Remark.of("/field", "fault.no-field"))));
              }
              return Answer.json(
                  200, new RevealedView(value.stringValue(), clock.instant().plus(REVEALED)));
            });
  }

  private JsonNode whole(Exchange exchange, CaseReading reading, String field) {
    boolean ofFindings = field.startsWith(FINDINGS);
    Object view =
        ofFindings
            ? FindingsView.of(
                reading.state(),
                reading.version(),
                exchange.wall(),
                directory::byName,
                0,
                TRANSFERS_UNLESS_SAID)
            : Objects.requireNonNull(
                CaseView.of(
                    reading.state(),
                    reading.version(),
                    clock.instant(),
                    book,
                    exchange.wall(),
                    exchange.language()),
                "the police see every case");
    return Masked.tree(view).at(ofFindings ? field.substring(FINDINGS.length()) : field);
  }

  /// Behind a wall a case without an order of one's own is no case at all.
  private Future<Answer> readFindings(Exchange exchange) {
    int after = exchange.query("after", 0);
    int limit = exchange.query("limit", TRANSFERS_UNLESS_SAID);
    return exchange
        .on(casework.read(exchange.caseId()))
        .map(
            reading -> {
              CaseState state = reading.state();
              Wall wall = exchange.wall();
              boolean seen =
                  !wall.stands() || state.orders().values().stream().anyMatch(wall::shows);
              if (!state.exists() || !seen) {
                throw noSuchCase();
              }
              var view =
                  FindingsView.of(state, reading.version(), wall, directory::byName, after, limit);
              return Answer.json(200, view);
            });
  }

  /// Heads and hashes stay readable when a case was erased; its events are gone.
  private Future<Answer> readHistory(Exchange exchange) {
    int after = exchange.query("after", 0);
    int limit = exchange.query("limit", FACTS_UNLESS_SAID);
    return exchange
        .on(journal.load(exchange.caseId()))
        .compose(
            history -> {
              List<Fact> facts = history.facts();
              if (facts.isEmpty()) {
                throw noSuchCase();
              }
              int from = Math.min(after, facts.size());
              int to = Math.min(facts.size(), from + limit);
              return exchange
                  .on(names.of(facts.subList(from, to).stream().map(Fact::actor).toList()))
                  .map(called -> Answer.json(200, page(history, from, to, called)));
            });
  }

  private static HistoryView page(
      CaseHistory history, int from, int to, Map<String, String> called) {
    List<Fact> facts = history.facts();
    List<@Nullable String> institutions = Addressees.institutions(facts);
    var page = new ArrayList<FactView>(to - from);
    for (int i = from; i < to; i++) {
      Fact fact = facts.get(i);
      page.add(FactView.of(fact, institutions.get(i), called.get(fact.actor())));
    }
    return new HistoryView(
        history.caseId().value(), history.version(), page, to < facts.size() ? (long) to : null);
  }

  static Refused noSuchCase() {
    return new Refused(Problem.at(ProblemCode.NO_SUCH_CASE, "path:caseId"));
  }
}
