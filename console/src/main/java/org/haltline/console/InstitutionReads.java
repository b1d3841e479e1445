package org.haltline.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.console.access.Wall;
import org.haltline.console.feed.LineNotices;
import org.haltline.console.feed.LineNotices.LineNotice;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.CatchableView;
import org.haltline.console.view.OrderSheet;
import org.haltline.console.view.OrderView;
import org.haltline.console.words.Language;
import org.haltline.console.words.Remark;
import org.haltline.core.board.StillThere.Estimate;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.directory.Directory;
import org.haltline.core.directory.Institution;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.Queued;
import org.jspecify.annotations.Nullable;

/// The institutions and what waits at them.
final class InstitutionReads {
  private static final int ORDERS_UNLESS_SAID = 50;
  private static final int EXPORT_PAGE = 200;

  /// Far more than a desk can work on; the longest waiting are among them.
  private static final int EXPORTED_MAX = 10_000;

  /// More than a desk works on in a shift.
  private static final int RANKED_MAX = 2_000;

  private final Directory directory;
  private final Journal journal;
  private final LineNotices lines;
  private final ZoneId zone;
  private final Catching catching;
  private final InstantSource clock;

  /// @param zone in which sheets tell moments
  InstitutionReads(
      Directory directory,
      Journal journal,
      LineNotices lines,
      ZoneId zone,
      Catching catching,
      InstantSource clock) {
    this.directory = directory;
    this.journal = journal;
    this.lines = lines;
    this.zone = zone;
    this.catching = catching;
    this.clock = clock;
  }

  private record LineView(String matter, String says, long orders, Instant since, Instant at) {
    static LineView of(LineNotice it, Language language) {
      return new LineView(
          it.matter().name(),
          Remark.of("", "line." + it.matter()).in(language),
          it.orders(),
          it.since(),
          it.at());
    }
  }

  private record InstitutionView(
      String id, Map<String, String> name, String kind, List<LineView> line) {}

  private InstitutionView view(Institution it, Language language) {
    return new InstitutionView(
        it.id(),
        Map.of("zh", it.nameZh(), "en", it.nameEn()),
        it.kind().name(),
        lines.of(it.id(), clock.instant()).stream()
            .map(notice -> LineView.of(notice, language))
            .toList());
  }

  private record InstitutionsView(List<InstitutionView> institutions) {}

  private record WaitingView(
      String position, String caseId, OrderView order, @Nullable CatchableView catchable) {
    static WaitingView of(Queued queued) {
      return of(queued, OutgoingOrder.fromBytes(queued.payload()), null);
    }

    static WaitingView of(
        Queued queued, OutgoingOrder outgoing, @Nullable CatchableView catchable) {
      return new WaitingView(
          queued.at().toString(),
          outgoing.caseId().value(),
          OrderView.sent(outgoing.order(), outgoing.claimedBy()),
          catchable);
    }
  }

  private record WaitingOrdersView(
      List<WaitingView> orders, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

  Map<String, Handling> handlings() {
    return Map.of(
        "listInstitutions", this::institutions,
        "listOrders", this::orders,
        "exportOrders", this::export);
  }

  private Future<Answer> institutions(Exchange exchange) {
    Wall wall = exchange.wall();
    List<InstitutionView> seen =
        directory.institutions().stream()
            .filter(it -> wall.shows(it.id()))
            .map(it -> view(it, exchange.language()))
            .toList();
    return Future.succeededFuture(Answer.json(200, new InstitutionsView(seen)));
  }

  private String institution(Exchange exchange) {
    String id = exchange.path("institutionId");
    if (directory.byId(id).isEmpty() || !exchange.wall().shows(id)) {
      throw Refused.of(ProblemCode.NO_SUCH_INSTITUTION);
    }
    return id;
  }

  private Future<Answer> orders(Exchange exchange) {
    String id = institution(exchange);
    int limit = exchange.query("limit", ORDERS_UNLESS_SAID);
    if (exchange.query("rank") != null) {
      return exchange
          .on(pages(exchange, id, Position.START, List.of(), RANKED_MAX))
          .map(all -> ranked(all, limit, exchange.language()));
    }
    String said = exchange.query("after");
    Position after = said == null ? Position.START : Exchange.place("query:after", said);
    // One more than asked for tells whether there is a next page.
    return exchange.on(waiting(exchange, id, after, limit + 1)).map(found -> page(found, limit));
  }

  private CompletionStage<List<Queued>> waiting(
      Exchange exchange, String id, Position after, int limit) {
    return "desk".equals(exchange.query("state"))
        ? journal.onDesk(id, after, limit)
        : journal.queued(id, after, limit);
  }

  private Future<Answer> export(Exchange exchange) {
    String id = institution(exchange);
    return exchange
        .on(pages(exchange, id, Position.START, List.of(), EXPORTED_MAX))
        .map(InstitutionReads::opened)
        .map(
            all ->
                Answer.of(
                        200,
                        "text/csv; charset=utf-8",
                        Buffer.buffer(new OrderSheet(exchange.language(), zone).bytes(all)))
                    .with("Content-Disposition", "attachment; filename=\"" + id + ".csv\""));
  }

  private static List<OutgoingOrder> opened(List<Queued> all) {
    return all.stream().map(queued -> OutgoingOrder.fromBytes(queued.payload())).toList();
  }

  /// Page by page, for one call must not occupy Redis for long.
  private CompletionStage<List<Queued>> pages(
      Exchange exchange, String id, Position after, List<Queued> before, int max) {
    return waiting(exchange, id, after, EXPORT_PAGE)
        .thenCompose(
            found -> {
              var all = new ArrayList<>(before);
              all.addAll(found);
              return found.size() < EXPORT_PAGE || all.size() >= max
                  ? CompletableFuture.completedStage(List.copyOf(all))
                  : pages(exchange, id, found.getLast().at(), all, max);
            });
  }

  /// An order with what may still be caught.
  private record Ranked(Queued queued, OutgoingOrder outgoing, @Nullable Estimate estimate) {
    /// Most money first, then what is due first.
    static final Comparator<Ranked> FIRST =
        Comparator.comparingLong((Ranked it) -> Catching.worth(it.estimate()))
            .reversed()
            .thenComparing(it -> it.outgoing().order().answerDueAt());
  }

  /// One page: a rank changes while one reads on.
  private Answer ranked(List<Queued> all, int limit, Language language) {
    List<WaitingView> views =
        all.stream()
            .map(
                queued -> {
                  OutgoingOrder outgoing = OutgoingOrder.fromBytes(queued.payload());
                  return new Ranked(queued, outgoing, catching.estimate(outgoing.order()));
                })
            .sorted(Ranked.FIRST)
            .limit(limit)
            .map(
                it ->
                    WaitingView.of(
                        it.queued(), it.outgoing(), catching.shown(it.estimate(), language)))
            .toList();
    return Answer.json(200, new WaitingOrdersView(views, null));
  }

  private static Answer page(List<Queued> found, int limit) {
    boolean more = found.size() > limit;
    List<Queued> page = more ? found.subList(0, limit) : found;
    String next = more ? page.getLast().at().toString() : null;
    List<WaitingView> views = page.stream().map(WaitingView::of).toList();
    return Answer.json(200, new WaitingOrdersView(views, next));
  }
}
