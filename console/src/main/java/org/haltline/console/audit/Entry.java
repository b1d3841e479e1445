package org.haltline.console.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the audit trail: who did or read what, when and why.
///
/// @param who id of the person or machine
/// @param roles that they had then
/// @param way `session`, `token`, or `nobody` for who was not known
/// @param from the address that it came from
/// @param operation of the contract
/// @param outcome `done`, `refused`, or `failed` where a fault of the house or the journal's
///   absence ended it
/// @param subject whom or what it was about, beside the case
public record Entry(
    Instant at,
    String who,
    String name,
    List<String> roles,
    @Nullable String institution,
    String way,
    String from,
    Kind kind,
    String operation,
    String outcome,
    @Nullable String caseId,
    @Nullable String subject,
    @Nullable String reason) {

  /// Whether something was changed or looked at.
  public enum Kind {
    ACT,
    READ
  }
}
