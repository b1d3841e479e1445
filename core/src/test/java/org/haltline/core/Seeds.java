package org.haltline.core;

import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Seeds for tests that play with chance. A failure names its seed; `-Dhaltline.seed=…` plays that
/// one alone, `-Dhaltline.rounds=…` plays more or fewer.
public final class Seeds {
  private Seeds() {}

  public static void forEach(int rounds, LongConsumer test) {
    Long given = Long.getLong("haltline.seed");
    long first = given != null ? given : System.nanoTime();
    int count = given != null ? 1 : Integer.getInteger("haltline.rounds", rounds);
    System.out.println("playing " + count + " seeds from " + first);
    for (long seed = first; seed < first + count; seed++) {
      try {
        test.accept(seed);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError(
            "seed " + seed + " (-Dhaltline.seed=" + seed + "): " + failure, failure);
      }
    }
  }

  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
