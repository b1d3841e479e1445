package org.haltline.load.desks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import org.HdrHistogram.Histogram;
import org.haltline.core.journal.Position;
import org.haltline.load.Sheet;
import org.haltline.load.Targets;
import org.haltline.load.house.ServerConfig.Person;
import org.haltline.load.house.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A run as small as it can be, and a desk that is told what it should not see.
class DesksRunTest {
  private static final Person OF_ICBC = new Person("d", "d", "BANK_LIAISON", "ICBC");

  @Test
  @Timeout(300)
  void aSmallRunEndsWithEachDeskHavingWhatItsRoleMaySee() throws Exception {
    var said = new ByteArrayOutputStream();
    var sheet = new Sheet("desks", new PrintStream(said, true, UTF_8));
    var targets = new Targets();
    try (var workspace = Workspace.open("desks-test", false)) {
      new DesksRun(workspace, new DesksRun.Settings(20, 20, 3, 1), 11, sheet, targets).run();
    }
    assertThat(targets.lines())
        .as(said.toString(UTF_8))
        .contains(
            "TARGET desks-live 20 >=20 held",
            "TARGET desks-untrue 0 =0 held",
            "TARGET desks-beyond-wall 0 =0 held");
    assertThat(said.toString(UTF_8)).contains("6 reports accepted, 0 errors");
  }

  @Test
  void aFactOfAnotherInstitutionIsSeenToBeOne() {
    Desk desk = desk(OF_ICBC, new Everything());
    desk.take(fact(1, "ICBC"));
    assertThat(desk.beyondWall()).isZero();
    desk.take(fact(2, "ABC"));
    assertThat(desk.beyondWall()).isEqualTo(1);
  }

  @Test
  void aDeskThatMissesAFactOrHasOneTwiceIsNotLikeTheOthers() {
    var everything = new Everything();
    Desk supervisor = desk(new Person("s", "s", "SUPERVISOR", null), everything);
    Desk whole = desk(OF_ICBC, (position, frame) -> {});
    Desk poorer = desk(OF_ICBC, (position, frame) -> {});
    Desk richer = desk(OF_ICBC, (position, frame) -> {});
    for (int n = 1; n <= 4; n++) {
      Buffer fact = fact(n, n == 3 ? "ABC" : "ICBC");
      supervisor.take(fact);
      if (n != 3) {
        whole.take(fact);
        richer.take(fact);
      }
      if (n != 3 && n != 2) {
        poorer.take(fact);
      }
    }
    richer.take(fact(4, "ICBC"));
    assertThat(whole.seen().isSameAs(everything.of("ICBC"))).isTrue();
    assertThat(poorer.seen().isSameAs(everything.of("ICBC"))).isFalse();
    assertThat(richer.seen().isSameAs(everything.of("ICBC"))).isFalse();
    assertThat(supervisor.seen().isSameAs(everything.of(null))).isTrue();
  }

  @Test
  void whatIsLateIsCountedFromTheJournal() {
    var millis = new Histogram(60_000, 3);
    InstantSource clock = () -> Instant.ofEpochMilli(1_040);
    new Desk(OF_ICBC, clock, millis, (position, frame) -> {}).take(fact(0, "ICBC"));
    assertThat(millis.getMaxValue()).isEqualTo(40);
  }

  private static Desk desk(Person person, Desk.Witness witness) {
    return new Desk(person, InstantSource.system(), new Histogram(60_000, 3), witness);
  }

  private static Buffer fact(long n, String institution) {
    return Buffer.buffer(
        "id: %s\nevent: fact\ndata: {\"type\":\"OrderIssued\",\"institution\":\"%s\"}"
            .formatted(new Position(1_000, n), institution));
  }
}
