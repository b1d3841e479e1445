package org.haltline.core.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.lettuce.core.XAddArgs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.seal.SealKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sound journal verifies; every alteration planted in it is found, and named precisely.
class VerificationTest {

  @TempDir Path temp;
  private Centre centre;
  private List<Position> first;
  private List<Position> second;
  private List<Position> third;
  private List<Position> unsealed;

  @BeforeEach
  void threeSealedCasesAndOneThatIsNot() {
    centre = new Centre(temp);
    first = centre.open(1, 4);
    second = centre.open(2, 3);
    centre.seal();
    third = centre.open(3, 2);
    centre.seal();
    unsealed = centre.open(4, 2);
  }

  @AfterEach
  void end() {
    centre.close();
  }

  @Test
  void whatWasWrittenHoldsAndTheUnsealedEndIsSaid() {
    VerificationReport report = centre.verify();
    assertThat(report.holds()).isTrue();
    assertThat(report.findings()).containsExactly(new Finding.NotYetSealed(2, third.getLast()));
    assertThat(report.facts()).isEqualTo(11);
    assertThat(report.cases()).isEqualTo(4);
    assertThat(report.seals()).isEqualTo(2);
    assertThat(report.sealedFacts()).isEqualTo(9);
    assertThat(report.sealedThrough()).isEqualTo(third.getLast());
  }

  @Test
  void itHoldsAsWellInManyWalksOfFewCases() {
    VerificationReport report = centre.verify(2);
    assertThat(report.findings()).containsExactly(new Finding.NotYetSealed(2, third.getLast()));
    assertThat(report.cases()).isEqualTo(4);
  }

  @Test
  void anEmptyJournalHolds() {
    try (Centre empty = new Centre(temp.resolve("empty"))) {
      assertThat(empty.verify().findings()).isEmpty();
    }
  }

  @Test
  void anErasedCaseStillHolds() {
    Centre.get(centre.journal().eraseCase(Centre.caseId(1)));
    assertThat(centre.verify().holds()).isTrue();
  }

  @Test
  void aByteFlippedInABody() {
    change(first.get(1), 'b', old -> flipped(old, old.length - 1));
    assertThat(centre.verify().faults())
        .containsExactly(new Finding.FactAltered(Centre.caseId(1), 2, first.get(1)));
  }

  @Test
  void anActorChangedInAHead() {
    change(second.get(0), 'w', old -> "op-8".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(centre.verify().faults())
        .containsExactly(new Finding.FactAltered(Centre.caseId(2), 1, second.get(0)));
  }

  @Test
  void aBodyChangedTogetherWithItsHash() {
    Position at = first.get(3); // the last of its case: no later fact names its hash
    change(at, 'b', old -> flipped(old, 0));
    RawFact changed = centre.image().factsAfter(first.get(2), 1).getFirst();
    byte[] hash = rehashed(changed);
    change(at, 'h', old -> hash);
    assertThat(centre.verify().faults())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.StretchChanged.class,
            f -> {
              assertThat(f.seal()).isEqualTo(1);
              assertThat(f.sealed()).isEqualTo(f.found());
            });
  }

  @Test
  void aFactDeletedFromTheMiddleOfACase() {
    centre.delete(first.get(1));
    assertThat(centre.verify().faults())
        .containsExactly(
            new Finding.FactsMissing(Centre.caseId(1), 2, 2, first.get(2)),
            new Finding.StretchChanged(1, Position.START, second.getLast(), 7, 6));
  }

  @Test
  void theLastFactOfACaseDeleted() {
    centre.delete(second.get(2));
    assertThat(centre.verify().faults())
        .containsExactly(
            new Finding.StretchChanged(1, Position.START, second.get(2), 7, 6),
            new Finding.FactsMissing(Centre.caseId(2), 3, 3, second.get(2)));
  }

  @Test
  void aWholeCaseDeleted() {
    second.forEach(centre::delete);
    assertThat(centre.verify().faults())
        .contains(new Finding.FactsMissing(Centre.caseId(2), 1, 3, second.get(0)));
  }

  @Test
  void aWholeCaseDeletedWithItsList() {
    second.forEach(centre::delete);
    Centre.get(centre.connections().commands().del(centre.keys().factsOf(Centre.caseId(2))));
    assertThat(centre.verify().faults())
        .containsExactly(new Finding.StretchChanged(1, Position.START, second.getLast(), 7, 4));
  }

  @Test
  void twoFactsOfACaseSwapped() {
    swap(first.get(1), first.get(2));
    assertThat(centre.verify().faults())
        .contains(
            new Finding.FactOutOfOrder(Centre.caseId(1), 2, first.get(2)),
            new Finding.StretchChanged(1, Position.START, second.getLast(), 7, 7));
  }

