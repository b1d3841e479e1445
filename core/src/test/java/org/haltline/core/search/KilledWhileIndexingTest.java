package org.haltline.core.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.casefile.Cast.paid;
import static org.haltline.core.casefile.Cast.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haltline.core.casefile.CaseEvent.ReportFiled;
import org.haltline.core.casefile.Cast;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.redis.EmbeddedRedis;
import org.haltline.core.journal.redis.EmbeddedRedisOptions;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWhileIndexingTest {
  private static final String KEY =
      "8d1f0e5b6a7c4932a1b0c9d8e7f60514233241506f7e8d9cabbad0c1e2f30415";

  @TempDir Path folder;

  /// Killed three times while cases come in, each time with less than five seconds since the last
  /// commit behind it: what is there in the end is what one reading from the first fact makes.
  @Test
  void afterKillsTheIndexIsTheOneThatARebuildMakes() throws Exception {
    try (EmbeddedRedis redis =
            EmbeddedRedis.start(EmbeddedRedisOptions.in(folder.resolve("redis")));
        var centre = new SearchedCentre(redis.uri(), "killed", CentreKey.ofHex(KEY))) {
      Path index = folder.resolve("index");
      int cases = 0;
      for (int kill = 0; kill < 3; kill++) {
        Process process = indexing(redis, index);
        try (var said =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
          int now = suspectsSeen(said);
          int goal = now + 20 + 30 * kill;
          while (now < goal) {
            // a slow machine is not left behind without end
            for (int i = 0; i < 10 && cases < 2 * now + 100; i++) {
              tell(centre, ++cases);
            }
            now = suspectsSeen(said);
          }
          tell(centre, ++cases);
        } finally {
          process.destroyForcibly();
          assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
      }
      try (Suspects suspects = centre.suspects(index)) {
        centre.caughtUp(suspects);
      }
      try (Suspects fresh = centre.suspects(folder.resolve("fresh"))) {
        centre.caughtUp(fresh);
      }
      try (Casebook casebook = centre.casebook(index)) {
        centre.caughtUp(casebook);
      }
      try (Casebook fresh = centre.casebook(folder.resolve("fresh"))) {
        centre.caughtUp(fresh);
      }
      try (CaseIndex again = CaseIndex.open(index.resolve("cases-1"));
          CaseIndex fresh = CaseIndex.open(folder.resolve("fresh").resolve("cases-1"))) {
        assertThat(IndexedCases.all(again)).isEqualTo(IndexedCases.all(fresh)).hasSize(cases);
      }
      try (SuspectIndex again = SuspectIndex.open(index.resolve("suspects-1"));
          SuspectIndex fresh = SuspectIndex.open(folder.resolve("fresh").resolve("suspects-1"))) {
        assertThat(SearchedCentre.all(again))
            .isEqualTo(SearchedCentre.all(fresh))
            .hasSizeGreaterThan(100);
      }
    }
  }

  /// Every third case names an account that others named before.
  private static void tell(SearchedCentre centre, int number) {
    var caseId = new CaseId("HX-261120-%05d".formatted(number));
    var mule = Cast.account("9558801120%07d".formatted(number % 3 == 0 ? 7 : number), "工商银行", null);
    centre.tell(
        caseId, new ReportFiled(caseId, report(List.of(paid(mule, "icbc", number)), List.of())));
  }

  private static int suspectsSeen(BufferedReader said) throws IOException {
    String line = said.readLine();
    while (line != null && !line.matches("\\d+")) {
      line = said.readLine(); // what the process logs
    }
    if (line == null) {
      throw new AssertionError("the process ended by itself");
    }
    return Integer.parseInt(line);
  }

  private static Process indexing(EmbeddedRedis redis, Path index) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            IndexingProcess.class.getName(),
            redis.uri().toURI().toString(),
            "killed",
            KEY,
            index.toString())
        .redirectErrorStream(true)
        .start();
  }
}
