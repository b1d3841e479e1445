package org.haltline.core.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.haltline.core.journal.Due;
import org.jspecify.annotations.Nullable;

/// Deadlines that nobody can act on: a foreign name, a case without a fact. They stay in the
/// journal, since only a case's own write may clear one, and no look counts them again. Bounded.
///
/// They come in crowds: all of them again after each start. The first one is told with all that is
/// known of it, the others as a number, once a minute at most.
final class SetAside {
  private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

  private final int max;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Set<String> keys = new HashSet<>();
  private @Nullable Instant countedAt;
  private boolean toldFirst;
  private long untold;
  private long unkept;

  SetAside(int max, InstantSource clock, Consumer<String> log) {
    this.max = max;
    this.clock = clock;
    this.log = log;
  }

  synchronized void add(Due due, String why) {
    if (keys.contains(due.key())) {
      return;
    }
    if (keys.size() >= max) {
      unkept++;
      return;
    }
    keys.add(due.key());
    if (toldFirst) {
      untold++;
    } else {
      toldFirst = true;
      log.accept(
          "deadline %s of %s is set aside, nobody can act on it: %s"
              .formatted(due.key(), due.at(), why));
    }
  }

  /// A look is over: tells how many more there were, unless that was told a moment ago.
  synchronized void lookEnded() {
    Instant now = clock.instant();
    boolean tooEarly = countedAt != null && now.isBefore(countedAt.plus(BETWEEN_COUNTS));
    if (tooEarly || (untold == 0 && unkept == 0)) {
      return;
    }
    countedAt = now;
    log.accept(
        unkept == 0
            ? "%d more deadlines are set aside, %d in all".formatted(untold, keys.size())
            : "%d deadlines are set aside, and no more fit: %d others stood in the way of a look"
                .formatted(keys.size(), unkept));
    untold = 0;
    unkept = 0;
  }

  synchronized boolean contains(String key) {
    return keys.contains(key);
  }

  synchronized int size() {
    return keys.size();
  }
}
