package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haltline.core.casework.CasesAtHand;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;

/// Tells an index of every case that has a new fact, as the case stands then.
abstract class TellingCases implements Telling {
  /// So many cases wait at most: far behind, what waits is told by its number and not by the clock.
  private static final int WAITING_MAX = 1_000;

  /// This much at a time comes only from a journal that is far ahead.
  private static final int FAR_BEHIND = 250;

  private final CasesAtHand cases;
  private final KeptIndex index;
  private final Duration namesGathered;
  private final Duration answersGathered;

  /// The cases that have something to tell, the first that had it first.
  private final Map<CaseId, Waiting> waiting = new LinkedHashMap<>();

  private Position reached;

  /// What a case has to tell.
  ///
  /// @param after the place in the journal up to which everything of it is told
  /// @param until when it is told, by System.nanoTime
  private record Waiting(Position after, long until) {}

  /// @param namesGathered how long who is named waits to be written
  /// @param answersGathered how long what became of the orders waits. It comes in a trickle, and is
  ///   told once it has come: writing all of a case at every answer costs more than the rest of the
  ///   case's way through the house
  TellingCases(Journal journal, KeptIndex index, Duration namesGathered, Duration answersGathered) {
    this.cases = new CasesAtHand(journal);
    this.index = index;
    this.namesGathered = namesGathered;
    this.answersGathered = answersGathered;
    this.reached = index.position();
  }

  /// A case that the index has nothing of begins.
  abstract void begins(CaseId caseId);

  /// A case that others wrote names somebody, and is written some moments later.
  void names(CaseId caseId, CasesAtHand.Known now) {
    // nobody finds it before it is written
  }

  /// A case was erased, or may have been.
  void forget(CaseId caseId) {
    // nobody found it before it was written
  }

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
        forget(fact.caseId());
        hasToTell(fact.caseId(), now);
        continue;
      }
      switch (cases.learn(fact)) {
        case NOTHING -> {
          // told already, or waits
        }
        case FIRST -> {
          begins(fact.caseId());
          who(fact.caseId(), facts.size(), now);
        }
        case WHO -> who(fact.caseId(), facts.size(), now);
        case WHAT_BECAME -> hasToTell(fact.caseId(), now + answersGathered.toNanos());
      }
    }
    reached = facts.getLast().position();
    tellDue();
  }

  @Override
  public final void written(Written it) {
    cases.handOver(it);
  }

  private void who(CaseId caseId, int facts, long now) {
    if (facts < FAR_BEHIND) {
      names(caseId, cases.at(caseId));
    }
    hasToTell(caseId, now + namesGathered.toNanos());
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
    forget(caseId);
    hasToTell(caseId, System.nanoTime());
    tellDue();
  }

  @Override
  public final void tellDue() {
    tell(System.nanoTime(), WAITING_MAX);
  }

  @Override
  public final void tellAll() {
    tell(System.nanoTime(), 0);
  }

  /// @param waitingMax how many may wait on
  private void tell(long now, int waitingMax) {
    try {
      for (var each = waiting.entrySet().iterator(); each.hasNext(); ) {
        Map.Entry<CaseId, Waiting> one = each.next();
        if (one.getValue().until() - now <= 0 || waiting.size() > waitingMax) {
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
