package org.haltline.core.listing;

import java.util.List;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// One row of a list as it was understood.
///
/// @param line counted from 1, as the program that wrote the list shows it
/// @param entries whom it names; none where something is wrong with it
public record ListRow(long line, List<Entry> entries, List<Fault> faults) {
  public ListRow {
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }

  /// One that a row names.
  ///
  /// @param name whose an account is said to be
  public record Entry(Subject subject, @Nullable String name, @Nullable String note) {}

  /// What is wrong with a row.
  ///
  /// @param heading as the list has it; empty where the row as a whole is wrong
  /// @param code stable: that of the subject that was not understood, or `row.…`
  public record Fault(long line, String heading, String value, String code, String en, String zh) {}
}
