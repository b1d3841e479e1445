package org.haltline.app.directions;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// The places of the JDK where the time of day and chance come from.
///
/// A clock or a generator that is passed in may be asked; what makes one out of nothing may not.
final class ClocksAndDice {
  private static final Map<String, Set<String>> SOURCES =
      Map.of(
          System.class.getName(), Set.of("currentTimeMillis", "nanoTime"),
          Clock.class.getName(), Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis"),
          Math.class.getName(), Set.of("random"),
          UUID.class.getName(), Set.of("randomUUID"),
          ThreadLocalRandom.class.getName(), Set.of("current"),
          RandomGenerator.class.getName(), Set.of("getDefault", "of"),
          Random.class.getName(), Set.of("<init>"),
          SplittableRandom.class.getName(), Set.of("<init>"),
          java.security.SecureRandom.class.getName(), Set.of("<init>", "getInstanceStrong"));

  private ClocksAndDice() {}

  static DescribedPredicate<JavaAccess<?>> areAsked() {
    return DescribedPredicate.describe(
        "ask a clock or roll dice of their own", access -> isSource(access.getTarget()));
  }

  private static boolean isSource(AccessTarget target) {
    var owner = target.getOwner();
    return SOURCES.getOrDefault(owner.getName(), Set.of()).contains(target.getName())
        || (owner.getPackageName().startsWith("java.time")
            && target.getName().equals("now")
            && !isGivenAClock(target));
  }

  private static boolean isGivenAClock(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitAccessTarget now
        && now.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
  }
}
