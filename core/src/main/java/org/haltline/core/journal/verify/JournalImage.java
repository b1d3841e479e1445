package org.haltline.core.journal.verify;

import java.util.List;
import java.util.Optional;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.order.CaseId;

/// A centre's journal wherever it lies: in a Redis that may be written to meanwhile, or in a
/// backup. Everything is read in pages; calls block.
public interface JournalImage {

  String centre();

  /// How many facts there are, or a bound close above.
  long facts();

  /// The last fact's position at this moment; [Position#START] when there is none.
  Position end();

  /// Entries after a position, oldest first.
  List<RawFact> factsAfter(Position position, int limit);

  Optional<SealStream.Stored> lastSeal();

  List<SealStream.Stored> sealsAfter(long number, int limit);

  /// What is kept beside the facts, where this image has it.
  Optional<CaseLists> caseLists();

  /// The list of fact positions that is kept for each case.
  interface CaseLists {
    /// Tells every case and the length of its list; nothing about the order.
    void forEach(CaseLength reader);

    /// Positions in a case's list from an index (0..) on.
    List<Position> positions(CaseId caseId, long fromIndex);
  }

  /// Takes a case and the length of its list.
  @FunctionalInterface
  interface CaseLength {
    void accept(CaseId caseId, long length);
  }
}
