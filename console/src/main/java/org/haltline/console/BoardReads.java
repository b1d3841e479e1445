package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.people.Names;
import org.haltline.console.view.BoardViews.*;
import org.haltline.console.view.CaseView.SumView;
import org.haltline.console.view.OrderView;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Said;
import org.haltline.core.board.Board;
import org.haltline.core.board.Board.Freshness;
import org.haltline.core.board.CaseRow;
import org.haltline.core.board.Figures;
import org.haltline.core.board.StillThere;
import org.haltline.core.board.StillThere.Estimate;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casefile.SecondPerson;
import org.haltline.core.casework.Casework;
import org.haltline.core.order.Actor;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderState;
import org.haltline.core.order.Rulebook;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;

/// What waits, what ends, what is late, and how the day goes. The board says where to look; each
/// row is shown as its case stands now, and not at all where that says otherwise.
final class BoardReads {
  private static final int ROWS_UNLESS_SAID = 100;
  private static final int APPROVALS_MAX = 200;
  private static final Duration HOLDS_WITHIN = Duration.ofHours(12);
  private static final double MS = 1_000;

  private final Vertx vertx;
  private final Board board;
  private final Catching catching;
  private final CasesAtOnce cases;
  private final Names names;
  private final Rulebook book;
  private final InstantSource clock;

  BoardReads(
      Vertx vertx,
      Board board,
      Catching catching,
      Casework casework,
      Names names,
      Rulebook book,
      InstantSource clock) {
    this.vertx = vertx;
    this.board = board;
    this.catching = catching;
    this.cases = new CasesAtOnce(casework);
    this.names = names;
    this.book = book;
    this.clock = clock;
  }

  Map<String, Handling> handlings() {
    return Map.of(
        "listApprovals", this::approvals,
        "listHolds", this::holds,
        "listUnanswered", this::unanswered,
        "readFigures", this::figures);
  }

  private Future<Answer> approvals(Exchange exchange) {
    Freshness moment = board.freshness();
    return aside(() -> board.asked().stream().limit(APPROVALS_MAX).map(CaseRow::caseId).toList())
        .compose(asked -> exchange.on(cases.read(asked)))
        .map(
            read -> {
              var asked = new ArrayList<Asked>();
              for (CaseState state : read.values()) {
                for (OrderFile file : state.orders().values()) {
                  if (file.state() == OrderState.REQUESTED) {
                    asked.add(new Asked(state, file));
                  }
                }
              }
              return asked;
            })
        .compose(
            asked ->
                exchange
                    .on(names.of(asked.stream().flatMap(it -> it.by().stream()).toList()))
                    .map(
                        called ->
                            asked.stream()
                                .map(it -> approval(it, called, exchange))
                                .sorted(Comparator.comparing(view -> view.order().orderedAt()))
                                .toList()))
        .map(
            views ->
                Answer.json(200, new ApprovalsView(moment.asOf(), moment.catchingUp(), views)));
  }

  /// An order that waits for a second person, in its case.
  private record Asked(CaseState state, OrderFile file) {
    Optional<String> by() {
      return Optional.ofNullable(file.requestedBy());
    }
  }

  private ApprovalView approval(Asked asked, Map<String, String> called, Exchange exchange) {
    CaseState state = asked.state();
    OrderFile file = asked.file();
    Language language = exchange.language();
    String by = file.requestedBy();
    SecondPerson second = SecondPerson.of(book, file);
    List<String> missing = SecondPerson.papersMissing(book, file);
    String not = notThisOne(file, second, missing, exchange.actor(), language);
    String guarded = file.remark();
    return new ApprovalView(
        state.caseId().value(),
        state.status().name(),
        Objects.requireNonNull(state.report()).fraudKind(),
        OrderView.of(file),
        by == null ? null : called.get(by),
        guarded == null
            ? Phrases.say(language, "approval.kind")
            : Phrases.say(language, "approval.protected", Said.of(Bilingual.read(guarded))),
        second == null ? null : new SecondView(second.role().name(), second.level().name()),
        missing,
        not == null,
        not);
  }

  /// Why this one may not agree now; null where they may.
  private static @Nullable String notThisOne(
      OrderFile file,
      @Nullable SecondPerson second,
      List<String> missing,
      Actor by,
      Language language) {
    if (by.id().equals(file.requestedBy())) {
      return Phrases.say(language, "approval.own");
    }
    if (second != null && !second.is(by)) {
      return Phrases.say(
          language,
          "approval.others",
          Said.of("role." + second.role()),
          Said.of("level." + second.level()));
    }
    return missing.isEmpty()
        ? null
        : Phrases.say(language, "approval.paper", String.join(", ", missing));
  }

