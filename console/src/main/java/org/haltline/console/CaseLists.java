package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.BoardViews.CaseLineView;
import org.haltline.console.view.BoardViews.CasesView;
import org.haltline.console.words.Remark;
import org.haltline.core.board.Board;
import org.haltline.core.board.Board.Freshness;
import org.haltline.core.board.CallerNumber;
import org.haltline.core.board.CaseRow;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseStatus;
import org.haltline.core.casework.Casework;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cases in lists: the newest first, and those of one caller.
final class CaseLists {
  /// Who asked after a person; that it was asked, not after whom.
  private static final Logger READS = LoggerFactory.getLogger("org.haltline.reads");

  private static final int CASES_UNLESS_SAID = 50;
  private static final int OF_CALLER_MAX = 20;

  private final Vertx vertx;
  private final Board board;
  private final CasesAtOnce cases;
  private final Rulebook book;

  CaseLists(Vertx vertx, Board board, Casework casework, Rulebook book) {
    this.vertx = vertx;
    this.board = board;
    this.cases = new CasesAtOnce(casework);
    this.book = book;
  }

  Map<String, Handling> handlings() {
    return Map.of("listCases", this::cases, "findCaller", this::caller);
  }

  private Future<Answer> cases(Exchange exchange) {
    Predicate<CaseRow> wanted = wanted(exchange);
    String said = exchange.query("after");
    CaseId after = said == null ? null : new CaseId(said);
    int limit = exchange.query("limit", CASES_UNLESS_SAID);
    Freshness moment = board.freshness();
    // One more than asked for tells whether there is a next page.
    return aside(() -> board.cases(wanted, after, limit + 1))
        .compose(
            rows -> {
              boolean more = rows.size() > limit;
              List<CaseRow> page = more ? rows.subList(0, limit) : rows;
              return shown(exchange, page, moment, more ? page.getLast().caseId().value() : null);
            });
  }

  private static Predicate<CaseRow> wanted(Exchange exchange) {
    String status = exchange.query("state");
    String kind = exchange.query("kind");
    String q = exchange.query("q");
    Instant from = moment(exchange, "from");
    Instant to = moment(exchange, "to");
    String number = q == null ? "" : q.strip().toUpperCase(Locale.ROOT);
    long caller = q == null ? 0 : CallerNumber.of(q);
    return row ->
        (status == null || row.status() == CaseStatus.valueOf(status))
            && (kind == null || row.kind().equals(kind))
            && (from == null || !row.receivedAt().isBefore(from))
            && (to == null || row.receivedAt().isBefore(to))
            && (number.isEmpty()
                || row.caseId().value().contains(number)
                || (caller != 0 && row.caller() == caller));
  }

  private static @Nullable Instant moment(Exchange exchange, String name) {
    String said = exchange.query(name);
    try {
      return said == null ? null : OffsetDateTime.parse(said).toInstant();
    } catch (DateTimeParseException none) {
      throw new Refused(
          Problem.faults(
              ProblemCode.BAD_PARAMETER,
              List.of(Remark.of("query:" + name, "fault.time-shape", said))));
    }
  }

  private Future<Answer> caller(Exchange exchange) {
    String number = Objects.requireNonNullElse(exchange.query("number"), "");
    Freshness moment = board.freshness();
    return aside(() -> board.ofCaller(number, OF_CALLER_MAX))
        .compose(
            rows -> {
              READS.info("{} {} {}", exchange.actor().id(), exchange.request().path(), rows.size());
              return shown(exchange, rows, moment, null);
            });
  }

  private Future<Answer> shown(
      Exchange exchange, List<CaseRow> rows, Freshness moment, @Nullable String next) {
    return exchange
        .on(cases.read(rows.stream().map(CaseRow::caseId).toList()))
        .map(
            read -> {
              var lines = new ArrayList<CaseLineView>();
              for (CaseRow row : rows) {
                CaseState state = read.get(row.caseId());
                if (state != null) {
                  lines.add(CaseLineView.of(state, row, book));
                }
              }
              return Answer.json(
                  200, new CasesView(moment.asOf(), moment.catchingUp(), lines, next));
            });
  }

  private <T> Future<T> aside(Callable<T> work) {
    return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
  }
}
