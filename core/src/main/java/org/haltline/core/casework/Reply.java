package org.haltline.core.casework;

import java.util.List;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Decision;
import org.haltline.core.order.CaseId;

/// What whoever gave a command is told. A stage that fails instead does so with one of the
/// journal's own failures: certain that nothing was written, or unknown.
public sealed interface Reply {

  /// Journalled and fsynced. `events` are this command's own, empty when it had happened before.
  record Accepted(CaseState state, long version, List<CaseEvent> events) implements Reply {}

  record Refused(Decision.Refused why) implements Reply {}

  /// The same request under the same key was carried out before; this is the case it made or
  /// changed.
  record Repeated(CaseId caseId) implements Reply {}

  /// The key was used before, for a different request.
  record KeyReused(CaseId caseId) implements Reply {}
}
