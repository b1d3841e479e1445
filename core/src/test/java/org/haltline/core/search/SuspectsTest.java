package org.haltline.core.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haltline.core.casefile.Cast.CALLER_ID;
import static org.haltline.core.casefile.Cast.HOSPITAL;
import static org.haltline.core.casefile.Cast.MULE;
import static org.haltline.core.casefile.Cast.VICTIMS;
import static org.haltline.core.casefile.Cast.cny;
import static org.haltline.core.casefile.Cast.lure;
import static org.haltline.core.casefile.Cast.paid;
import static org.haltline.core.casefile.Cast.report;
import static org.haltline.core.search.SearchedCentre.await;
import static org.haltline.core.search.SearchedCentre.get;
import static org.haltline.core.search.SearchedCentre.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.Cast;
import org.haltline.core.casefile.RandomCase;
import org.haltline.core.casefile.Report;
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

class SuspectsTest {
  private static final AtomicInteger CENTRES = new AtomicInteger();
  private static final ZonedDateTime NOW = Cast.NOON.atZone(java.time.ZoneId.of("Asia/Shanghai"));

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
    centre = new SearchedCentre(redis, "found" + CENTRES.incrementAndGet());
  }

  @AfterEach
  void closeCentre() {
    centre.close();
  }

  private static CaseId caseNumber(int number) {
    return new CaseId("HX-261120-%04d".formatted(number));
  }

  private void reported(int number) {
    centre.tell(caseNumber(number), filed(number, "1370555%04d".formatted(number)));
  }

  private static ReportFiled filed(int number, String callersPhone) {
    Report told = report(List.of(paid(MULE, "ccb", 30_000)), List.of(lure(CALLER_ID, "mobile")));
    return new ReportFiled(
        caseNumber(number),
        new Report(
            new Report.Caller("沈佳音", callersPhone),
            told.via(),
            told.fraudKind(),
            told.said(),
            told.language(),
            told.receivedAt(),
            told.pickedUpAt(),
            told.victimOnLineWithFraudster(),
            told.payments(),
            told.lures()));
  }

  private static int reports(Suspects suspects) {
    return suspects.find(MULE.number(), 10).stream()
        .mapToInt(hit -> hit.standing().reports())
        .sum();
  }

  @Test
  void whoIsReportedIsFoundWithAllThatIsKnown() {
    try (Suspects suspects = centre.suspects(folder)) {
      reported(1);
      reported(2);
      centre.tell(caseNumber(3), filed(3, "13705550001"));
      centre.caughtUp(suspects);
      await(() -> reports(suspects) == 3);
      Hit mule = suspects.find(MULE.number(), 10).getFirst();
      assertThat(mule.suspect().names()).containsExactly("骆大海");
      assertThat(mule.standing().victims()).isEqualTo(2);
      assertThat(mule.standing().money()).containsExactly(cny(90_000));
      assertThat(mule.standing().firstAt()).isEqualTo(Cast.NOON.minusSeconds(600));
      assertThat(mule.standing().colour()).isEqualTo(Colour.RED);
      assertThat(mule.standing().reasons())
          .containsExactly(Standing.Reason.MANY_REPORTS, Standing.Reason.LARGE_SUM);
      assertThat(keys(suspects.find("骆大海", 10))).contains("person:骆大海", mule.suspect().key());
      assertThat(keys(suspects.find("138 5550 1122", 10))).containsExactly(CALLER_ID.key());
    }
  }

  @Test
  void theVictimIsNoSuspect() {
    try (Suspects suspects = centre.suspects(folder)) {
      reported(1);
      centre.caughtUp(suspects);
      await(() -> !suspects.find(MULE.number(), 10).isEmpty());
      assertThat(suspects.find(VICTIMS.number(), 10)).isEmpty();
      assertThat(suspects.find("沈佳音", 10)).isEmpty();
      assertThat(suspects.find("13705550001", 10)).isEmpty();
    }
  }

  @Test
  void whatIsProtectedSaysSoAndIsGreen() {
    try (Suspects suspects = centre.suspects(folder)) {
      centre.tell(
          caseNumber(1),
          new ReportFiled(caseNumber(1), report(List.of(), List.of(lure(HOSPITAL, null)))));
      centre.caughtUp(suspects);
      await(() -> !suspects.find("0571-55501000", 10).isEmpty());
      Standing standing = suspects.find("0571-55501000", 10).getFirst().standing();
      assertThat(standing.protectedBecause()).isEqualTo("the children's hospital");
      assertThat(standing.colour()).isEqualTo(Colour.GREEN);
      assertThat(standing.reasons()).containsExactly(Standing.Reason.PROTECTED);
    }
  }

  @Test
  void aTextIsScreenedPieceByPiece() {
    try (Suspects suspects = centre.suspects(folder)) {
      reported(1);
      centre.caughtUp(suspects);
      await(() -> !suspects.find(MULE.number(), 10).isEmpty());
      String text = "钱转到6217001180012345677，户名骆大海，电话13855501122，网址 http://other.example/a";
      List<Screened> screened = suspects.screen(text, NOW, 3);
      assertThat(screened).hasSize(4);
      assertThat(screened.stream().map(it -> it.hits().size() > 0))
          .containsExactly(true, true, true, false);
      assertThat(screened.getFirst().piece().start()).isEqualTo(text.indexOf("6217"));
      assertThat(
              suspects.screen(List.of("13855501122", "13855501199"), 3).stream()
                  .map(SearchedCentre::keys))
          .containsExactly(List.of(CALLER_ID.key()), List.of());
    }
  }

  @Test
  void afterARestartItGoesOnWhereItStopped() {
    reported(1);
    try (Suspects suspects = centre.suspects(folder)) {
      centre.caughtUp(suspects);
    }
    reported(2);
    Position before;
    try (SuspectIndex stopped = open(folder.resolve("suspects-1"))) {
      before = stopped.position();
      assertThat(before).isGreaterThan(Position.START);
    }
    try (Suspects again = centre.suspects(folder)) {
      centre.caughtUp(again);
      assertThat(again.progress().position()).isGreaterThan(before);
      await(() -> reports(again) == 2);
    }
  }

  @Test
  void anErasedCaseIsForgotten() throws IOException {
    reported(1);
    reported(2);
    try (SuspectIndex index = open(folder)) {
      follow(index, 3);
      assertThat(requireNonNull(SearchedCentre.all(index).get(MULE.key())).mentions()).hasSize(2);
      get(centre.journal.eraseCase(caseNumber(1)));
      index.forget(caseNumber(1));
      assertThat(requireNonNull(SearchedCentre.all(index).get(MULE.key())).mentions())
          .extracting(Mention::caseId)
          .containsExactly(caseNumber(2));
      index.forget(caseNumber(2));
      assertThat(SearchedCentre.all(index)).isEmpty();
    }
  }

  @Test
  void itIsBuiltAnewWhileItIsAsked() throws Exception {
    for (int i = 1; i <= 20; i++) {
      reported(i);
    }
    try (Suspects suspects = centre.suspects(folder)) {
      centre.caughtUp(suspects);
      await(() -> reports(suspects) == 20);
      var rebuilt = suspects.rebuild().toCompletableFuture();
      do {
        assertThat(suspects.find(MULE.number(), 10).getFirst().standing().reports()).isEqualTo(20);
      } while (!rebuilt.isDone());
      get(rebuilt);
      assertThat(folder.resolve("suspects-1")).doesNotExist();
      assertThat(folder.resolve("suspects-2")).isDirectory();
      reported(21);
      await(() -> reports(suspects) == 21);
    }
    try (Suspects again = centre.suspects(folder)) {
      assertThat(again.find(MULE.number(), 10).getFirst().standing().reports()).isEqualTo(21);
    }
  }

  @Test
  void howMuchOfAnotherIsBuiltIsTold() throws Exception {
    for (int i = 1; i <= 5; i++) {
      reported(i);
    }
    long facts = get(centre.journal.health()).facts();
    try (Suspects suspects = centre.suspectsThatWait(folder)) {
      var rebuilt = suspects.rebuild().toCompletableFuture();
      await(() -> suspects.progress().rebuilding());
      // nothing is read before it is told to follow
      assertThat(suspects.progress().done()).isZero();
      assertThat(suspects.progress().of()).isEqualTo(facts);
      suspects.follow();
      await(() -> suspects.progress().done() == facts || rebuilt.isDone());
      get(rebuilt);
      assertThat(suspects.progress().of()).isZero();
    }
  }

  @Test
  void nothingIsBuiltWhileTheJournalIsAway() {
    var away = new SearchedCentre(redis, "away");
    try (Suspects suspects = away.suspectsThatWait(folder)) {
      away.close();
      assertThatThrownBy(() -> get(suspects.rebuild())).isInstanceOf(IllegalStateException.class);
      assertThat(folder.resolve("suspects-2")).doesNotExist();
      assertThat(suspects.progress().rebuilding()).isFalse();
    }
  }

  @Test
  void anIndexThatSomebodyDeletedGrowsBack() throws IOException {
    reported(1);
    try (Suspects suspects = centre.suspects(folder)) {
      centre.caughtUp(suspects);
      IndexFolder.delete(folder.resolve("suspects-1"));
      reported(2);
      await(() -> Files.isDirectory(folder.resolve("suspects-2")));
      await(() -> reports(suspects) == 2);
      centre.caughtUp(suspects);
    }
    try (Suspects again = centre.suspects(folder)) {
      assertThat(again.find(MULE.number(), 10).getFirst().standing().reports()).isEqualTo(2);
    }
  }

  @Test
  void nobodyElseOnTheMachineMayReadIt() throws IOException {
    Path root = folder.resolve("search");
    try (Suspects _ = centre.suspects(root)) {
      assertThat(rights(root)).isEqualTo("rwx------");
      assertThat(rights(root.resolve("suspects-1"))).isEqualTo("rwx------");
    }
    for (Path opened : List.of(root, root.resolve("suspects-1"))) {
      Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    try (Suspects suspects = centre.suspects(root)) {
      assertThat(rights(root.resolve("suspects-1"))).isEqualTo("rwx------");
      get(suspects.rebuild());
      assertThat(rights(root.resolve("suspects-2"))).isEqualTo("rwx------");
    }
  }

  private static String rights(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void aDamagedIndexGrowsBack() throws IOException {
    reported(1);
    try (Suspects suspects = centre.suspects(folder)) {
      centre.caughtUp(suspects);
    }
    try (var files = Files.list(folder.resolve("suspects-1"))) {
      for (Path file :
          files.filter(it -> it.getFileName().toString().startsWith("segments_")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    try (Suspects again = centre.suspects(folder)) {
      centre.caughtUp(again);
      await(() -> !again.find(MULE.number(), 10).isEmpty());
    }
  }

  /// Whatever happened in random cases, in whatever pieces it was read, and wherever the reading
  /// was cut off: the index is the one that a single reading makes.
  @Test
  void howeverItWasReadTheIndexIsTheSame() throws IOException {
    long seed = 20_261_120;
    for (int number = 1; number <= 6; number++) {
      var chance = new RandomCase(seed + number, Cast.RULES);
      for (int step = 0; step < 40; step++) {
        chance.step();
      }
      for (RandomCase.Step step : chance.steps()) {
        if (!step.events().isEmpty()) {
          centre.tell(step.events().getFirst().caseId(), step.events());
        }
      }
    }
    try (SuspectIndex whole = open(folder.resolve("whole"))) {
      follow(whole, 1_000);
      for (int pieces : List.of(1, 7, 40)) {
        Path cut = folder.resolve("cut" + pieces);
        for (int facts = 0; facts < 400; facts += 50) {
          SuspectIndex index = open(cut);
          follow(index, pieces, facts);
          if (facts % 100 == 0) {
            index.commit();
          }
          index.abandon();
        }
        try (SuspectIndex index = open(cut)) {
          follow(index, pieces);
          assertThat(SearchedCentre.all(index)).isEqualTo(SearchedCentre.all(whole)).isNotEmpty();
        }
      }
    }
  }

  private static SuspectIndex open(Path folder) {
    try {
      return SuspectIndex.open(folder);
    } catch (IOException unusable) {
      throw new AssertionError(unusable);
    }
  }

  private void follow(SuspectIndex index, int atOnce) {
    follow(index, atOnce, Integer.MAX_VALUE);
  }

  /// Reads on, so many facts at once and so many in all.
  private void follow(SuspectIndex index, int atOnce, int atMost) {
    var projection = new Projection(centre.journal, index, account -> account);
    Position reached = index.position();
    for (int read = 0; read < atMost; read += atOnce) {
      var facts = get(centre.journal.after(reached, atOnce));
      if (facts.isEmpty()) {
        break;
      }
      projection.accept(facts);
      reached = facts.getLast().position();
      if (read % 3 == 0) {
        projection.tellAll();
      }
    }
    projection.tellAll();
  }
}
