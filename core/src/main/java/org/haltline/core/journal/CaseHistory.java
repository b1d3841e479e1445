package org.haltline.core.journal;

import java.util.List;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// All facts of one case, in order, versions 1 to n; empty when there is no such case.
public record CaseHistory(CaseId caseId, List<Fact> facts) {

  public CaseHistory {
    facts = List.copyOf(facts);
  }

  /// The version to expect when appending: the number of facts.
  public long version() {
    return facts.size();
  }

  /// The hash to chain the next fact to; null when there is no fact yet.
  public byte @Nullable [] lastHash() {
    return facts.isEmpty() ? null : facts.getLast().hash();
  }

  /// True when the case's key was destroyed: heads remain, bodies are gone.
  public boolean isErased() {
    return !facts.isEmpty() && facts.getLast().isErased();
  }
}
