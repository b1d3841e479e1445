package org.haltline.core.casework;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// The cases that a reader of the journal meets, each as far as it was read or further. One that is
/// not at hand is read whole from the journal, so nothing depends on where the reading began.
public final class CasesAtHand {
  public static final int MAX = 2_000;
  private static final long LOAD_TIMEOUT_S = 30;

  private final Journal journal;
  private final Latest<CaseId, Known> known = new Latest<>(MAX);

  /// What this process wrote and the reader has not come to: those facts need not be decoded again.
  private final Latest<CaseId, Written> ahead = new Latest<>(MAX);

  /// A case after so many of its facts; none when it was erased.
  public record Known(long version, CaseState state) {}

  /// What a fact says that was not known.
  public enum News {
    NOTHING,
    /// There is a new case.
    FIRST,
    WHO,
    WHAT_BECAME
  }

  public CasesAtHand(Journal journal) {
    this.journal = journal;
  }

  /// Takes in how a case stands that this process wrote, from any thread.
  public void handOver(Written it) {
    CaseId caseId = it.after().caseId();
    synchronized (ahead) {
      Written waits = ahead.get(caseId);
      if (waits == null || waits.version() < it.version()) {
        ahead.put(caseId, waits == null ? it : waits.then(it));
      }
    }
  }

  /// Takes a fact in, whose case was not erased.
  public News learn(Fact fact) {
    Known before = known.get(fact.caseId());
    if (before != null && fact.version() <= before.version()) {
      return News.NOTHING;
    }
    Written written = writtenAhead(fact);
    if (written != null) {
      known.put(fact.caseId(), new Known(written.version(), written.after()));
      if (before == null) {
        return fact.version() == 1 ? News.FIRST : News.WHO;
      }
      return written.onlyHeard() && written.before() <= before.version()
          ? News.WHAT_BECAME
          : News.WHO;
    }
    boolean next = fact.version() == (before == null ? 1 : before.version() + 1);
    if (!next) {
      known.put(fact.caseId(), loaded(fact.caseId()));
      return News.WHO;
    }
    CaseEvent event = FactCodec.event(fact);
    CaseState state = before == null ? CaseState.none(fact.caseId()) : before.state();
    known.put(fact.caseId(), new Known(fact.version(), CaseEvolution.evolve(state, event)));
    if (before == null) {
      return News.FIRST;
    }
    return event instanceof CaseEvent.Heard ? News.WHAT_BECAME : News.WHO;
  }

  private @Nullable Written writtenAhead(Fact fact) {
    synchronized (ahead) {
      Written waits = ahead.get(fact.caseId());
      if (waits == null) {
        return null;
      }
      ahead.forget(fact.caseId());
      return waits.version() < fact.version() ? null : waits;
    }
  }

  public void forget(CaseId caseId) {
    known.forget(caseId);
    ahead.forget(caseId);
  }

  /// How far a case was read, or further.
  public Known at(CaseId caseId) {
    Known now = known.get(caseId);
    if (now == null) {
      now = loaded(caseId);
      known.put(caseId, now);
    }
    return now;
  }

  /// The case as it stands.
  public CaseState state(CaseId caseId) {
    return at(caseId).state();
  }

  private Known loaded(CaseId caseId) {
    CaseHistory history;
    try {
      history = journal.load(caseId).toCompletableFuture().get(LOAD_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while case " + caseId + " was read", closing);
    } catch (ExecutionException | TimeoutException failed) {
      throw new JournalUnavailable("case " + caseId + " was not read", failed);
    }
    if (history.isErased()) {
      return new Known(history.version(), CaseState.none(caseId));
    }
    return new Known(
        history.version(),
        CaseEvolution.replay(caseId, history.facts().stream().map(FactCodec::event).toList()));
  }
}
