package org.haltline.core.search;

import java.util.List;
import org.haltline.core.journal.Fact;
import org.haltline.core.order.CaseId;

/// What turns the journal's facts into what an index says. All calls come from one thread.
interface Telling {
  /// The next facts. Whatever it throws, the same facts come again.
  void accept(List<Fact> facts);

  /// Tells what has waited long enough.
  void tellDue();

  /// Something happened to a case that no fact tells: it was erased. It is read again.
  void lookAgain(CaseId caseId);
}
