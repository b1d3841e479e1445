package org.haltline.app.directions;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
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
          SecureRandom.class.getName(), Set.of("<init>", "getInstance", "getInstanceStrong"));

  /// Dice that are sound with a seed, which makes them repeat, and unsound without one.
  private static final Set<String> SEEDABLE =
      Set.of(Random.class.getName(), SplittableRandom.class.getName());

  private ClocksAndDice() {}

  static DescribedPredicate<JavaAccess<?>> areAsked() {
    return DescribedPredicate.describe(
        "ask a clock or roll dice of their own", access -> isSource(access.getTarget()));
  }

  private static boolean isSource(AccessTarget target) {
    var owner = target.getOwner();
    return SOURCES.getOrDefault(owner.getName(), Set.of()).contains(target.getName())
        || (SEEDABLE.contains(owner.getName())
            && target.getName().equals("<init>")
            && parameters(target).isEmpty())
        || (owner.getPackageName().startsWith("java.time")
            && target.getName().equals("now")
            && parameters(target).stream().noneMatch(type -> type.isEquivalentTo(Clock.class)));
  }

  private static List<JavaClass> parameters(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget unit ? unit.getRawParameterTypes() : List.of();
  }
}
