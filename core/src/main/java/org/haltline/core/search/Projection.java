package org.haltline.core.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseEvolution;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.codec.FactCodec;
import org.haltline.core.journal.CaseHistory;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;

/// What turns the journal's facts into suspects: every case that has a new fact is told to the
/// index as it stands then. A case that is not at hand is read whole from the journal, so nothing
/// depends on where this began. All calls come from one thread.
final class Projection implements Consumer<List<Fact>> {
  private static final int CASES_AT_HAND = 2_000;

  /// Who is named is told at once. What became of the orders comes in a trickle after it, and is
  /// told once it has come: writing all suspects of a case at every answer costs more than the rest
  /// of the case's way through the house.
  private static final Duration ANSWERS_GATHERED = Duration.ofSeconds(2);

  private static final long LOAD_TIMEOUT_S = 30;

  private final Journal journal;
  private final SuspectIndex index;
  private final UnaryOperator<BankAccount> settle;
  private final Cache<CaseId, Known> known =
      Caffeine.newBuilder().maximumSize(CASES_AT_HAND).build();

  /// The cases that have something to tell, the first that had it first.
  private final Map<CaseId, Waiting> waiting = new LinkedHashMap<>();

  private Position reached;

  /// What a case has to tell.
  ///
  /// @param after the place in the journal up to which everything of it is told
  /// @param until when it is told, by System.nanoTime
  private record Waiting(Position after, long until) {}

  /// A case after so many of its facts.
  ///
  /// @param told the suspects that the index has of it; null where nobody looked yet
  private record Known(long version, CaseState state, @Nullable Set<String> told) {}

  Projection(Journal journal, SuspectIndex index, UnaryOperator<BankAccount> settle) {
    this.journal = journal;
    this.index = index;
    this.settle = settle;
    this.reached = index.position();
  }

  /// Called by the journal's tail. Whatever it throws, the same facts come again: what they changed
  /// still waits to be told.
  @Override
  public void accept(List<Fact> facts) {
    long now = System.nanoTime();
    for (Fact fact : facts) {
      if (fact.isErased()) {
        known.invalidate(fact.caseId());
        hasToTell(fact.caseId(), now);
      } else {
        switch (learn(fact)) {
          case NOTHING -> {}
          case WHO -> hasToTell(fact.caseId(), now);
          case WHAT_BECAME -> hasToTell(fact.caseId(), now + ANSWERS_GATHERED.toNanos());
        }
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

  /// Tells what has waited long enough.
  void tellDue() {
    long now = System.nanoTime();
    try {
      for (var each = waiting.entrySet().iterator(); each.hasNext(); ) {
        Map.Entry<CaseId, Waiting> one = each.next();
        if (one.getValue().until() - now <= 0) {
          tell(one.getKey());
          each.remove();
        }
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the suspects were not written", unwritten);
    }
    Position told = waiting.isEmpty() ? reached : waiting.values().iterator().next().after();
    if (!told.equals(index.position())) {
      index.moved(told);
    }
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

  /// What a fact says that was not known.
  private enum News {
    NOTHING,
    WHO,
    WHAT_BECAME
  }

  private News learn(Fact fact) {
    Known before = known.getIfPresent(fact.caseId());
    if (before != null && fact.version() <= before.version()) {
      return News.NOTHING;
    }
    boolean next = fact.version() == (before == null ? 1 : before.version() + 1);
    if (!next) {
      known.put(fact.caseId(), loaded(fact.caseId()));
      return News.WHO;
    }
    CaseEvent event = FactCodec.event(fact);
    CaseState state = before == null ? CaseState.none(fact.caseId()) : before.state();
    known.put(
        fact.caseId(),
        new Known(
            fact.version(),
            CaseEvolution.evolve(state, event),
            before == null ? Set.of() : before.told()));
    return event instanceof CaseEvent.Heard ? News.WHAT_BECAME : News.WHO;
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
