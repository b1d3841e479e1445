package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;

/// Tells an index of every case that has a new fact, as the case stands then.
abstract class TellingCases implements Telling {
  private final CasesAtHand cases;
  private final KeptIndex index;
  private final Duration answersGathered;

  /// The cases that have something to tell, the first that had it first.
  private final Map<CaseId, Waiting> waiting = new LinkedHashMap<>();

  private Position reached;

  /// What a case has to tell.
  ///
  /// @param after the place in the journal up to which everything of it is told
  /// @param until when it is told, by System.nanoTime
  private record Waiting(Position after, long until) {}

  /// @param answersGathered who is named is told at once. What became of the orders comes in a
  ///   trickle after it, and is told once it has come: writing all of a case at every answer costs
  ///   more than the rest of the case's way through the house
  TellingCases(Journal journal, KeptIndex index, Duration answersGathered) {
    this.cases = new CasesAtHand(journal);
    this.index = index;
    this.answersGathered = answersGathered;
    this.reached = index.position();
  }

  /// A case that the index has nothing of begins.
  abstract void begins(CaseId caseId);

  /// Writes the case as it stands now; one that was erased has no report.
  abstract void tell(CaseId caseId, CasesAtHand cases) throws IOException;

  /// Called by the journal's tail. Whatever it throws, the same facts come again: what they changed
  /// still waits to be told.
  @Override
  public final void accept(List<Fact> facts) {
    long now = System.nanoTime();
    for (Fact fact : facts) {
      if (fact.isErased()) {
        cases.forget(fact.caseId());
        hasToTell(fact.caseId(), now);
        continue;
      }
      switch (cases.learn(fact)) {
        case NOTHING -> {
          // told already, or waits
        }
        case FIRST -> {
          begins(fact.caseId());
          hasToTell(fact.caseId(), now);
        }
        case WHO -> hasToTell(fact.caseId(), now);
        case WHAT_BECAME -> hasToTell(fact.caseId(), now + answersGathered.toNanos());
      }
    }
    reached = facts.getLast().position();
    tellDue();
  }

  private void hasToTell(CaseId caseId, long until) {
    waiting.merge(
        caseId,
        new Waiting(reached, until),
        (first, again) -> new Waiting(first.after(), Math.min(first.until(), again.until())));
  }

  @Override
  public final void lookAgain(CaseId caseId) {
    cases.forget(caseId);
    hasToTell(caseId, System.nanoTime());
    tellDue();
  }

  @Override
  public final void tellDue() {
    long now = System.nanoTime();
    try {
      for (var each = waiting.entrySet().iterator(); each.hasNext(); ) {
        Map.Entry<CaseId, Waiting> one = each.next();
        if (one.getValue().until() - now <= 0) {
          tell(one.getKey(), cases);
          each.remove();
        }
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the index was not written", unwritten);
    }
    Position told = waiting.isEmpty() ? reached : waiting.values().iterator().next().after();
    if (!told.equals(index.position())) {
      index.moved(told);
    }
  }
}
