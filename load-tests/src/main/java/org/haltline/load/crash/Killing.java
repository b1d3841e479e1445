package org.haltline.load.crash;

import java.util.SplittableRandom;

/// What is killed in one round, and when; drawn from the seed beforehand.
///
/// @param afterMs since the house served again after the round before
record Killing(int round, Victim victim, int afterMs) {
  private static final int AFTER_MS_MIN = 300;
  private static final int AFTER_MS_MAX = 4_000;

  /// Who is killed, always with SIGKILL.
  enum Victim {
    /// The house's process; its Redis lives on and is taken over or ended by the next one.
    SERVER,
    /// The Redis under a running house, which starts it again.
    REDIS,
    /// Both, as when the power fails.
    BOTH
  }

  static Killing draw(int round, SplittableRandom dice) {
    Victim victim =
        switch (dice.nextInt(5)) {
          case 0, 1 -> Victim.SERVER;
          case 2, 3 -> Victim.REDIS;
          default -> Victim.BOTH;
        };
    return new Killing(round, victim, dice.nextInt(AFTER_MS_MIN, AFTER_MS_MAX));
  }
}
