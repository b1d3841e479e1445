package org.haltline.console.view;

import java.time.Instant;
import java.util.HexFormat;
import org.haltline.core.journal.Fact;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/// One fact as the journal holds it; its sums are written as everywhere in the API.
public record FactView(
    String position,
    String caseId,
    long version,
    String type,
    Instant at,
    String actor,
    @Nullable String actorName,
    String hash,
    String previousHash,
    int schema,
    String rulebook,
    @Nullable String institution,
    @Nullable RawValue event) {

  /// As it is shown.
  ///
  /// @param institution whose order it is about; null where it is about none
  public static FactView of(Fact fact, @Nullable String institution) {
    return of(fact, institution, null);
  }

  /// As it is shown to whoever reads what happened.
  ///
  /// @param institution whose order it is about; null where it is about none
  /// @param name what whoever did it is called; null where nobody knows
  public static FactView of(Fact fact, @Nullable String institution, @Nullable String name) {
    return new FactView(
        fact.position().toString(),
        fact.caseId().value(),
        fact.version(),
        fact.type(),
        fact.at(),
        fact.actor(),
        name,
        HexFormat.of().formatHex(fact.hash()),
        HexFormat.of().formatHex(fact.previousHash()),
        fact.schema(),
        fact.rulebook(),
        institution,
        ShownEvent.of(fact.body()));
  }
}
