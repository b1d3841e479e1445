package org.haltline.core.statement;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of cells, from whichever kind of file.
record Table(List<Row> rows) {

  /// @param line as the program that wrote the file counts it
  record Row(int line, List<Cell> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(cell -> cell.text.isBlank());
    }
  }

  /// @param number whether a spreadsheet holds it as a number, of which it keeps 15 digits
  /// @param time where a spreadsheet holds it as a time
  record Cell(String text, boolean number, @Nullable LocalDateTime time) {
    static Cell of(String text) {
      return new Cell(text, false, null);
    }
  }
}
