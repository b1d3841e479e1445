package org.haltline.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;

/// How fast one person may look people up: as fast as anybody types, and no faster, so that nobody
/// carries the whole index home. Shared by all loops of a console.
final class Pace {
  private static final int PEOPLE_MAX = 10_000;

  private final InstantSource clock;
  private final int perSecond;
  private final int atOnce;
  private final Cache<String, Left> byPerson =
      Caffeine.newBuilder().maximumSize(PEOPLE_MAX).build();

  /// What somebody may still ask, as of a moment.
  private record Left(double count, Instant at) {}

  /// @param perSecond lookups that come back each second
  /// @param atOnce how many may be saved up
  Pace(InstantSource clock, int perSecond, int atOnce) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.atOnce = atOnce;
  }

  /// Takes so many lookups of a person's, or refuses them all.
  void take(String person, int lookups) {
    Instant now = clock.instant();
    boolean[] granted = new boolean[1];
    byPerson
        .asMap()
        .compute(
            person,
            (id, before) -> {
              double left = before == null ? atOnce : refilled(before, now);
              // a list may be longer than what is saved up: then it takes all of it
              double wanted = Math.min(lookups, atOnce);
              granted[0] = left >= wanted;
              return new Left(granted[0] ? left - wanted : left, now);
            });
    if (!granted[0]) {
      throw Refused.of(ProblemCode.TOO_FAST, perSecond);
    }
  }

  private double refilled(Left before, Instant now) {
    double seconds = Math.max(0, (now.toEpochMilli() - before.at().toEpochMilli()) / 1e3);
    return Math.min(atOnce, before.count() + seconds * perSecond);
  }
}
