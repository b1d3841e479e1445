package org.haltline.console.audit;

import java.util.Optional;
import java.util.Set;
import org.haltline.console.audit.Entry.Kind;
import org.haltline.console.contract.Endpoint;

/// What of the contract's operations stands in the audit trail: everything, but for what shows or
/// changes nothing of anybody. A new operation is recorded until it is named here.
final class Recorded {
  /// Own state, figures, tables of the house.
  private static final Set<String> NOT =
      Set.of(
          "metrics",
          "readSession",
          "listInstitutions",
          "readRulebook",
          "readFigures",
          "listSeats",
          "readVerification",
          "listDrafts",
          "keepDraft",
          "readDraft",
          "dropDraft",
          "saveDraft",
          "deleteDraft",
          "listSearches",
          "saveSearch",
          "dropSearch",
          "listIndexes",
          "listLists");

  /// They send what they ask about.
  private static final Set<String> READS =
      Set.of("readPaste", "screenList", "findSameCases", "searchCases", "screenFile", "reveal");

  private Recorded() {}

  static Optional<Kind> kind(Endpoint endpoint) {
    String operation = endpoint.operationId();
    if (NOT.contains(operation) || (endpoint.open() && !operation.equals("signIn"))) {
      return Optional.empty();
    }
    return Optional.of(
        endpoint.method().equals("GET") || READS.contains(operation) ? Kind.READ : Kind.ACT);
  }
}
