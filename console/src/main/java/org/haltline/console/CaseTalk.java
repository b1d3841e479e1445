package org.haltline.console;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.casefile.CaseCommand.AddNote;
import org.haltline.core.casefile.CaseCommand.LinkCase;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Reply;
import org.haltline.core.order.CaseId;

/// What people say about a case: notes, and which other cases belong to it.
final class CaseTalk {
  private static final int OK = 200;

  private final Outcomes outcomes;
  private final Casework casework;

  CaseTalk(Outcomes outcomes, Casework casework) {
    this.outcomes = outcomes;
    this.casework = casework;
  }

  Map<String, Handling> handlings() {
    return Map.of("addNote", this::note, "linkCases", this::link);
  }

  private Future<Answer> note(Exchange exchange) {
    Part body = exchange.sound();
    String text = Objects.requireNonNullElse(body.get("text").text(), "").strip();
    List<String> mentions =
        body.get("mentions").items().stream()
            .map(Part::text)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    return outcomes.of(exchange, new AddNote(exchange.caseId(), text, mentions), List.of(), OK);
  }

  /// The other case is told first: if the house dies between the two, the same request, sent again,
  /// finds nothing new there and tells this one.
  private Future<Answer> link(Exchange exchange) {
    Part body = exchange.sound();
    CaseId here = exchange.caseId();
    var there = new CaseId(Objects.requireNonNull(body.get("caseId").text()));
    String because = Objects.requireNonNullElse(body.get("because").text(), "").strip();
    var link = new LinkCase(here, there, because);
    if (here.equals(there)) {
      return outcomes.of(exchange, link, List.of(), OK);
    }
    return exists(exchange, here, "path:caseId")
        .compose(found -> exists(exchange, there, "/caseId"))
        .compose(
            found ->
                exchange.on(
                    casework.handle(new LinkCase(there, here, because), exchange.actor(), null)))
        .compose(
            told ->
                told instanceof Reply.Refused(var why)
                    ? Future.failedFuture(new Refused(Problem.of(why)))
                    : outcomes.of(exchange, link, List.of(), OK));
  }

  private Future<Boolean> exists(Exchange exchange, CaseId caseId, String pointer) {
    return exchange
        .on(casework.read(caseId))
        .map(
            reading -> {
              if (!reading.state().exists()) {
                throw new Refused(Problem.at(ProblemCode.NO_SUCH_CASE, pointer));
              }
              return true;
            });
  }
}
