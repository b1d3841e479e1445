package org.haltline.core.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.Asked;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.casefile.RandomCase.Said;
import org.haltline.core.casefile.RandomCase.Step;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;
import org.haltline.core.search.SearchedCentre;

/// A centre at which several cases live through histories of chance at once. The same seed is the
/// same day.
final class ManyCases {
  private static final long LONGEST_PAUSE_S = 4_000;

  private final SearchedCentre centre;
  private final RandomGenerator random;
  private final RandomCase chance;
  private final Map<CaseId, CaseState> states = new LinkedHashMap<>();
  private final List<Written> written = new ArrayList<>();
  private Instant now = Cast.NOON;

  ManyCases(SearchedCentre centre, long seed) {
    this.centre = centre;
    this.random = Seeds.random(seed);
    this.chance = new RandomCase(seed, Cast.RULES);
  }

  /// So many commands, on so many cases.
  ManyCases live(int cases, int commands) {
    for (int i = 0; i < commands; i++) {
      var caseId = new CaseId("HX-261120-%04d".formatted(1 + random.nextInt(cases)));
      now = now.plusSeconds(random.nextLong(LONGEST_PAUSE_S));
      CaseState before = states.getOrDefault(caseId, CaseState.none(caseId));
      Said said = chance.sayOf(before, now);
      Step step = chance.decide(said.command(), new Asked(said.by(), now, random.nextLong()));
      if (!step.events().isEmpty()) {
        written.add(centre.write(caseId, now, step.events()));
        states.put(caseId, step.after());
      }
    }
    return this;
  }

  Map<CaseId, CaseState> states() {
    return states;
  }

  /// What was written, each as whoever wrote it hands it over.
  List<Written> written() {
    return List.copyOf(written);
  }

  Instant now() {
    return now;
  }

  RandomGenerator random() {
    return random;
  }

  /// All facts, as the journal has them.
  List<Fact> facts() {
    List<Fact> all =
        SearchedCentre.get(((Journal) centre.journal).after(Position.START, Journal.PAGE_SIZE_MAX));
    if (all.size() == Journal.PAGE_SIZE_MAX) {
      throw new AssertionError("a page is not all");
    }
    return Objects.requireNonNull(all);
  }
}
