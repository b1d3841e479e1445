package org.haltline.core.statement;

import java.util.List;
import org.haltline.core.finding.Transfer;
import org.jspecify.annotations.Nullable;

/// What became of a statement that somebody dropped in.
public sealed interface Statement {

  /// Every row understood.
  ///
  /// @param empty rows about a sum of zero: counted, and no transfer
  record Understood(List<Transfer> transfers, int empty) implements Statement {
    public Understood {
      transfers = List.copyOf(transfers);
    }
  }

  /// Some rows are wrong; nothing of it is taken.
  ///
  /// @param more faults beyond those listed
  record Faulty(List<RowFault> faults, int more) implements Statement {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /// Not a statement at all.
  ///
  /// @param detail what the reader tripped over, in its own words
  record Unreadable(Why why, @Nullable String detail) implements Statement {}

  /// Why a file as a whole cannot be read.
  enum Why {
    /// Neither CSV nor XLSX.
    NOT_A_TABLE,
    /// Excel's format of before 2007.
    OLD_EXCEL,
    /// Larger when unpacked than any statement.
    TOO_LARGE,
    /// More rows than one statement may have.
    TOO_MANY_ROWS,
    /// No row names at least a time and a sum.
    NO_HEADINGS,
    /// Nothing tells what came in from what went out.
    NO_DIRECTION,
    /// Headings, and nothing below them.
    NO_ROWS
  }

  /// What is wrong with one row.
  ///
  /// @param line counted from 1, as the program that wrote it shows it
  /// @param heading as the file has it
  /// @param value as it stands there
  record RowFault(int line, Wrong wrong, String heading, String value) {}

  /// What can be wrong with one row.
  enum Wrong {
    TIME,
    AMOUNT,
    DIRECTION,
    CURRENCY,
    /// Both a sum that came in and one that went out.
    TWO_SUMS,
    /// A spreadsheet keeps 15 digits of a number: the rest of this account is lost.
    DIGITS_LOST
  }
}
