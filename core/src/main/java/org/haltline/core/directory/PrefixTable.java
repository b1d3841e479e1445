package org.haltline.core.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.haltline.core.directory.Institution.Kind;

/// A user's own table: one row a line, cells parted by comma, semicolon or tab, the first a run of
/// digits.
///
/// Empty lines and lines that begin with `#` are passed over, and a first line without digits is a
/// heading. Cells cannot contain the sign that parts them; quotes around a cell are dropped.
final class PrefixTable {

  static final int ROWS_MAX = 500_000;
  static final int FAULTS_SHOWN_MAX = 20;

  private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");
  private static final Pattern BETWEEN = Pattern.compile("\\s*[,;\\t]\\s*");

  record Row(int line, List<String> cells) {
    String cell(int index) {
      return index < cells.size() ? cells.get(index) : "";
    }
  }

  private PrefixTable() {}

  /// What is wrong with a row that has its cells; empty where nothing is.
  interface RowCheck extends Function<Row, Optional<String>> {}

  /// Rows whose second cell must be what an institution of the roster is called, of a kind that
  /// serves them: a row that names nobody, or somebody who cannot act, sends its orders nowhere,
  /// and nobody would know.
  ///
  /// @param fits the kinds that do
  /// @param lacks why the others cannot act, in words: `issues no cards`
  static RowCheck servedBy(Roster roster, Predicate<Kind> fits, String lacks) {
    var names = new Names(roster.institutions());
    var faults = new HashMap<String, Optional<String>>();
    return row ->
        faults.computeIfAbsent(
            row.cell(1),
            name -> {
              Optional<Institution> named = names.find(name);
              return named.isEmpty()
                  ? Optional.of("the directory has no institution " + name)
                  : named
                      .filter(it -> !fits.test(it.kind()))
                      .map(
                          it ->
                              "%s is the %s %s, which %s"
                                  .formatted(
                                      name,
                                      it.kind().name().toLowerCase(Locale.ROOT),
                                      it.id(),
                                      lacks));
            });
  }

  static List<Row> read(Path file, int cellsMin, RowCheck check) throws IOException {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(file.toString(), in, cellsMin, check);
    } catch (CharacterCodingException notUtf8) {
      throw new TableFaulty(file.toString(), List.of("not UTF-8; save it as UTF-8"));
    }
  }

  static List<Row> read(String source, Reader in, int cellsMin, RowCheck check) throws IOException {
    var rows = new ArrayList<Row>();
    var faults = new ArrayList<String>();
    var lines = new BufferedReader(in);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = (number == 1 ? line.replaceFirst("^\uFEFF", "") : line).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      List<String> cells =
          BETWEEN.splitAsStream(text).map(cell -> cell.replaceAll("^\"|\"$", "").strip()).toList();
      if (!DIGITS.matcher(cells.getFirst()).matches()) {
        if (number > 1) {
          faults.add("line %d: the first cell must be digits".formatted(number));
        }
      } else if (cells.size() < cellsMin
          || cells.stream().limit(cellsMin).anyMatch(String::isEmpty)) {
        faults.add("line %d: needs %d cells".formatted(number, cellsMin));
      } else {
        var row = new Row(number, cells);
        check.apply(row).ifPresent(why -> faults.add("line %d: %s".formatted(row.line(), why)));
        rows.add(row);
      }
      if (rows.size() > ROWS_MAX) {
        throw new TableFaulty(source, List.of("more than %d rows".formatted(ROWS_MAX)));
      }
    }
    if (!faults.isEmpty()) {
      throw new TableFaulty(source, faults);
    }
    return rows;
  }
}
