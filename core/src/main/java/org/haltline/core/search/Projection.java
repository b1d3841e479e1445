package org.haltline.core.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// What turns the journal's facts into suspects: every case that has a new fact is told to the
/// index as it stands then. A case that is not at hand is read whole from the journal, so nothing
/// depends on where this began.
final class Projection implements Consumer<List<Fact>> {
  private static final int CASES_AT_HAND = 2_000;
  private static final long LOAD_TIMEOUT_S = 30;

  private final Journal journal;
  private final SuspectIndex index;
  private final UnaryOperator<BankAccount> settle;
  private final Cache<CaseId, Known> known =
      Caffeine.newBuilder().maximumSize(CASES_AT_HAND).build();

  /// A case after so many of its facts.
  ///
  /// @param told the suspects that the index has of it; null where nobody looked yet
  private record Known(long version, CaseState state, @Nullable Set<String> told) {}

  Projection(Journal journal, SuspectIndex index, UnaryOperator<BankAccount> settle) {
    this.journal = journal;
    this.index = index;
    this.settle = settle;
  }

  /// Called by the journal's tail. Whatever it throws, the same facts come again: nothing here
  /// minds.
  @Override
  public void accept(List<Fact> facts) {
    Set<CaseId> changed = new LinkedHashSet<>();
    Set<CaseId> erased = new LinkedHashSet<>();
    for (Fact fact : facts) {
      if (fact.isErased()) {
        erased.add(fact.caseId());
      } else if (learn(fact)) {
        changed.add(fact.caseId());
      }
    }
    try {
      for (CaseId caseId : changed) {
        tell(caseId);
      }
      for (CaseId caseId : erased) {
        known.invalidate(caseId);
        index.forget(caseId);
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the suspects were not written", unwritten);
    }
    index.moved(facts.getLast().position());
  }

  /// Whatever the case named before and names no more, leaves it.
  private void tell(CaseId caseId) throws IOException {
    Known now = known.getIfPresent(caseId);
    if (now == null) {
      now = loaded(caseId);
    }
    Map<String, Suspect> suspects = Mentions.of(now.state(), settle);
    Set<String> told = now.told() == null ? index.named(caseId) : now.told();
    for (String key : told) {
      if (!suspects.containsKey(key)) {
        index.forget(caseId, key);
      }
    }
    index.apply(suspects.values());
    known.put(caseId, new Known(now.version(), now.state(), Set.copyOf(suspects.keySet())));
  }

  /// Whether the fact said something new.
  private boolean learn(Fact fact) {
    Known before = known.getIfPresent(fact.caseId());
    if (before != null && fact.version() <= before.version()) {
      return false;
    }
    boolean next = fact.version() == (before == null ? 1 : before.version() + 1);
    if (!next) {
      known.put(fact.caseId(), loaded(fact.caseId()));
      return true;
    }
    CaseState state = before == null ? CaseState.none(fact.caseId()) : before.state();
    known.put(
        fact.caseId(),
        new Known(
            fact.version(),
            CaseEvolution.evolve(state, FactCodec.event(fact)),
            before == null ? Set.of() : before.told()));
    return true;
  }

  private Known loaded(CaseId caseId) {
    CaseHistory history;
    try {
      history = journal.load(caseId).toCompletableFuture().get(LOAD_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while case " + caseId + " was read", closing);
    } catch (ExecutionException | TimeoutException failed) {
      throw new JournalUnavailable("case " + caseId + " was not read for the suspects", failed);
    }
    if (history.isErased()) {
      return new Known(history.version(), CaseState.none(caseId), null);
    }
    return new Known(
        history.version(),
        CaseEvolution.replay(caseId, history.facts().stream().map(FactCodec::event).toList()),
        null);
  }
}
