package org.haltline.bank.sandbox;

import java.util.Arrays;

/// How many of a thousand account numbers open in which way; the rest hold all the money a stop may
/// ask for.
public record AccountOdds(
    int unknown, int otherName, int whitelisted, int reportedLost, int empty, int movedOn) {

  public AccountOdds {
    int[] lots = {unknown, otherName, whitelisted, reportedLost, empty, movedOn};
    if (Arrays.stream(lots).anyMatch(lot -> lot < 0) || Arrays.stream(lots).sum() > 1000) {
      throw new IllegalArgumentException("odds are shares of a thousand: " + Arrays.toString(lots));
    }
  }

  /// A day as the desk knows it: most of the money is still there, a good part has moved on.
  public static AccountOdds usual() {
    return new AccountOdds(30, 40, 10, 10, 60, 300);
  }

  /// Every account is there, under any name, and full: for measuring.
  public static AccountOdds allThere() {
    return new AccountOdds(0, 0, 0, 0, 0, 0);
  }
}
