package org.haltline.bank.sandbox;

import java.time.Duration;

/// How many of a thousand accounts with money in them send on what comes in, and after how long. An
/// account that is asked about for the first time has had its money for less than that.
public record Mules(int ofThousand, Duration after) {
  private static final Mules NONE = new Mules(0, Duration.ofMinutes(5));

  public Mules {
    if (ofThousand < 0 || ofThousand > 1000 || after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException(
          "mules are a share of a thousand and wait for a while: " + ofThousand + ", " + after);
    }
  }

  /// Money stays where it is.
  public static Mules none() {
    return NONE;
  }
}