  private Future<Answer> holds(Exchange exchange) {
    String within = exchange.query("within");
    Instant by = clock.instant().plus(within == null ? HOLDS_WITHIN : Duration.parse(within));
    boolean money = !"all".equals(exchange.query("what"));
    int limit = exchange.query("limit", ROWS_UNLESS_SAID);
    String of = exchange.actor().institution();
    Freshness moment = board.freshness();
    return aside(() -> board.holds(by, of, money, limit))
        .compose(
            marks ->
                rows(
                    exchange,
                    marks,
                    mark -> mark.orderId(),
                    file -> file.holdStands() ? new Shown(file, null, null) : null))
        .map(rows -> Answer.json(200, new HoldsView(moment.asOf(), moment.catchingUp(), rows)));
  }

  private Future<Answer> unanswered(Exchange exchange) {
    Instant now = clock.instant();
    boolean all = "all".equals(exchange.query("what"));
    int limit = exchange.query("limit", ROWS_UNLESS_SAID);
    String of = exchange.actor().institution();
    Freshness moment = board.freshness();
    return aside(
            () -> {
              StillThere there = catching.now();
              return board.open(
                  order ->
                      (all || order.lateAt(now)) && (of == null || of.equals(order.institution())),
                  order -> there.worth(order, now),
                  limit);
            })
        .compose(marks -> rows(exchange, marks, mark -> mark.orderId(), file -> late(file, now)))
        .map(
            rows -> Answer.json(200, new UnansweredView(moment.asOf(), moment.catchingUp(), rows)));
  }

  private @Nullable Shown late(OrderFile file, Instant now) {
    if (!file.isOpen()) {
      return null;
    }
    Instant dueAt = file.order().answerDueAt();
    return new Shown(
        file,
        dueAt.isBefore(now) ? Duration.between(dueAt, now).toSeconds() : null,
        catching.estimate(file.order()));
  }

  private record Shown(OrderFile file, @Nullable Long lateS, @Nullable Estimate estimate) {}

  /// Each marked order as its case has it now, in the order of the marks.
  ///
  /// @param shown null for what is no longer as it was marked
  private <M> Future<List<OfCaseView>> rows(
      Exchange exchange,
      List<Board.Of<M>> marks,
      Function<M, OrderId> order,
      Function<OrderFile, @Nullable Shown> shown) {
    List<CaseId> named = marks.stream().map(Board.Of::caseId).toList();
    return exchange
        .on(cases.read(named))
        .map(
            read -> {
              var rows = new ArrayList<OfCaseView>();
              for (Board.Of<M> of : marks) {
                CaseState state = read.get(of.caseId());
                OrderFile file = state == null ? null : state.order(order.apply(of.mark()));
                Shown row = file == null || !exchange.wall().shows(file) ? null : shown.apply(file);
                if (row != null) {
                  rows.add(
                      new OfCaseView(
                          of.caseId().value(),
                          OrderView.of(row.file()),
                          row.lateS(),
                          catching.shown(row.estimate(), exchange.language())));
                }
              }
              return rows;
            });
  }

  private Future<Answer> figures(Exchange exchange) {
    Freshness moment = board.freshness();
    return aside(board::figures).map(figures -> Answer.json(200, view(figures, moment)));
  }

  private FiguresView view(Figures figures, Freshness moment) {
    long withinS = book.rule(OrderKind.STOP_PAYMENT).answerWithin().toSeconds();
    var orders = new EnumMap<OrderState, Integer>(OrderState.class);
    orders.putAll(figures.orders());
    Long median = figures.toHoldMedianMs();
    return new FiguresView(
        moment.asOf(),
        moment.catchingUp(),
        figures.calls(),
        orders.entrySet().stream()
            .map(it -> new CountView(it.getKey().name(), it.getValue()))
            .toList(),
        figures.sums().stream().map(SumView::of).toList(),
        figures.casesWithHold(),
        median == null ? null : median / MS,
        figures.awaiting(),
        figures.late(),
        figures.holds(),
        figures.hours().stream()
            .map(it -> new HourView(it.from(), it.calls(), it.casesWithHold()))
            .toList(),
        figures.institutions().stream().map(it -> speed(it, withinS)).toList(),
        board.happenings().stream().map(HappeningView::of).toList());
  }

  private static SpeedView speed(Figures.Speed speed, long withinS) {
    Long oldest = speed.oldestOpenS();
    return new SpeedView(
        speed.institution(),
        speed.open(),
        speed.onDesk(),
        speed.late(),
        oldest == null ? null : Instant.ofEpochSecond(oldest),
        speed.answered(),
        speed.p50Ms(),
        speed.p90Ms(),
        withinS);
  }

  /// Ten thousands of rows are gone through: never on an event loop.
  private <T> Future<T> aside(Callable<T> work) {
    return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
  }
}
