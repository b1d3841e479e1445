package org.haltline.telecom.sandbox;

import java.util.Arrays;

/// How many of a thousand numbers a carrier does nothing on, and why; the rest are its own.
///
/// @param notOurs have moved to another carrier and kept their digits
/// @param unassigned were given to nobody
/// @param whitelisted are on the carrier's own white list
public record NumberOdds(int notOurs, int unassigned, int whitelisted) {

  public NumberOdds {
    int[] lots = {notOurs, unassigned, whitelisted};
    if (Arrays.stream(lots).anyMatch(lot -> lot < 0) || Arrays.stream(lots).sum() > 1000) {
      throw new IllegalArgumentException("odds are shares of a thousand: " + Arrays.toString(lots));
    }
  }

  public static NumberOdds usual() {
    return new NumberOdds(40, 20, 10);
  }

  /// Every number is the carrier's own: for measuring.
  public static NumberOdds allOurs() {
    return new NumberOdds(0, 0, 0);
  }
}
