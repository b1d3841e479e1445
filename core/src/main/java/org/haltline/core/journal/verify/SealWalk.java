package org.haltline.core.journal.verify;

import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.SealedFact;
import org.haltline.core.journal.seal.FactsHash;
import org.haltline.core.journal.seal.Seal;
import org.haltline.core.journal.seal.SealKey;
import org.haltline.core.journal.seal.SealStream;
import org.jspecify.annotations.Nullable;

/// Walks the seals beside the facts: each seal's signature and place in the chain, and that the
/// facts of its stretch are the sealed ones.
final class SealWalk {

  private static final int PAGE_SIZE = 500;

  private final JournalImage image;
  private final List<PublicKey> trusted;
  private final Findings findings;
  private final long lastNumber;
  private final Deque<Seal> ahead = new ArrayDeque<>();
  private final FactsHash stretch = new FactsHash();
  private long read;
  private @Nullable Seal before;
  private Position sealedThrough = Position.START;
  private long sealedFacts;
  private long unsealedFacts;

  /// @param lastNumber seals after it were made since the walk began
  SealWalk(JournalImage image, List<PublicKey> trusted, Findings findings, long lastNumber) {
    this.image = image;
    this.trusted = trusted;
    this.findings = findings;
    this.lastNumber = lastNumber;
  }

  /// The next fact in journal order.
  void fact(SealedFact fact) {
    closeBefore(fact.position());
    if (next() == null) unsealedFacts++;
    stretch.add(fact.position(), fact.hash());
  }

  /// An entry that is no fact: its place counts, so that its seal does not fit.
  void unreadable(Position position) {
    closeBefore(position);
    if (next() == null) unsealedFacts++;
    stretch.add(position, new byte[FactsHash.BYTES]);
  }

  /// There are no more facts.
  void finish() {
    while (next() != null) close();
    if (read < lastNumber) findings.add(new Finding.SealsMissing(read + 1, lastNumber));
  }

  private void closeBefore(Position position) {
    for (Seal seal = next(); seal != null && position.isAfter(seal.through()); seal = next())
      close();
  }

  /// The seal whose stretch is being walked; null beyond the last one.
  private @Nullable Seal next() {
    while (ahead.isEmpty() && read < lastNumber) {
      List<SealStream.Stored> page = image.sealsAfter(read, PAGE_SIZE);
      if (page.isEmpty()) {
        findings.add(new Finding.SealsMissing(read + 1, lastNumber));
        read = lastNumber;
      }
      for (SealStream.Stored stored : page) take(stored);
    }
    return ahead.peek();
  }

  private void take(SealStream.Stored stored) {
    if (stored.number() > lastNumber) return;
    if (stored.number() > read + 1) {
      findings.add(new Finding.SealsMissing(read + 1, stored.number() - 1));
    }
    read = stored.number();
    try {
      Seal seal = stored.read();
      if (!isSigned(seal, trusted)) {
        findings.add(new Finding.SealForged(seal.number(), Finding.Source.JOURNAL));
      }
      if (!continues(before, seal, image.centre())) {
        findings.add(new Finding.SealChainBroken(seal.number(), Finding.Source.JOURNAL));
      }
      before = seal;
      ahead.add(seal);
    } catch (JournalDamaged e) {
      findings.add(
          new Finding.SealUnreadable(
              stored.number(), Finding.Source.JOURNAL, String.valueOf(e.getMessage())));
    }
  }

  private void close() {
    Seal seal = ahead.remove();
    long found = stretch.facts();
    boolean same = Arrays.equals(stretch.take(), seal.factsHash()) && found == seal.facts();
    if (!same) {
      findings.add(
          new Finding.StretchChanged(
              seal.number(), seal.after(), seal.through(), seal.facts(), found));
    }
    sealedFacts += found;
    sealedThrough = seal.through();
  }

  static boolean isSigned(Seal seal, List<PublicKey> trusted) {
    return trusted.stream()
        .anyMatch(key -> Arrays.equals(SealKey.idOf(key), seal.keyId()) && seal.isSignedBy(key));
  }

  static boolean continues(@Nullable Seal before, Seal seal, String centre) {
    byte[] previous = before == null ? new byte[FactsHash.BYTES] : before.hash();
    Position after = before == null ? Position.START : before.through();
    long number = before == null ? 1 : before.number() + 1;
    return seal.centre().equals(centre)
        && seal.number() == number
        && seal.after().equals(after)
        && seal.through().isAfter(after)
        && Arrays.equals(seal.previous(), previous);
  }

  Position sealedThrough() {
    return sealedThrough;
  }

  long sealedFacts() {
    return sealedFacts;
  }

  long unsealedFacts() {
    return unsealedFacts;
  }
}
