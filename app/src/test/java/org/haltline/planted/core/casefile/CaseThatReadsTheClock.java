package org.haltline.planted.core.casefile;

import java.time.Instant;

/// A planted violation.
final class CaseThatReadsTheClock {
  Instant openedAt() {
    return Instant.now();
  }
}
