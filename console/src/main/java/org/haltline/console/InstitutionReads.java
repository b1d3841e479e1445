package org.haltline.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.haltline.console.access.Wall;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.OrderView;
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

  private final Directory directory;
  private final Journal journal;

  InstitutionReads(Directory directory, Journal journal) {
    this.directory = directory;
    this.journal = journal;
  }

  private record InstitutionView(String id, Map<String, String> name, String kind) {
    static InstitutionView of(Institution it) {
      return new InstitutionView(
          it.id(), Map.of("zh", it.nameZh(), "en", it.nameEn()), it.kind().name());
    }
  }

  private record InstitutionsView(List<InstitutionView> institutions) {}

  private record WaitingView(String position, String caseId, OrderView order) {
    static WaitingView of(Queued queued) {
      OutgoingOrder outgoing = OutgoingOrder.fromBytes(queued.payload());
      return new WaitingView(
          queued.at().toString(),
          outgoing.caseId().value(),
          OrderView.sent(outgoing.order(), outgoing.claimedBy()));
    }
  }

  private record WaitingOrdersView(
      List<WaitingView> orders, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

  Map<String, Handling> handlings() {
    return Map.of("listInstitutions", this::institutions, "listOrders", this::orders);
  }

  private Future<Answer> institutions(Exchange exchange) {
    Wall wall = exchange.wall();
    List<InstitutionView> seen =
        directory.institutions().stream()
            .filter(it -> wall.shows(it.id()))
            .map(InstitutionView::of)
            .toList();
    return Future.succeededFuture(Answer.json(200, new InstitutionsView(seen)));
  }

  private Future<Answer> orders(Exchange exchange) {
    String id = exchange.path("institutionId");
    if (directory.byId(id).isEmpty() || !exchange.wall().shows(id)) {
      throw Refused.of(ProblemCode.NO_SUCH_INSTITUTION);
    }
    int limit = exchange.query("limit", ORDERS_UNLESS_SAID);
    String said = exchange.query("after");
    Position after = said == null ? Position.START : Exchange.place("query:after", said);
    // One more than asked for tells whether there is a next page.
    boolean desk = "desk".equals(exchange.query("state"));
    CompletionStage<List<Queued>> waiting =
        desk ? journal.onDesk(id, after, limit + 1) : journal.queued(id, after, limit + 1);
    return exchange.on(waiting).map(found -> page(found, limit));
  }

  private static Answer page(List<Queued> found, int limit) {
    boolean more = found.size() > limit;
    List<Queued> page = more ? found.subList(0, limit) : found;
    String next = more ? page.getLast().at().toString() : null;
    List<WaitingView> views = page.stream().map(WaitingView::of).toList();
    return Answer.json(200, new WaitingOrdersView(views, next));
  }
}
