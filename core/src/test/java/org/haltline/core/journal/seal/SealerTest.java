package org.haltline.core.journal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.verify.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sealing, alone and in company, interrupted, and refused where it would cover up a loss.
class SealerTest {

  @TempDir Path temp;
  private Centre centre;

  @BeforeEach
  void start() {
    centre = new Centre(temp);
  }

  @AfterEach
  void end() {
    centre.close();
  }

  @Test
  void sealsFollowEachOtherAndAreWitnessed() {
    List<Position> first = centre.open(1, 3);
    Seal one = centre.seal();
    List<Position> second = centre.open(2, 2);
    Seal two = centre.seal();

    assertThat(one.number()).isEqualTo(1);
    assertThat(one.facts()).isEqualTo(3);
    assertThat(one.through()).isEqualTo(first.getLast());
    assertThat(two.number()).isEqualTo(2);
    assertThat(two.after()).isEqualTo(first.getLast());
    assertThat(two.through()).isEqualTo(second.getLast());
    assertThat(two.previous()).isEqualTo(one.hash());
    assertThat(two.isSignedBy(centre.sealKey().publicKey())).isTrue();
    List<Seal> witnessed = new ArrayList<>();
    centre.witness().forEach(witnessed::add);
    assertThat(witnessed).containsExactly(one, two);
  }

  @Test
  void nothingNewNeedsNoSeal() {
    assertThat(centre.newSealer().sealNow()).isEmpty();
    centre.open(1, 1);
    centre.seal();
    assertThat(centre.newSealer().sealNow()).isEmpty();
  }

  @Test
  void twoThatSealAtOnceMakeOneChain() throws Exception {
    for (int round = 1; round <= 10; round++) {
      centre.open(round, 5);
      CyclicBarrier together = new CyclicBarrier(4);
      List<Thread> sealers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Sealer sealer = centre.newSealer();
        sealers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        together.await();
                        sealer.sealNow();
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                    }));
      }
      for (Thread sealer : sealers) sealer.join();
    }
    var report = centre.verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.seals()).isEqualTo(10);
    assertThat(report.sealedFacts()).isEqualTo(50);
  }

  @Test
  void aWitnessThatMissedSealsCatchesUp() throws IOException {
    centre.open(1, 1);
    centre.seal();
    centre.open(2, 1);
    centre.seal();
    Files.delete(centre.witness().file());
    centre.newSealer().sealNow();
    assertThat(centre.verify().findings()).isEmpty();
    assertThat(Files.readAllLines(centre.witness().file())).hasSize(2);
  }

  @Test
  void aLineThatACrashCutOffIsWrittenAnew() throws IOException {
    centre.open(1, 1);
    centre.seal();
    Files.writeString(centre.witness().file(), "{\"number\":2,\"cen", StandardOpenOption.APPEND);
    assertThat(centre.witness().last().map(Seal::number)).contains(1L);
    centre.open(2, 1);
    Seal two = centre.seal();
    assertThat(Files.readAllLines(centre.witness().file()))
        .hasSize(2)
        .last()
        .isEqualTo(Witness.line(two));
  }

  @Test
  void anAlteredFactIsNotSealed() {
    Position position = centre.open(1, 1).getFirst();
    Centre.get(
        centre
            .connections()
            .commands()
            .eval(
                """
                local e = redis.call('XRANGE', KEYS[1], '-', '+')[1]
                local f = e[2]
                for i = 1, #f, 2 do if f[i] == 'w' then f[i + 1] = 'op-9' end end
                redis.call('DEL', KEYS[1])
                return redis.call('XADD', KEYS[1], e[1], unpack(f))
                """,
                io.lettuce.core.ScriptOutputType.VALUE,
                new byte[][] {centre.keys().journal}));
    assertThatExceptionOfType(JournalDamaged.class)
        .isThrownBy(() -> centre.newSealer().sealNow())
        .withMessageContaining("HB-261121-0001/1 at " + position);
    assertThat(centre.image().lastSeal()).isEmpty();
  }

  @Test
  void aJournalThatWasTakenBackIsNotSealedOver() {
    centre.open(1, 1);
    centre.seal();
    Centre.get(centre.connections().commands().del(centre.keys().seals));
    assertThatExceptionOfType(JournalDamaged.class)
        .isThrownBy(() -> centre.newSealer().sealNow())
        .withMessageContaining("seal 1 was witnessed");
  }

  @Test
  void itSealsByItselfAndOnceMoreWhenClosed() throws InterruptedException {
    Sealer sealer = centre.newSealer().every(Duration.ofMillis(20));
    centre.open(1, 1);
    for (int i = 0; i < 3_000 && centre.image().lastSeal().isEmpty(); i++) Thread.sleep(10);
    assertThat(centre.image().lastSeal()).isPresent();
    assertThat(sealer.trouble()).isEmpty();
    sealer.close();

    Sealer rare = centre.newSealer().every(Duration.ofHours(1));
    centre.open(2, 1);
    rare.close();
    assertThat(centre.verify().findings()).isEmpty();
  }

  @Test
  void whatKeepsItFromSealingIsTold() throws InterruptedException {
    centre.open(1, 1);
    centre.seal();
    Centre.get(centre.connections().commands().del(centre.keys().seals));
    try (Sealer sealer = centre.newSealer().every(Duration.ofMillis(20))) {
      for (int i = 0; i < 3_000 && sealer.trouble().isEmpty(); i++) Thread.sleep(10);
      assertThat(sealer.trouble()).contains("was witnessed");
    }
  }

  @Test
  void aSealReadsBackAsItWasWritten() {
    centre.open(1, 1);
    Seal seal = centre.seal();
    assertThat(Seal.read(seal.canonical(), seal.signature())).isEqualTo(seal);
    assertThat(Witness.read(Witness.line(seal))).isEqualTo(seal);
    assertThat(Optional.of(seal)).isEqualTo(centre.witness().last());
    assertThatExceptionOfType(JournalDamaged.class)
        .isThrownBy(() -> Seal.read(new byte[] {1, 2, 3}, seal.signature()));
  }
}
