package org.haltline.core.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haltline.core.casework.CasesAtHand;
import org.haltline.core.casework.Latest;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;

/// What turns the journal's facts into suspects: every case that has a new fact is told to the
/// index as it stands then. Who is named is found meanwhile in what the index keeps in memory, so
/// that a report and the answers to its orders are written together.
final class Projection extends TellingCases {
  private static final Duration GATHERED = Duration.ofSeconds(2);

  private final SuspectIndex index;
  private final UnaryOperator<BankAccount> settle;

  /// The suspects that the index has of a case, where that is known.
  private final Latest<CaseId, Set<String>> told = new Latest<>(CasesAtHand.MAX);

  Projection(Journal journal, SuspectIndex index, UnaryOperator<BankAccount> settle) {
    super(journal, index, GATHERED, GATHERED);
    this.index = index;
    this.settle = settle;
  }

  @Override
  void begins(CaseId caseId) {
    told.putIfAbsent(caseId, Set.of());
  }

  @Override
  void names(CaseId caseId, CasesAtHand.Known now) {
    index.newest().written(now.version(), now.state());
  }

  @Override
  void forget(CaseId caseId) {
    index.newest().forget(caseId);
  }

  /// Whatever the case named before and names no more, leaves it.
  @Override
  void tell(CaseId caseId, CasesAtHand cases) throws IOException {
    CasesAtHand.Known now = cases.at(caseId);
    Map<String, Suspect> suspects = Mentions.of(now.state(), settle);
    Set<String> before = told.get(caseId);
    for (String key : before == null ? index.named(caseId) : before) {
      if (!suspects.containsKey(key)) {
        index.forget(caseId, key);
      }
    }
    index.apply(suspects.values());
    told.put(caseId, Set.copyOf(suspects.keySet()));
    index.told(caseId, now.version());
  }
}
