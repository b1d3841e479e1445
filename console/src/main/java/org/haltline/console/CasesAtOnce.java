package org.haltline.console;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Casework;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.order.CaseId;

/// Reads the cases that a list names, as they stand now. What was erased meanwhile is left out.
final class CasesAtOnce {
  private final Casework casework;

  CasesAtOnce(Casework casework) {
    this.casework = casework;
  }

  /// The cases in the order in which they are named first.
  CompletionStage<Map<CaseId, CaseState>> read(Collection<CaseId> named) {
    Map<CaseId, CompletableFuture<Optional<CaseState>>> asked = new LinkedHashMap<>();
    for (CaseId caseId : new LinkedHashSet<>(named)) {
      asked.put(caseId, one(caseId));
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              Map<CaseId, CaseState> read = new LinkedHashMap<>();
              asked.forEach(
                  (caseId, stage) ->
                      stage
                          .join()
                          .filter(CaseState::exists)
                          .ifPresent(state -> read.put(caseId, state)));
              return read;
            });
  }

  private CompletableFuture<Optional<CaseState>> one(CaseId caseId) {
    return casework
        .read(caseId)
        .toCompletableFuture()
        .handle(
            (reading, failure) -> {
              if (failure == null) {
                return Optional.of(reading.state());
              }
              Throwable cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              if (cause instanceof CaseErased) {
                return Optional.empty();
              }
              throw new CompletionException(cause);
            });
  }
}
