package org.haltline.console;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.haltline.console.access.Wall;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.intake.HeldBack;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.view.OrderView;
import org.haltline.console.view.Views.OutcomeView;
import org.haltline.console.view.Views.RemarkView;
import org.haltline.console.words.Remark;
import org.haltline.core.casefile.CaseCommand;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvent.OrderEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Decision;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.Reply;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.OrderId;
import org.jspecify.annotations.Nullable;

/// Carries a command out and tells what came of it; the same again when it is sent again under its
/// key.
final class Outcomes {
  private final Casework casework;
  private final Journal journal;

  Outcomes(Casework casework, Journal journal) {
    this.casework = casework;
    this.journal = journal;
  }

  /// The case just after a command.
  ///
  /// @param events of the command; none when it had happened before
  private record After(CaseState state, long version, List<CaseEvent> events) {}

  /// @param status of the answer when the command changes something
  Future<Answer> of(Exchange exchange, CaseCommand command, List<Remark> warnings, int status) {
    Idempotency key = exchange.idempotency();
    return exchange
        .on(casework.handle(command, exchange.actor(), key))
        .compose(reply -> answer(exchange, key, reply, warnings, status));
  }

  private Future<Answer> answer(
      Exchange exchange,
      @Nullable Idempotency key,
      Reply reply,
      List<Remark> warnings,
      int status) {
    return switch (reply) {
      case Reply.Accepted(CaseState state, long version, List<CaseEvent> events) ->
          Future.succeededFuture(
              told(exchange, new After(state, version, events), warnings, status));
      case Reply.Refused(Decision.Refused why) ->
          Future.failedFuture(new Refused(problem(exchange, why)));
      case Reply.KeyReused _ -> Future.failedFuture(Refused.of(ProblemCode.KEY_REUSED));
      case Reply.Repeated _ ->
          exchange
              .on(then(Objects.requireNonNull(key, "only a key makes a repetition")))
              .map(
                  after ->
                      told(exchange, after, warnings, status).with("Idempotency-Replayed", "true"));
    };
  }

  private static Answer told(Exchange exchange, After after, List<Remark> warnings, int status) {
    var touched = new LinkedHashSet<OrderId>();
    for (CaseEvent event : after.events()) {
      if (event instanceof OrderEvent ofOrder) {
        touched.add(ofOrder.orderId());
      }
    }
    String caseId = after.state().caseId().value();
    exchange.ofCase(after.state().caseId());
    boolean changed = !after.events().isEmpty();
    List<Remark> all = HeldBack.together(exchange.body(), warnings, after.state(), after.events());
    Answer answer =
        Answer.json(
            changed ? status : 200,
            new OutcomeView(
                caseId,
                after.version(),
                after.state().status().name(),
                changed,
                orders(after.state(), touched, exchange.wall()),
                RemarkView.of(all, exchange.language())));
    return status == 201 ? answer.with("Location", "/api/cases/" + caseId) : answer;
  }

  private static List<OrderView> orders(CaseState state, Set<OrderId> touched, Wall wall) {
    var orders = new ArrayList<OrderView>(touched.size());
    for (OrderId id : touched) {
      OrderFile file = state.order(id);
      if (file != null && wall.shows(file)) {
        orders.add(OrderView.of(file));
      }
    }
    return orders;
  }

  /// Behind a wall an order of somebody else's, or one that never left, is no order at all.
  private static Problem problem(Exchange exchange, Decision.Refused why) {
    if (exchange.wall().stands()) {
      switch (why.code()) {
        case NO_SUCH_CASE, NO_SUCH_ORDER, NOT_YOUR_ORDER, ORDER_NOT_WAITING -> {
          return Problem.at(ProblemCode.NO_SUCH_ORDER, "path:orderId");
        }
        default -> {
          // told as it is
        }
      }
    }
    return Problem.of(why);
  }

  /// The case as it was just after the command that was carried out under this key.
  private CompletionStage<After> then(Idempotency key) {
    return journal
        .idempotent(key.key())
        .thenCompose(
            known -> {
              var answer = known.orElseThrow(() -> new IllegalStateException("key forgotten"));
              return journal
                  .load(answer.caseId())
                  .thenApply(history -> then(history, answer.version()));
            });
  }

  /// A command with a key is written alone, so its facts are the last ones up to that version that
  /// have the same instant and the same hand.
  private static After then(CaseHistory history, long version) {
    List<Fact> facts = history.facts().subList(0, Math.toIntExact(version));
    CaseState state = CaseState.none(history.caseId());
    var events = new ArrayList<CaseEvent>();
    Fact last = facts.getLast();
    for (Fact fact : facts) {
      CaseEvent event = FactCodec.event(fact);
      state = CaseEvolution.evolve(state, event);
      if (fact.at().equals(last.at()) && fact.actor().equals(last.actor())) {
        events.add(event);
      } else {
        events.clear();
      }
    }
    return new After(state, version, events);
  }
}
