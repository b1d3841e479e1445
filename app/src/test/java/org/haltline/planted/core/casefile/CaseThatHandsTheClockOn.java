package org.haltline.planted.core.casefile;

import java.time.Instant;
import java.util.function.Supplier;

/// A planted violation.
final class CaseThatHandsTheClockOn {
  Supplier<Instant> clock() {
    return Instant::now;
  }
}
