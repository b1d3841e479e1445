package org.haltline.core.journal.verify;

import org.haltline.core.journal.Position;
import org.haltline.core.order.CaseId;

/// One thing that a verification found. A fault means that the journal is not what was written; the
/// notes at the end do not.
public sealed interface Finding {

  default boolean isFault() {
    return true;
  }

  /// Its content does not fit its hash.
  record FactAltered(CaseId caseId, long version, Position position) implements Finding {}

  /// It names another fact before it than the one that stands there.
  record ChainBroken(CaseId caseId, long version, Position position) implements Finding {}

  /// These versions of a case are gone; the gap shows at this position.
  record FactsMissing(CaseId caseId, long from, long to, Position seenAt) implements Finding {}

  /// It comes after a later version of its case, or twice.
  record FactOutOfOrder(CaseId caseId, long version, Position position) implements Finding {}

  /// What stands there is no fact.
  record NotAFact(Position position, String why) implements Finding {}

  /// The list of a case's facts is shorter than the case: it cannot be read whole.
  record CaseListShort(CaseId caseId, long listed, long facts) implements Finding {}

  /// The facts of a sealed stretch are not the ones that were sealed.
  record StretchChanged(long seal, Position after, Position through, long sealed, long found)
      implements Finding {}

  /// It is signed by no key that is trusted, or not at all.
  record SealForged(long seal, Source source) implements Finding {}

  /// What is stored as a seal cannot be read as one.
  record SealUnreadable(long seal, Source source, String why) implements Finding {}

  /// It does not continue the seal before it.
  record SealChainBroken(long seal, Source source) implements Finding {}

  /// These seals are gone from the journal.
  record SealsMissing(long from, long to) implements Finding {}

  /// The witness holds another seal under this number.
  record WitnessDiffers(long seal) implements Finding {}

  /// The witness holds later seals than the journal: it was taken back.
  record JournalTakenBack(long lastSeal, long lastWitnessed) implements Finding {}

  /// These facts were written since the last seal: their chains hold, but a cut-off end would not
  /// show.
  record NotYetSealed(long facts, Position after) implements Finding {
    @Override
    public boolean isFault() {
      return false;
    }
  }

  /// These seals are not copied to the witness yet.
  record NotYetWitnessed(long from, long to) implements Finding {
    @Override
    public boolean isFault() {
      return false;
    }
  }

  /// There is no witness to compare with: who can sign could have rewritten everything.
  record NoWitness() implements Finding {
    @Override
    public boolean isFault() {
      return false;
    }
  }

  /// Where a seal was read.
  enum Source {
    JOURNAL,
    WITNESS
  }
}
