package org.haltline.load.find;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.haltline.core.search.BulkIndex;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run as small as it can be.
class HouseRunTest {
  private static final long SEED = 11;

  @Test
  @Timeout(300)
  void aHouseFindsWhoWasInItsIndexBeforeItStartedAndWhoIsReportedNow() throws Exception {
    var said = new ByteArrayOutputStream();
    var sheet = new Sheet("find", new PrintStream(said, true, UTF_8));
    var targets = new Targets();
    try (var workspace = Workspace.open("find-test", false)) {
      var world = new Underworld(SEED);
      try (var index =
          new BulkIndex(
              workspace.folder(HouseRun.INDEX),
              name -> Optional.of(name).filter(Underworld::isBank))) {
        for (long number = 0; number < 500; number++) {
          index.add(world.suspect(number));
        }
        index.finish();
      }
      var settings = new HouseRun.Settings(500, 20, 20, 3, 1, 700);
      new HouseRun(workspace, settings, SEED, sheet, targets).run();
    }
    assertThat(targets.lines())
        .as(said.toString(UTF_8))
        .contains(
            "TARGET http_exact_lookup_missed 0 =0 held",
            "TARGET lookups_not_answered 0 =0 held",
            "TARGET list_rows_lost 0 =0 held");
    assertThat(said.toString(UTF_8))
        .contains(
            "60 accepted, 0 errors",
            "0 not within ten seconds",
            "1400 subjects, 0 faults, state READY");
  }
}
