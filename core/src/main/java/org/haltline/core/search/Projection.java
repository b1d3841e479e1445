package org.haltline.core.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haltline.core.casework.Latest;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;

/// What turns the journal's facts into suspects: every case that has a new fact is told to the
/// index as it stands then.
final class Projection extends TellingCases {
  private static final Duration ANSWERS_GATHERED = Duration.ofSeconds(2);

  private final SuspectIndex index;
  private final UnaryOperator<BankAccount> settle;

  /// The suspects that the index has of a case, where that is known.
  private final Latest<CaseId, Set<String>> told = new Latest<>(CasesAtHand.MAX);

  Projection(Journal journal, SuspectIndex index, UnaryOperator<BankAccount> settle) {
    super(journal, index, ANSWERS_GATHERED);
    this.index = index;
    this.settle = settle;
  }

  @Override
  void begins(CaseId caseId) {
    told.putIfAbsent(caseId, Set.of());
  }

  /// Whatever the case named before and names no more, leaves it.
  @Override
  void tell(CaseId caseId, CasesAtHand cases) throws IOException {
    Map<String, Suspect> suspects = Mentions.of(cases.state(caseId), settle);
    Set<String> before = told.get(caseId);
    for (String key : before == null ? index.named(caseId) : before) {
      if (!suspects.containsKey(key)) {
        index.forget(caseId, key);
      }
    }
    index.apply(suspects.values());
    told.put(caseId, Set.copyOf(suspects.keySet()));
  }
}