  @Test
  void twoFactsOfDifferentCasesSwapped() {
    swap(first.get(3), second.get(0));
    assertThat(centre.verify().faults())
        .containsExactly(new Finding.StretchChanged(1, Position.START, second.getLast(), 7, 7));
  }

  @Test
  void aFactInsertedBetweenSealedOnes() {
    centre.rewrite(
        facts -> {
          RawFact copied = facts.get(1);
          Position between =
              new Position(second.getLast().millis(), second.getLast().sequence() + 1);
          facts.add(7, new RawFact(between, copied.fields()));
          return facts;
        });
    assertThat(centre.verify().faults())
        .hasSize(2)
        .anyMatch(f -> f instanceof Finding.FactOutOfOrder out && out.version() == 2)
        .anyMatch(f -> f instanceof Finding.StretchChanged s && s.found() == s.sealed() + 1);
  }

  @Test
  void anEntryThatIsNoFact() {
    change(third.get(0), 'v', old -> new byte[] {'x'});
    assertThat(centre.verify().faults())
        .anyMatch(f -> f instanceof Finding.NotAFact n && n.position().equals(third.get(0)))
        .contains(new Finding.FactsMissing(Centre.caseId(3), 1, 1, third.get(1)));
  }

  @Test
  void aSealedTailDropped() {
    centre.rewrite(facts -> facts.subList(0, 7));
    assertThat(centre.verify().faults())
        .contains(new Finding.StretchChanged(2, second.getLast(), third.getLast(), 2, 0));
  }

  @Test
  void aTailDroppedWithItsSealIsToldByTheWitness() {
    centre.rewrite(facts -> facts.subList(0, 7));
    dropLists(3, 4);
    Centre.get(centre.connections().commands().xdel(centre.keys().seals, "2-0"));
    assertThat(centre.verify().faults()).containsExactly(new Finding.JournalTakenBack(1, 2));
  }

  @Test
  void anUnsealedTailDroppedWithItsListIsBeyondProof() {
    unsealed.forEach(centre::delete);
    dropLists(4, 4);
    assertThat(centre.verify().findings()).isEmpty();
  }

  @Test
  void aSealSignedByAnotherKey() {
    Seal genuine = centre.image().lastSeal().orElseThrow().read();
    SealKey stranger = SealKey.random();
    replaceSeal(genuine, resigned(genuine, stranger));
    assertThat(centre.verify().faults())
        .contains(new Finding.SealForged(2, Finding.Source.JOURNAL), new Finding.WitnessDiffers(2));
  }

  @Test
  void aSealWhoseSignatureWasLeftWhenItsContentChanged() {
    Seal genuine = centre.image().lastSeal().orElseThrow().read();
    byte[] canonical = genuine.canonical();
    canonical[canonical.length - 40] ^= 1; // in the instant
    replaceSeal(genuine, Seal.read(canonical, genuine.signature()));
    assertThat(centre.verify().faults())
        .contains(new Finding.SealForged(2, Finding.Source.JOURNAL));
  }

  @Test
  void historyRewrittenByWhoHasTheSigningKeyIsToldByTheWitness() throws IOException {
    // The thief of the key alters a fact, rebuilds the chain's end and seals anew.
    change(third.get(1), 'b', old -> flipped(old, 0));
    byte[] hash = rehashed(centre.image().factsAfter(third.get(0), 1).getFirst());
    change(third.get(1), 'h', old -> hash);
    Centre.get(centre.connections().commands().del(centre.keys().seals));
    Path kept = Files.move(centre.witness().file(), temp.resolve("kept"));
    centre.seal();
    Files.delete(centre.witness().file());
    Files.move(kept, centre.witness().file());
    assertThat(centre.verify().faults())
        .contains(new Finding.WitnessDiffers(1), new Finding.JournalTakenBack(1, 2));
  }

  @Test
  void aSealRemovedFromTheMiddle() {
    Centre.get(centre.connections().commands().xdel(centre.keys().seals, "1-0"));
    assertThat(centre.verify().faults())
        .contains(
            new Finding.SealsMissing(1, 1),
            new Finding.SealChainBroken(2, Finding.Source.JOURNAL),
            new Finding.WitnessDiffers(1));
  }

