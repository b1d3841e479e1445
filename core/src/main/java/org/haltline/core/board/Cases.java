package org.haltline.core.board;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Latest;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// The cases that the board meets, each as far as it was told of it or further: one that is not at
/// hand is read whole from the journal.
final class Cases {
  private static final int AT_HAND = 2_000;
  private static final long LOAD_TIMEOUT_S = 30;

  private final Journal journal;
  private final Latest<CaseId, Known> known = new Latest<>(AT_HAND);

  Cases(Journal journal) {
    this.journal = journal;
  }

  /// A case after so many of its facts; none when it was erased.
  record Known(long version, CaseState state) {}

  /// The case with this fact, which was just read.
  Known with(Fact fact, CaseEvent event) {
    Known before = fact.version() == 1 ? none(fact.caseId()) : known.get(fact.caseId());
    Known after;
    if (before != null && fact.version() <= before.version()) {
      return before;
    } else if (before != null && fact.version() == before.version() + 1) {
      after = new Known(fact.version(), CaseEvolution.evolve(before.state(), event));
    } else {
      after = loaded(fact.caseId());
    }
    known.put(fact.caseId(), after);
    return after;
  }

  /// What is at hand of a case whose first fact comes again is kept.
  private Known none(CaseId caseId) {
    @Nullable Known there = known.get(caseId);
    return there == null ? new Known(0, CaseState.none(caseId)) : there;
  }

  void forget(CaseId caseId) {
    known.forget(caseId);
  }

  private Known loaded(CaseId caseId) {
    CaseHistory history;
    try {
      history = journal.load(caseId).toCompletableFuture().get(LOAD_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while case " + caseId + " was read", closing);
    } catch (ExecutionException | TimeoutException failed) {
      throw new JournalUnavailable("case " + caseId + " was not read for the board", failed);
    }
    return new Known(
        history.version(),
        history.isErased()
            ? CaseState.none(caseId)
            : CaseEvolution.replay(
                caseId, history.facts().stream().map(FactCodec::event).toList()));
  }
}
