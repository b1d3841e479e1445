package org.haltline.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.CALLER_ID;
import static org.haltline.core.casefile.Cast.MULE;
import static org.haltline.core.casefile.Cast.lure;
import static org.haltline.core.casefile.Cast.paid;
import static org.haltline.core.casefile.Cast.report;
import static org.haltline.core.search.SearchedCentre.all;
import static org.haltline.core.search.SearchedCentre.get;
import static org.haltline.core.search.SearchedCentre.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.casework.CasesAtHand;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestTest {
  private static final AtomicInteger CENTRES = new AtomicInteger();

  @TempDir static Path redisFolder;
  private static EmbeddedRedis redis;

  @TempDir Path folder;
  private SearchedCentre centre;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(redisFolder));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void openCentre() {
    centre = new SearchedCentre(redis, "newest" + CENTRES.incrementAndGet());
  }

  @AfterEach
  void closeCentre() {
    centre.close();
  }

  private static CaseId caseNumber(int number) {
    return new CaseId("HX-261120-%04d".formatted(number));
  }

  private Written reported(int number) {
    return centre.write(
        caseNumber(number),
        Cast.NOON,
        List.of(
            new ReportFiled(
                caseNumber(number),
                report(List.of(paid(MULE, "ccb", 30_000)), List.of(lure(CALLER_ID, "mobile"))))));
  }

  private static int reports(Suspects suspects) {
    return suspects.find(MULE.number(), 10).stream()
        .mapToInt(hit -> hit.standing().reports())
        .sum();
  }

  @Test
  void whomThisProcessJournalledIsFoundAtOnce() throws IOException {
    try (Suspects suspects = centre.suspectsThatWait(folder)) {
      Written first = reported(1);
      assertThat(suspects.find(MULE.number(), 10)).isEmpty();
      suspects.written(first);
      // nothing was read of the journal
      assertThat(reports(suspects)).isEqualTo(1);
      for (String typed : List.of("621700118001", "尾号5677", "6217001180012345676", "luo dahai")) {
        assertThat(keys(suspects.find(typed, 10))).as(typed).contains(MULE.key());
      }
      assertThat(keys(suspects.find("138 5550 1122", 10))).containsExactly(CALLER_ID.key());
      suspects.written(reported(2));
      assertThat(reports(suspects)).isEqualTo(2);
      assertThat(everybody(suspects)).contains(MULE.key() + " 2", CALLER_ID.key() + " 2");
    }
  }

  private static List<String> everybody(Suspects suspects) throws IOException {
    var keys = new ArrayList<String>();
    suspects.each(one -> keys.add(one.suspect().key() + " " + one.standing().reports()));
    return keys;
  }

  @Test
  void whatIsOnDiskAndWhatIsNewestAreOneSuspect() throws IOException {
    reported(1);
    try (Suspects suspects = centre.suspects(folder)) {
      centre.caughtUp(suspects);
    }
    try (Suspects suspects = centre.suspectsThatWait(folder)) {
      assertThat(reports(suspects)).isEqualTo(1);
      suspects.written(reported(2));
      List<Hit> hits = suspects.find(MULE.number(), 10);
      assertThat(hits).hasSize(1);
      assertThat(hits.getFirst().suspect().mentions())
          .extracting(Mention::caseId)
          .containsExactly(caseNumber(1), caseNumber(2));
      assertThat(keys(suspects.find("骆大海", 10))).containsOnlyOnce(MULE.key());
      assertThat(everybody(suspects))
          .filteredOn(one -> one.startsWith(MULE.key()))
          .containsExactly(MULE.key() + " 2");
    }
  }

  @Test
  void itIsFoundAllTheTimeUntilTheIndexHasIt() throws IOException {
    try (SuspectIndex index = SuspectIndex.open(folder)) {
      var projection = new Projection(centre.journal, index, account -> account);
      Written written = reported(1);
      index.newest().written(written.version(), written.after());
      projection.written(written);
      assertThat(mentions(index)).isEqualTo(1);
      projection.accept(get(centre.journal.after(index.position(), 100)));
      projection.tellAll();
      assertThat(mentions(index)).isEqualTo(1);
      index.refresh();
      assertThat(mentions(index)).isEqualTo(1);
      assertThat(index.newest().cases()).isEqualTo(1); // somebody may look at the index as it was
      index.refresh();
      assertThat(index.newest().cases()).isZero();
      assertThat(mentions(index)).isEqualTo(1);
      index.newest().written(written.version(), written.after()); // a thread that was slow
      index.takeIn();
      assertThat(index.newest().cases()).isZero();
    }
  }

  private static int mentions(SuspectIndex index) throws IOException {
    int[] mentions = new int[1];
    index.look(
        terms ->
            terms.each(
                SuspectDocs.NUMBER,
                MULE.number(),
                10,
                suspect -> mentions[0] += suspect.mentions().size()));
    return mentions[0];
  }

  @Test
  void whatAnotherProcessJournalsIsFoundAsSoonAsItIsRead() throws IOException {
    try (SuspectIndex index = SuspectIndex.open(folder)) {
      var projection = new Projection(centre.journal, index, account -> account);
      reported(1);
      projection.accept(get(centre.journal.after(index.position(), 100)));
      assertThat(all(index)).isEmpty();
      assertThat(mentions(index)).isEqualTo(1);
    }
  }

  @Test
  void anErasedCaseIsNotFound() throws IOException {
    try (SuspectIndex index = SuspectIndex.open(folder)) {
      var projection = new Projection(centre.journal, index, account -> account);
      Written written = reported(1);
      index.newest().written(written.version(), written.after());
      projection.written(written);
      get(centre.journal.eraseCase(caseNumber(1)));
      projection.lookAgain(caseNumber(1));
      assertThat(mentions(index)).isZero();
    }
    try (SuspectIndex index = SuspectIndex.open(folder.resolve("other"))) {
      var projection = new Projection(centre.journal, index, account -> account);
      Written written = reported(2);
      index.newest().written(written.version(), written.after());
      projection.written(written);
      get(centre.journal.eraseCase(caseNumber(2)));
      projection.accept(get(centre.journal.after(index.position(), 100)));
      projection.tellAll();
      assertThat(mentions(index)).isZero();
      assertThat(all(index)).isEmpty();
    }
  }

  /// What happened in random cases is handed over before it is read, long after that, or never: the
  /// index is the one that reading alone makes.
  @Test
  void whateverWasHandedOverTheIndexIsTheSame() throws IOException {
    long seed = 20_261_123;
    var dice = new Random(seed);
    try (SuspectIndex index = SuspectIndex.open(folder.resolve("told"))) {
      var reading = new Reading(index);
      var late = new ArrayList<Written>();
      for (int number = 1; number <= 8; number++) {
        late.add(reported(number));
        for (RandomCase.Step step : new RandomCase(seed + number, Cast.RULES).live(40).steps()) {
          if (step.events().isEmpty()) {
            continue;
          }
          Written written =
              centre.write(step.events().getFirst().caseId(), Cast.NOON, step.events());
          switch (dice.nextInt(3)) {
            case 0 -> reading.handOver(written);
            case 1 -> late.add(written);
            default -> {
              // another process wrote it
            }
          }
          if (dice.nextInt(3) == 0) {
            reading.on(1 + dice.nextInt(20));
            late.forEach(reading::handOver);
            late.clear();
          }
          if (dice.nextInt(8) == 0) {
            reading.toTheEnd();
          }
        }
      }
      reading.toTheEnd();
      try (SuspectIndex fresh = SuspectIndex.open(folder.resolve("fresh"))) {
        new Reading(fresh).toTheEnd();
        assertThat(all(index)).isEqualTo(all(fresh)).isNotEmpty();
      }
      index.refresh();
      assertThat(index.newest().cases()).isZero();
    }
  }

  @Test
  void whatIsHandedOverLateTakesNothingBack() {
    var cases = new CasesAtHand(centre.journal);
    Position reached = Position.START;
    for (RandomCase.Step step : new RandomCase(20_261_123, Cast.RULES).live(20).steps()) {
      if (!step.events().isEmpty()) {
        CaseId caseId = step.events().getFirst().caseId();
        Written written = centre.write(caseId, Cast.NOON, step.events());
        List<Fact> facts = get(centre.journal.after(reached, 100));
        facts.forEach(cases::learn);
        reached = facts.getLast().position();
        assertThat(cases.at(caseId))
            .isEqualTo(new CasesAtHand.Known(written.version(), written.after()));
        cases.handOver(written);
      }
    }
  }

  /// What the journal's tail and casework do to an index.
  private final class Reading {
    final SuspectIndex index;
    final Projection projection;
    Position reached = Position.START;

    Reading(SuspectIndex index) {
      this.index = index;
      this.projection = new Projection(centre.journal, index, account -> account);
    }

    void handOver(Written written) {
      projection.written(written);
      if (!written.onlyHeard()) {
        index.newest().written(written.version(), written.after());
      }
    }

    boolean on(int atMost) {
      List<Fact> facts = get(centre.journal.after(reached, atMost));
      if (facts.isEmpty()) {
        return false;
      }
      projection.accept(facts);
      reached = facts.getLast().position();
      return true;
    }

    void toTheEnd() throws IOException {
      while (on(1_000)) {
        projection.tellDue();
      }
      projection.tellAll();
      index.refresh();
    }
  }

  @Test
  void itKeepsSoManyCasesAndNoMore() {
    var newest = new Newest(account -> account);
    var mule = new Suspect(MULE, List.of());
    for (int number = 0; number <= Newest.CASES_MAX; number++) {
      newest.put(caseNumber(number), 1, List.of(mule));
    }
    assertThat(newest.cases()).isEqualTo(Newest.CASES_MAX);
    newest.letGo(Map.of());
    assertThat(newest.cases()).isEqualTo(Newest.CASES_MAX);
  }
}
