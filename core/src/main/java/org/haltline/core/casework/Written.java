package org.haltline.core.casework;

import org.haltline.core.casefile.CaseState;

/// A case that was written by this process just now: in the journal, and on disk.
///
/// @param before its version before
/// @param version its version now
/// @param after the case as it stands at that version
/// @param onlyHeard whether nothing but answers to orders came to it
public record Written(long before, long version, CaseState after, boolean onlyHeard) {

  /// This and what was written next, as if it had been written at once; the next alone where
  /// something is missing between them.
  public Written then(Written next) {
    return next.before == version
        ? new Written(before, next.version, next.after, onlyHeard && next.onlyHeard)
        : next;
  }

  /// Who wants to know of cases before the journal's readers come to them. Told before the caller
  /// is answered, on a thread of casework: it does next to nothing. What another process writes
  /// comes by the journal alone.
  public interface Reader {
    void written(Written it);
  }
}
