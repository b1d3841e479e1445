package org.haltline.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.search.SearchedCentre.await;
import static org.haltline.core.search.SearchedCentre.get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.casefile.Cast;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.SecretBox;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.order.CaseId;
import org.haltline.core.search.SearchedCentre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The board beside a real journal: it catches up by itself, goes on after a restart, and throws
/// away what it cannot use.
class BoardTest {
  private static final AtomicInteger CENTRES = new AtomicInteger();
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final SecretBox BOX = CentreKey.random().box("board");

  @TempDir static Path redisFolder;
  private static EmbeddedRedis redis;

  @TempDir Path folder;
  private SearchedCentre centre;
  private ManyCases day;

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
    centre = new SearchedCentre(redis, "board" + CENTRES.incrementAndGet());
    day = new ManyCases(centre, System.nanoTime()).live(4, 60);
  }

  @AfterEach
  void closeCentre() {
    centre.close();
  }

  private Board open(String file) {
    Board board = Board.open(folder.resolve(file), BOX, centre.journal, day::now, SHANGHAI);
    board.follow();
    return board;
  }

  private Board caughtUp(Board board) {
    await(
        () ->
            !board.freshness().catchingUp()
                && !get(((Journal) centre.journal).end()).isAfter(board.position()));
    return board;
  }

  private static List<CaseRow> rows(Board board) {
    return board.cases(row -> true, null, 1_000);
  }

  private void sameAsFresh(Board board) {
    try (Board fresh = caughtUp(open("fresh" + CENTRES.incrementAndGet()))) {
      caughtUp(board);
      assertThat(rows(board)).isEqualTo(rows(fresh)).isNotEmpty();
      assertThat(board.figures()).isEqualTo(fresh.figures());
      assertThat(board.happenings()).isEqualTo(fresh.happenings());
    }
  }

  @Test
  void afterARestartItIsTheBoardOfAFreshReading() {
    caughtUp(open("kept")).close();
    day.live(5, 60);
    try (Board again = open("kept")) {
      sameAsFresh(again);
      Instant now = again.freshness().asOf();
      assertThat(now).isEqualTo(day.now());
    }
  }

  @Test
  void whatIsKeptIsSealedAndNobodyElsesToRead() throws IOException {
    caughtUp(open("kept")).close();
    Path file = folder.resolve("kept");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("HX-261120", "icbc");
  }

  @Test
  void whatIsDamagedOrOfAnotherJournalIsBuiltAnew() throws IOException {
    caughtUp(open("kept")).close();
    Path file = folder.resolve("kept");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    try (Board again = open("kept")) {
      sameAsFresh(again);
    }
    centre.close();
    openCentre();
    try (Board another = open("kept")) {
      sameAsFresh(another);
    }
  }

  @Test
  void anErasedCaseIsNotOnABoardThatIsBuiltAnew() {
    CaseId gone = day.states().keySet().iterator().next();
    get(centre.journal.eraseCase(gone));
    try (Board board = caughtUp(open("kept"))) {
      assertThat(rows(board)).noneMatch(row -> row.caseId().equals(gone)).isNotEmpty();
    }
  }

  @Test
  void aCallerWhoWithheldTheNumberIsNobodysOldAcquaintance() {
    assertThat(CallerNumber.of("withheld")).isZero();
    assertThat(CallerNumber.of("110")).isZero();
    assertThat(CallerNumber.of("+86 137-0555-0166")).isEqualTo(CallerNumber.of("13705550166"));
    assertThat(CallerNumber.of("13705550166")).isNotEqualTo(CallerNumber.of("13705550167"));
    try (Board board = caughtUp(open("kept"))) {
      assertThat(board.ofCaller("137 0555 0166", 100)).hasSameSizeAs(rows(board));
      assertThat(board.ofCaller("withheld", 100)).isEmpty();
    }
  }

  @Test
  void aPageGoesOnWhereTheOneBeforeEnded() {
    try (Board board = caughtUp(open("kept"))) {
      List<CaseRow> all = rows(board);
      List<CaseRow> first = board.cases(row -> true, null, 2);
      List<CaseRow> rest = board.cases(row -> true, first.getLast().caseId(), 100);
      assertThat(first).isEqualTo(all.subList(0, 2));
      assertThat(rest).isEqualTo(all.subList(2, all.size()));
      assertThat(all)
          .isSortedAccordingTo((one, next) -> next.receivedAt().compareTo(one.receivedAt()));
      assertThat(Cast.NOON).isBefore(day.now());
    }
  }
}
