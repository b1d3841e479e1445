package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.core.board.Board;
import org.haltline.core.board.CallerNumber;
import org.haltline.core.board.CaseRow;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Casework;
import org.haltline.core.order.CaseId;
import org.haltline.core.search.Hit;
import org.haltline.core.search.Match.Why;
import org.haltline.core.search.Mention;
import org.haltline.core.search.Suspects;
import org.jspecify.annotations.Nullable;

/// Other cases that share a subject with one, or with a form that is still being written: perhaps
/// the same call, perhaps the same gang.
final class SameCases {
  private static final int HITS_EACH = 5;
  private static final int CASES_MAX = 20;

  /// Whoever has one of these in common has more than a likeness in common.
  private static final Set<Why> SURE =
      Set.of(Why.EXACT, Why.WRITTEN_OTHERWISE, Why.HOST, Why.TAIL_AND_BANK, Why.TAIL_AND_NAME);

  private final Vertx vertx;
  private final Suspects suspects;
  private final Board board;
  private final CasesAtOnce cases;
  private final Pace pace;

  SameCases(Vertx vertx, Suspects suspects, Board board, Casework casework, Pace pace) {
    this.vertx = vertx;
    this.suspects = suspects;
    this.board = board;
    this.cases = new CasesAtOnce(casework);
    this.pace = pace;
  }

  private record SharedView(String entry, String display, boolean sure, String says) {}

  private record SameCaseView(
      String caseId,
      String status,
      String kind,
      Instant receivedAt,
      boolean sameCaller,
      List<SharedView> shares) {}

  private record SameCasesView(List<SameCaseView> cases) {}

  /// What is looked for.
  ///
  /// @param except the case itself; null for a form
  private record Asked(
      List<String> entries, @Nullable String caller, @Nullable CaseId except, Language language) {}

  Map<String, Handling> handlings() {
    return Map.of("findSameCases", this::ofForm, "readSameCases", this::ofCase);
  }

  private Future<Answer> ofForm(Exchange exchange) {
    Part body = exchange.sound();
    List<String> entries =
        body.get("entries").items().stream()
            .map(Part::text)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    String except = body.get("except").text();
    pace.take(exchange.actor().id(), Math.max(1, entries.size()));
    return found(
        exchange,
        new Asked(
            entries,
            body.get("caller").text(),
            except == null ? null : new CaseId(except),
            exchange.language()));
  }

  private Future<Answer> ofCase(Exchange exchange) {
    CaseId caseId = exchange.caseId();
    return exchange
        .on(cases.read(List.of(caseId)))
        .compose(
            read -> {
              CaseState state = read.get(caseId);
              if (state == null) {
                throw CaseReads.noSuchCase();
              }
              var entries = new LinkedHashSet<String>();
              state.payments().forEach(it -> entries.add(it.payee().subject().number()));
              state.lures().forEach(it -> entries.add(it.subject().typed()));
              String caller = Objects.requireNonNull(state.report()).caller().phone();
              return found(
                  exchange, new Asked(List.copyOf(entries), caller, caseId, exchange.language()));
            });
  }

  private Future<Answer> found(Exchange exchange, Asked asked) {
    return vertx
        .executeBlocking(() -> shared(asked), false)
        .map(Objects::requireNonNull)
        .compose(
            shared ->
                exchange
                    .on(cases.read(shared.keySet()))
                    .map(read -> Answer.json(200, view(read, shared, asked))));
  }

  /// What each other case shares, the cases that share most first.
  private Map<CaseId, List<SharedView>> shared(Asked asked) {
    Map<CaseId, Map<String, SharedView>> all = new LinkedHashMap<>();
    for (String entry : asked.entries()) {
      for (Hit hit : suspects.screen(List.of(entry), HITS_EACH).getFirst()) {
        var match = hit.match();
        var view =
            new SharedView(
                entry,
                hit.suspect().subject().display(),
                SURE.contains(match.why()),
                Phrases.say(
                    asked.language(), "match." + match.why(), match.place(), match.known()));
        for (Mention mention : hit.suspect().mentions()) {
          if (!mention.caseId().equals(asked.except())) {
            all.computeIfAbsent(mention.caseId(), id -> new LinkedHashMap<>())
                .putIfAbsent(hit.suspect().key(), view);
          }
        }
      }
    }
    if (asked.caller() != null) {
      for (CaseRow row : board.ofCaller(asked.caller(), CASES_MAX)) {
        if (!row.caseId().equals(asked.except())) {
          all.computeIfAbsent(row.caseId(), id -> new LinkedHashMap<>());
        }
      }
    }
    Map<CaseId, List<SharedView>> most = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<CaseId, Map<String, SharedView>> it) -> sure(it.getValue()))
                .thenComparingInt(it -> it.getValue().size())
                .thenComparing(it -> it.getKey().value())
                .reversed())
        .limit(CASES_MAX)
        .forEach(it -> most.put(it.getKey(), List.copyOf(it.getValue().values())));
    return most;
  }

  private static long sure(Map<String, SharedView> shares) {
    return shares.values().stream().filter(SharedView::sure).count();
  }

  private SameCasesView view(
      Map<CaseId, CaseState> read, Map<CaseId, List<SharedView>> shared, Asked asked) {
    long caller = asked.caller() == null ? 0 : CallerNumber.of(asked.caller());
    var views = new ArrayList<SameCaseView>();
    read.forEach(
        (caseId, state) -> {
          var report = Objects.requireNonNull(state.report());
          views.add(
              new SameCaseView(
                  caseId.value(),
                  state.status().name(),
                  report.fraudKind(),
                  report.receivedAt(),
                  caller != 0 && caller == CallerNumber.of(report.caller().phone()),
                  shared.getOrDefault(caseId, List.of())));
        });
    return new SameCasesView(views);
  }
}
