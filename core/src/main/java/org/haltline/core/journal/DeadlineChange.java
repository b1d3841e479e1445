package org.haltline.core.journal;

import java.time.Instant;

/// A change to the clock of a centre. A key names one deadline, for example
/// `QY-261120-0031|order|kind`.
public sealed interface DeadlineChange {

  String key();

  /// The deadline is at this instant, whatever it was before; kept to the millisecond, rounded up.
  record Set(String key, Instant at) implements DeadlineChange {
    public Set {
      requireKey(key);
    }
  }

  /// There is no such deadline any more.
  record Clear(String key) implements DeadlineChange {
    public Clear {
      requireKey(key);
    }
  }

  private static void requireKey(String key) {
    if (key.isEmpty() || key.length() > 200) {
      throw new IllegalArgumentException("a deadline's key has 1 to 200 characters, not: " + key);
    }
  }
}
