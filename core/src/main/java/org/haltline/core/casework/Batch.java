package org.haltline.core.casework;

import java.util.ArrayList;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.DeadlinePassed;
import org.haltline.core.casefile.CaseDecider;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Decision;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.Write;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;

/// Commands on one case, decided one after the other on one state, to be written as one step. While
/// a case is being written its further commands gather, so a hot case costs one write for many
/// receipts.
final class Batch {
  private final CaseSnapshot before;
  private final List<Asking> askings;
  private final List<Decided> decided = new ArrayList<>();
  private final List<NewFact> facts = new ArrayList<>();
  private final Steps steps;
  private final CaseState after;

  private record Decided(Asking asking, Decision decision) {}

  Batch(CaseSnapshot before, List<Asking> askings, CaseDecider decider, Rulebook book) {
    this.before = before;
    this.askings = askings;
    CaseState state = before.state();
    for (Asking asking : askings) {
      Decision decision = decider.decide(state, asking.command, asking.asked());
      decided.add(new Decided(asking, decision));
      if (decision instanceof Decision.Accepted accepted) {
        for (CaseEvent event : accepted.events()) {
          state = CaseEvolution.evolve(state, event);
          facts.add(fact(event, asking, book));
        }
      }
    }
    this.after = state;
    this.steps = Steps.between(before.state(), after, book);
    for (Asking asking : askings) {
      if (asking.command instanceof DeadlinePassed passed) {
        steps.reset(new Clockwork(passed.caseId(), passed.orderId(), passed.deadline()), after);
      }
    }
  }

  private static NewFact fact(CaseEvent event, Asking asking, Rulebook book) {
    return new NewFact(
        FactCodec.type(event),
        asking.asked().at(),
        asking.asked().by().id(),
        FactCodec.SCHEMA,
        book.version(),
        FactCodec.body(event));
  }

  boolean hasNothingToWrite() {
    return facts.isEmpty() && (steps.deadlines().isEmpty() || before.version() == 0);
  }

  Write write() {
    Idempotency idempotency = askings.size() == 1 ? askings.getFirst().idempotency : null;
    return new Write(
        before.state().caseId(),
        before.version(),
        before.lastHash(),
        facts,
        steps.claims(),
        steps.claimsGivenBack(),
        steps.queue(),
        steps.deadlines(),
        idempotency);
  }

  CaseState after() {
    return after;
  }

  Steps steps() {
    return steps;
  }

  /// Tells everyone, once it is written (or there was nothing to write).
  void answer(long version) {
    for (Decided one : decided) {
      one.asking.reply.complete(
          switch (one.decision) {
            case Decision.Accepted accepted ->
                new Reply.Accepted(after, version, accepted.events());
            case Decision.NothingNew _ -> new Reply.Accepted(after, version, List.of());
            case Decision.Refused refused -> new Reply.Refused(refused);
          });
    }
  }

  /// What the journal knows of a case that was read: its state, version and last hash.
  @SuppressWarnings("ArrayRecordComponent") // chained to, never compared
  record CaseSnapshot(CaseState state, long version, byte @Nullable [] lastHash) {}
}
