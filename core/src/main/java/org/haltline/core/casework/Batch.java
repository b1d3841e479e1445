package org.haltline.core.casework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haltline.core.casefile.CaseCommand.DeadlinePassed;
import org.haltline.core.casefile.CaseDecider;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Decision;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Idempotency;
import org.haltline.core.journal.NewFact;
import org.haltline.core.journal.Write;
import org.haltline.core.order.Rulebook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commands on one case, decided one after the other on one state, to be written as one step. While
/// a case is being written its further commands gather, so a hot case costs one write for many
/// receipts.
final class Batch {
  private static final Logger log = LoggerFactory.getLogger(Batch.class);

  private final CaseSnapshot before;
  private final List<Asking> askings;
  private final List<Decided> decided = new ArrayList<>();
  private final List<NewFact> facts = new ArrayList<>();
  private final Steps steps;
  private final CaseState after;
  private boolean onlyHeard = true;

  private record Decided(Asking asking, Decision decision) {}

  Batch(CaseSnapshot before, List<Asking> askings, CaseDecider decider, Rulebook book) {
    this.before = before;
    this.askings = askings.stream().filter(asking -> !asking.reply.isDone()).toList();
    CaseState state = before.state();
    for (Asking asking : this.askings) {
      state = decide(state, asking, decider, book);
    }
    this.after = state;
    this.steps = Steps.between(before.state(), after, book);
    for (Asking asking : this.askings) {
      if (asking.command instanceof DeadlinePassed passed) {
        steps.reset(new Clockwork(passed.caseId(), passed.orderId(), passed.deadline()), after);
      }
    }
  }

  /// A command that cannot be decided is a fault of ours: it fails alone, and those that came with
  /// it go on.
  private CaseState decide(CaseState state, Asking asking, CaseDecider decider, Rulebook book) {
    try {
      Decision decision = decider.decide(state, asking.command, asking.asked());
      CaseState next = state;
      var its = new ArrayList<NewFact>();
      if (decision instanceof Decision.Accepted accepted) {
        for (CaseEvent event : accepted.events()) {
          next = CaseEvolution.evolve(next, event);
          onlyHeard &= event instanceof CaseEvent.Heard;
          its.add(fact(event, asking, book));
        }
      }
      facts.addAll(its);
      decided.add(new Decided(asking, decision));
      return next;
    } catch (RuntimeException fault) {
      String command = asking.command.getClass().getSimpleName();
      log.error("{} on {} could not be decided", command, state.caseId(), fault);
      asking.reply.completeExceptionally(fault);
      return state;
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
    return new Write(
        before.state().caseId(),
        before.version(),
        before.lastHash(),
        facts,
        steps.claims(),
        steps.claimsGivenBack(),
        steps.queue(),
        steps.deadlines(),
        idempotency());
  }

  /// A command with a key stands alone in its batch.
  @Nullable Idempotency idempotency() {
    return askings.size() == 1 ? askings.getFirst().idempotency : null;
  }

  /// Whether these facts stand in the case's history, exactly where they were to be written.
  boolean standsIn(CaseHistory history) {
    int from = Math.toIntExact(before.version());
    if (facts.isEmpty() || history.facts().size() < from + facts.size()) {
      return false;
    }
    for (int i = 0; i < facts.size(); i++) {
      if (!isSame(facts.get(i), history.facts().get(from + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(NewFact ours, Fact there) {
    return ours.type().equals(there.type())
        && ours.at().equals(there.at())
        && ours.actor().equals(there.actor())
        && Arrays.equals(ours.body(), there.body());
  }

  /// The version of the case just after this batch.
  long version() {
    return before.version() + facts.size();
  }

  List<Asking> askings() {
    return askings;
  }

  CaseState after() {
    return after;
  }

  /// What others are told once it is written.
  Written told() {
    return new Written(before.version(), version(), after, onlyHeard);
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
  @SuppressWarnings("ArrayRecordComponent") // handed from a load to the next write, never compared
  record CaseSnapshot(CaseState state, long version, byte @Nullable [] lastHash) {}
}
