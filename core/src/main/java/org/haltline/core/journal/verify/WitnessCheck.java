package org.haltline.core.journal.verify;

import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.seal.Witness;
import org.jspecify.annotations.Nullable;

/// Compares the witness with the journal's seals, and checks it in itself: even where the journal's
/// own seals are gone, the witness proves that there were some.
final class WitnessCheck implements Witness.LineReader {

  private static final int PAGE_SIZE = 500;

  private final JournalImage image;
  private final List<PublicKey> trusted;
  private final Findings findings;
  private final long lastInJournal;
  private final Deque<SealStream.Stored> ahead = new ArrayDeque<>();
  private @Nullable Seal before;
  private long lastWitnessed;

  WitnessCheck(JournalImage image, List<PublicKey> trusted, Findings findings, long lastInJournal) {
    this.image = image;
    this.trusted = trusted;
    this.findings = findings;
    this.lastInJournal = lastInJournal;
  }

  void run(Witness witness) {
    witness.forEachLine(this);
    // What was sealed since the journal's end was looked at is in both by now: a seal stands in the
    // journal before it is witnessed.
    if (lastWitnessed > lastInJournal && lastWitnessed > lastSealNow()) {
      findings.add(new Finding.JournalTakenBack(lastInJournal, lastWitnessed));
    } else if (lastWitnessed < lastInJournal) {
      findings.add(new Finding.NotYetWitnessed(lastWitnessed + 1, lastInJournal));
    }
  }

  private long lastSealNow() {
    return image.lastSeal().map(SealStream.Stored::number).orElse(0L);
  }

  @Override
  public void line(int lineNumber, String text) {
    Seal seal;
    try {
      seal = Witness.read(text);
    } catch (JournalDamaged e) {
      findings.add(
          new Finding.SealUnreadable(
              lastWitnessed + 1,
              Finding.Source.WITNESS,
              "line " + lineNumber + ": " + e.getMessage()));
      lastWitnessed++;
      before = null;
      return;
    }
    if (!SealWalk.isSigned(seal, trusted)) {
      findings.add(new Finding.SealForged(seal.number(), Finding.Source.WITNESS));
    }
    // A witness may begin later than the journal, and goes on after a line that cannot be read.
    if (before != null && !SealWalk.continues(before, seal, image.centre())) {
      findings.add(new Finding.SealChainBroken(seal.number(), Finding.Source.WITNESS));
    }
    if (seal.number() <= lastInJournal && !isInJournal(seal)) {
      findings.add(new Finding.WitnessDiffers(seal.number()));
    }
    before = seal;
    lastWitnessed = Math.max(lastWitnessed, seal.number());
  }

  private boolean isInJournal(Seal seal) {
    while (!ahead.isEmpty() && ahead.peek().number() < seal.number()) ahead.remove();
    if (ahead.isEmpty()) ahead.addAll(image.sealsAfter(seal.number() - 1, PAGE_SIZE));
    SealStream.Stored stored = ahead.peek();
    if (stored == null || stored.number() != seal.number()) return false;
    try {
      return stored.read().equals(seal);
    } catch (JournalDamaged notEvenASeal) {
      return false;
    }
  }
}
