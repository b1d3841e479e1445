package org.haltline.core.search;

import java.util.List;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.order.CaseId;

/// What turns the journal's facts into what an index says. All calls but [#written] come from one
/// thread.
interface Telling {
  /// The next facts. Whatever it throws, the same facts come again.
  void accept(List<Fact> facts);

  /// This process wrote a case, whose facts come later.
  void written(Written it);

  /// Tells what has waited long enough.
  void tellDue();

  /// Tells whatever waits.
  void tellAll();

  /// Something happened to a case that no fact tells: it was erased. It is read again.
  void lookAgain(CaseId caseId);
}
