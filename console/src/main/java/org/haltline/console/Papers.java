package org.haltline.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.casefile.CaseCommand.AttachPaper;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Casework;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.Rulebook;

/// Documents of orders: on disk under their hash first, then named by a fact.
final class Papers {
  private final Vertx vertx;
  private final Casework casework;
  private final Outcomes outcomes;
  private final FileStore files;
  private final Rulebook book;
  private final int bytesMax;

  Papers(
      Vertx vertx,
      Casework casework,
      Outcomes outcomes,
      FileStore files,
      Rulebook book,
      int bytesMax) {
    this.vertx = vertx;
    this.casework = casework;
    this.outcomes = outcomes;
    this.files = files;
    this.book = book;
    this.bytesMax = bytesMax;
  }

  Map<String, Handling> handlings() {
    return Map.of("attachPaper", this::attach);
  }

  private Future<Answer> attach(Exchange exchange) {
    CaseId caseId = exchange.caseId();
    OrderId orderId = exchange.orderId();
    String name = exchange.path("name");
    // Looked at first: what no order waits for is not kept.
    return exchange
        .on(casework.read(caseId))
        .compose(
            reading -> {
              requireWanted(reading.state(), orderId, name);
              return store(exchange);
            })
        .compose(
            sha256 ->
                outcomes.of(
                    exchange, new AttachPaper(caseId, orderId, name, sha256), List.of(), 200));
  }

  private void requireWanted(CaseState state, OrderId orderId, String name) {
    if (!state.exists()) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_CASE, "path:caseId"));
    }
    OrderFile file = state.order(orderId);
    if (file == null) {
      throw new Refused(Problem.at(ProblemCode.NO_SUCH_ORDER, "path:orderId"));
    }
    if (book.rule(file.order().kind()).papers().stream()
        .noneMatch(paper -> paper.name().equals(name))) {
      throw new Refused(Problem.at(ProblemCode.PAPER_UNKNOWN, "path:name", "name", name));
    }
  }

  private Future<String> store(Exchange exchange) {
    byte[] bytes = exchange.raw().getBytes();
    return vertx
        .executeBlocking(() -> files.put(new ByteArrayInputStream(bytes), bytesMax), false)
        .map(stored -> Objects.requireNonNull(stored).sha256());
  }
}
