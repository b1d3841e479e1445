package org.haltline.core.journal.verify;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.SealedFact;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.seal.Witness;
import org.jspecify.annotations.Nullable;

/// Walks a whole journal and says whether it is what was written: each fact's hash, each case's
/// chain, each seal, its signature, the witness. Needs no key but the public ones that seals are
/// signed with. Memory is bounded: facts and seals go by in pages, chains are followed for a share
/// of the cases at a time. Blocks, for minutes on a large journal; the desk may go on working.
public final class Verification {

  /// At about 250 bytes a case.
  private static final int CASES_AT_ONCE = 400_000;

  private static final int PAGE_SIZE = 500;

  private final JournalImage image;
  private final List<PublicKey> trusted;
  private final Optional<Witness> witness;
  private final int casesAtOnce;
  private final Findings findings = new Findings();
  private long facts;
  private long openings;

  private Verification(
      JournalImage image, List<PublicKey> trusted, Optional<Witness> witness, int casesAtOnce) {
    this.image = image;
    this.trusted = List.copyOf(trusted);
    this.witness = witness;
    this.casesAtOnce = casesAtOnce;
  }

  /// Verifies a journal.
  ///
  /// @param trusted public keys whose seals count
  /// @param witness the copy of the seals outside the journal, if there is one
  public static VerificationReport of(
      JournalImage image, List<PublicKey> trusted, Optional<Witness> witness) {
    return of(image, trusted, witness, CASES_AT_ONCE);
  }

  static VerificationReport of(
      JournalImage image, List<PublicKey> trusted, Optional<Witness> witness, int casesAtOnce) {
    return new Verification(image, trusted, witness, casesAtOnce).run();
  }

  private VerificationReport run() {
    long startedAt = System.nanoTime();
    // In this order: while the desk works the witness follows the seals, and they follow the facts.
    long lastSeal = image.lastSeal().map(SealStream.Stored::number).orElse(0L);
    Position end = image.end();
    witness.ifPresentOrElse(
        copy -> new WitnessCheck(image, trusted, findings, lastSeal).run(copy),
        () -> findings.add(new Finding.NoWitness()));
    SealWalk seals = new SealWalk(image, trusted, findings, lastSeal);
    long cases = image.facts() <= casesAtOnce ? walkOnce(seals, end) : walkInShares(seals, end);
    if (seals.unsealedFacts() > 0) {
      findings.add(new Finding.NotYetSealed(seals.unsealedFacts(), seals.sealedThrough()));
    }
    return new VerificationReport(
        image.centre(),
        facts,
        cases,
        lastSeal,
        seals.sealedFacts(),
        seals.sealedThrough(),
        findings.kept(),
        findings.more(),
        Duration.ofNanos(System.nanoTime() - startedAt));
  }

  private long walkOnce(SealWalk seals, Position end) {
    CaseChains chains = new CaseChains(0, 1, findings);
    walk(end, seals, chains);
    image.caseLists().ifPresent(lists -> chains.compare(lists, end));
    return chains.cases();
  }

  /// The first walk counts the cases; how many shares they make follows from it.
  private long walkInShares(SealWalk seals, Position end) {
    walk(end, seals, null);
    int shares = Math.toIntExact(openings / casesAtOnce + 1);
    long cases = 0;
    for (int share = 0; share < shares; share++) {
      CaseChains chains = new CaseChains(share, shares, findings);
      walk(end, null, chains);
      image.caseLists().ifPresent(lists -> chains.compare(lists, end));
      cases += chains.cases();
    }
    return cases;
  }

  private void walk(Position end, @Nullable SealWalk seals, @Nullable CaseChains chains) {
    Position position = Position.START;
    while (end.isAfter(position)) {
      List<RawFact> page = image.factsAfter(position, PAGE_SIZE);
      if (page.isEmpty()) break;
      for (RawFact raw : page) {
        if (!raw.position().isAfter(end)) look(raw, seals, chains);
      }
      position = page.getLast().position();
    }
    if (seals != null) seals.finish();
  }

  private void look(RawFact raw, @Nullable SealWalk seals, @Nullable CaseChains chains) {
    SealedFact fact;
    try {
      fact = SealedFact.read(raw.position(), raw.fields());
    } catch (JournalDamaged e) {
      if (seals != null) {
        facts++;
        findings.add(new Finding.NotAFact(raw.position(), String.valueOf(e.getMessage())));
        seals.unreadable(raw.position());
      }
      return;
    }
    if (seals != null) {
      facts++;
      if (fact.version() == 1) openings++;
      if (!fact.hashHolds()) {
        findings.add(new Finding.FactAltered(fact.caseId(), fact.version(), fact.position()));
      }
      seals.fact(fact);
    }
    if (chains != null) chains.follow(fact);
  }
}
