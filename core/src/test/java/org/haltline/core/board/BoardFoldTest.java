package org.haltline.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.haltline.core.Seeds;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.casefile.OrderFile;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Fact;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.order.OrderState;
import org.haltline.core.search.SearchedCentre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the board makes of a journal does not depend on how it was read.
class BoardFoldTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final int CASES = 5;
  private static final int COMMANDS = 140;

  @TempDir static Path folder;
  private static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start(EmbeddedRedisOptions.in(folder));
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Test
  void readInAnyBitesAndTakenUpFromAnySnapshotItIsTheOneOfOneReading() {
    Seeds.forEach(
        8,
        seed -> {
          try (var centre = new SearchedCentre(redis, "fold" + seed)) {
            ManyCases day = new ManyCases(centre, seed).live(CASES, COMMANDS);
            List<Fact> facts = day.facts();
            var once = new BoardFold(centre.journal);
            once.accept(facts);
            BoardFold bitten = inBites(centre, facts, day.random());
            assertThat(bitten.rows()).isEqualTo(once.rows()).hasSize(day.states().size());
            assertThat(bitten.happenings()).isEqualTo(once.happenings()).isNotEmpty();
            assertThat(bitten.position())
                .isEqualTo(once.position())
                .isEqualTo(facts.getLast().position());
            assertThat(Reckoning.of(bitten.all(), day.now(), SHANGHAI))
                .isEqualTo(Reckoning.of(once.all(), day.now(), SHANGHAI));
          }
        });
  }

  /// Some bites come twice, some overlap, and now and then the house is restarted.
  private static BoardFold inBites(
      SearchedCentre centre, List<Fact> facts, RandomGenerator random) {
    var fold = new BoardFold(centre.journal);
    int at = 0;
    while (at < facts.size()) {
      int to = Math.min(facts.size(), at + 1 + random.nextInt(12));
      fold.accept(facts.subList(random.nextInt(3) == 0 ? at / 2 : at, to));
      at = to;
      if (random.nextInt(4) == 0) {
        fold = new BoardFold(centre.journal, throughBytes(fold.snapshot()));
      }
    }
    return fold;
  }

  /// Handed over before it is read, after, or by nobody: then another process wrote it.
  @Test
  void whatWasHandedOverAheadMakesTheSameBoard() {
    Seeds.forEach(
        4,
        seed -> {
          try (var centre = new SearchedCentre(redis, "ahead" + seed)) {
            ManyCases day = new ManyCases(centre, seed).live(CASES, COMMANDS);
            List<Fact> facts = day.facts();
            var read = new BoardFold(centre.journal);
            read.accept(facts);
            var fold = new BoardFold(centre.journal);
            Iterator<Written> written = day.written().iterator();
            int at = 0;
            while (at < facts.size()) {
              for (int ahead = day.random().nextInt(9); ahead > 0 && written.hasNext(); ahead--) {
                Written next = written.next();
                if (day.random().nextInt(4) > 0) {
                  fold.written(next);
                }
              }
              int to = Math.min(facts.size(), at + 1 + day.random().nextInt(12));
              fold.accept(facts.subList(at, to));
              at = to;
            }
            assertThat(fold.rows()).isEqualTo(read.rows()).hasSize(day.states().size());
            assertThat(fold.happenings()).isEqualTo(read.happenings()).isNotEmpty();
          }
        });
  }

  private static BoardSnapshot throughBytes(BoardSnapshot snapshot) {
    try {
      return BoardSnapshot.read(snapshot.bytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void itHoldsWhatTheCasesHold() {
    Seeds.forEach(
        4,
        seed -> {
          try (var centre = new SearchedCentre(redis, "holds" + seed)) {
            ManyCases day = new ManyCases(centre, seed).live(CASES, COMMANDS);
            var fold = new BoardFold(centre.journal);
            fold.accept(day.facts());
            day.states().forEach((caseId, state) -> same(fold.row(caseId).orElseThrow(), state));
          }
        });
  }

  private static void same(CaseRow row, CaseState state) {
    assertThat(row.status()).isEqualTo(state.status());
    assertThat(row.sums()).isEqualTo(CaseSum.of(state));
    assertThat(row.open())
        .extracting(OpenOrder::orderId)
        .containsExactlyElementsOf(
            state.orders().values().stream()
                .filter(OrderFile::isOpen)
                .map(file -> file.order().id())
                .toList());
    assertThat(row.holds())
        .extracting(StandingHold::orderId)
        .containsExactlyElementsOf(
            state.orders().values().stream()
                .filter(OrderFile::holdStands)
                .map(file -> file.order().id())
                .toList());
    assertThat(row.asked())
        .containsExactlyElementsOf(
            state.orders().values().stream()
                .filter(file -> file.state() == OrderState.REQUESTED)
                .map(file -> file.order().id())
                .toList());
  }
}
