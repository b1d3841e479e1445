package org.haltline.core.listing;

/// A file that is no list, or one that nobody should open.
public final class CannotReadList extends Exception {
  private static final long serialVersionUID = 1;

  private final Why why;

  /// Why a file as a whole is refused.
  public enum Why {
    /// Neither CSV, XLSX nor NDJSON, or in no encoding that is known.
    NOT_A_LIST,
    /// Says which encoding it is in, and is not.
    WRONG_ENCODING,
    /// Excel's format of before 2007.
    OLD_EXCEL,
    /// Far larger when unpacked.
    TOO_LARGE,
    /// A workbook keeps its texts in one table, which is held in memory while it is read; this
    /// one's is too large.
    TEXTS_TOO_LARGE,
    /// No column names anybody.
    NO_HEADINGS
  }

  public CannotReadList(Why why) {
    super(why.name());
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
