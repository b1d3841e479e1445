package org.haltline.core.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which column of a list holds what.
final class Headings {
  final Map<Integer, Column> columns;

  /// @param text as the list has it
  record Column(Heading what, String text) {}

  private Headings(Map<Integer, Column> columns) {
    this.columns = columns;
  }

  /// Null where the row heads no list: it names nobody.
  static @Nullable Headings of(List<String> row) {
    var columns = new TreeMap<Integer, Column>();
    for (int i = 0; i < row.size(); i++) {
      String text = row.get(i).strip();
      Optional<Heading> what = Heading.under(text);
      if (what.isPresent()) {
        columns.put(i, new Column(what.get(), text));
      }
    }
    return columns.values().stream().anyMatch(column -> column.what().namesSomebody())
        ? new Headings(columns)
        : null;
  }
}
