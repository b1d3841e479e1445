package org.haltline.telecom.tmf;

import java.util.Locale;
import java.util.Optional;

/// Where a service order stands, as TMF641 v4 names it.
enum TmfState {
  ACKNOWLEDGED,
  PENDING,
  HELD,
  IN_PROGRESS,
  ASSESSING_CANCELLATION,
  PENDING_CANCELLATION,
  COMPLETED,
  FAILED,
  PARTIAL,
  REJECTED,
  CANCELLED;

  /// Whether the carrier may still carry it out.
  boolean isRunning() {
    return switch (this) {
      case ACKNOWLEDGED, PENDING, HELD, IN_PROGRESS, ASSESSING_CANCELLATION, PENDING_CANCELLATION ->
          true;
      case COMPLETED, FAILED, PARTIAL, REJECTED, CANCELLED -> false;
    };
  }

  /// Whether it is being cancelled already.
  boolean isBeingCancelled() {
    return this == ASSESSING_CANCELLATION || this == PENDING_CANCELLATION;
  }

  /// Empty for a word that the standard does not have.
  static Optional<TmfState> parse(String said) {
    String bare = said.replaceAll("[_ -]", "").toUpperCase(Locale.ROOT);
    for (TmfState state : values()) {
      if (state.name().replace("_", "").equals(bare)) {
        return Optional.of(state);
      }
    }
    return bare.equals("DONE") ? Optional.of(COMPLETED) : Optional.empty();
  }
}
