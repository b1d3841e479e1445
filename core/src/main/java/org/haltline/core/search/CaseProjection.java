package org.haltline.core.search;

import java.io.IOException;
import java.time.Duration;
import org.haltline.core.casework.CasesAtHand;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;

/// What turns the journal's facts into cases that are found.
final class CaseProjection extends TellingCases {
  private static final Duration ANSWERS_GATHERED = Duration.ofSeconds(3);

  private final CaseIndex index;
  private final CaseDocs docs;

  CaseProjection(Journal journal, CaseIndex index, CaseDocs docs) {
    super(journal, index, Duration.ZERO, ANSWERS_GATHERED);
    this.index = index;
    this.docs = docs;
  }

  @Override
  void begins(CaseId caseId) {
    // nothing of it has to be taken out
  }

  @Override
  void tell(CaseId caseId, CasesAtHand cases) throws IOException {
    index.put(caseId, docs.of(cases.state(caseId)));
  }
}
