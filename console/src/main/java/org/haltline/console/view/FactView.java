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
    return new FactView(
        fact.position().toString(),
        fact.caseId().value(),
        fact.version(),
        fact.type(),
        fact.at(),
        fact.actor(),
        HexFormat.of().formatHex(fact.hash()),
        HexFormat.of().formatHex(fact.previousHash()),
        fact.schema(),
        fact.rulebook(),
        institution,
        ShownEvent.of(fact.body()));
  }
}