  @Test
  void aWitnessWhoseLineWasEdited() throws IOException {
    String text = Files.readString(centre.witness().file());
    Files.writeString(centre.witness().file(), text.replaceFirst("\"facts\":7", "\"facts\":8"));
    assertThat(centre.verify().faults())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.SealUnreadable.class,
            f -> assertThat(f.source()).isEqualTo(Finding.Source.WITNESS));
  }

  @Test
  void withoutAWitnessItHoldsAndSaysSo() {
    VerificationReport report =
        Verification.of(centre.image(), List.of(centre.sealKey().publicKey()), Optional.empty());
    assertThat(report.holds()).isTrue();
    assertThat(report.findings()).contains(new Finding.NoWitness());
  }

  @Test
  void withoutTheirKeySealsProveNothing() {
    VerificationReport report =
        Verification.of(centre.image(), List.of(), Optional.of(centre.witness()));
    assertThat(report.faults()).hasSize(4).allMatch(f -> f instanceof Finding.SealForged);
  }

  @Test
  void aSealMadeAfterTheEndWasLookedAtIsNoFault() {
    var findings = new Findings();
    RedisImage image = centre.image();
    new WitnessCheck(image, List.of(centre.sealKey().publicKey()), findings, 1)
        .run(centre.witness());
    assertThat(findings.kept()).isEmpty();
  }

  @Test
  void whatIsWrittenMeanwhileIsNoFault() throws InterruptedException {
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 100; i < 600; i++) {
                    centre.open(i, 3);
                    if (i % 50 == 0) centre.seal();
                  }
                });
    List<VerificationReport> reports = new ArrayList<>();
    do {
      reports.add(centre.verify());
    } while (writer.isAlive());
    writer.join();
    reports.add(centre.verify());
    assertThat(reports).allMatch(VerificationReport::holds);
    assertThat(reports.getLast().facts()).isEqualTo(11 + 1_500);
  }

  @Test
  void everyFindingIsSaidInBothLanguages() {
    for (Finding finding : centre.verify().findings()) {
      assertThat(FindingText.of(finding, Locale.ENGLISH)).contains("2 facts", "not yet sealed");
      assertThat(FindingText.of(finding, Locale.CHINESE)).contains("2 条", "尚未封存");
    }
    Finding missing = new Finding.FactsMissing(Centre.caseId(1), 2, 2, first.get(2));
    assertThat(FindingText.of(missing, Locale.ENGLISH))
        .isEqualTo(
            "case HB-261121-0001: version 2 is missing (seen at %s)".formatted(first.get(2)));
  }

  private void dropLists(int from, int to) {
    for (int i = from; i <= to; i++) {
      Centre.get(centre.connections().commands().del(centre.keys().factsOf(Centre.caseId(i))));
    }
  }

  private void replaceSeal(Seal genuine, Seal forged) {
    var commands = centre.connections().commands();
    var others = Centre.get(commands.xrange(centre.keys().seals, Range.unbounded()));
    Centre.get(commands.del(centre.keys().seals));
    others.stream()
        .filter(entry -> !entry.getId().equals(genuine.number() + "-0"))
        .forEach(
            entry ->
                Centre.get(
                    commands.xadd(
                        centre.keys().seals, new XAddArgs().id(entry.getId()), entry.getBody())));
    Centre.get(
        commands.xadd(
            centre.keys().seals,
            new XAddArgs().id(genuine.number() + "-0"),
            Map.of(new byte[] {'c'}, forged.canonical(), new byte[] {'s'}, forged.signature())));
  }

  private static Seal resigned(Seal seal, SealKey key) {
    Seal claimed =
        new Seal(
            seal.centre(),
            seal.number(),
            seal.after(),
            seal.through(),
            seal.facts(),
            seal.factsHash(),
            seal.previous(),
            seal.at(),
            SealKey.idOf(key.publicKey()),
            new byte[0]);
    try {
      java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
      signer.initSign(
          java.security.KeyFactory.getInstance("Ed25519")
              .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(key.privateBytes())));
      signer.update(claimed.canonical());
      return Seal.read(claimed.canonical(), signer.sign());
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// The hash that a forger computes for a changed fact.
  private static byte[] rehashed(RawFact raw) {
    return org.haltline.core.journal.SealedFact.read(raw.position(), raw.fields()).computedHash();
  }

  private void swap(Position a, Position b) {
    centre.rewrite(
        facts -> {
          BinaryOperator<RawFact> at =
              (place, content) -> new RawFact(place.position(), content.fields());
          int i = indexOf(facts, a);
          int j = indexOf(facts, b);
          RawFact swapped = at.apply(facts.get(i), facts.get(j));
          facts.set(j, at.apply(facts.get(j), facts.get(i)));
          facts.set(i, swapped);
          return facts;
        });
  }

  private static int indexOf(List<RawFact> facts, Position position) {
    return Collections.binarySearch(facts.stream().map(RawFact::position).toList(), position);
  }

  private void change(Position position, char field, java.util.function.UnaryOperator<byte[]> by) {
    centre.rewrite(
        facts -> {
          RawFact fact = facts.get(indexOf(facts, position));
          List<byte[]> fields = new ArrayList<>(fact.fields());
          for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i)[0] == field) fields.set(i + 1, by.apply(fields.get(i + 1)));
          }
          facts.set(indexOf(facts, position), new RawFact(position, fields));
          return facts;
        });
  }

  private static byte[] flipped(byte[] old, int index) {
    byte[] changed = old.clone();
    changed[index] ^= 1;
    return changed;
  }
}
