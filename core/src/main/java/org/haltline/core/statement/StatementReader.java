package org.haltline.core.statement;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.statement.Statement.Faulty;
import org.haltline.core.statement.Statement.RowFault;
import org.haltline.core.statement.Statement.Understood;
import org.haltline.core.statement.Statement.Unreadable;
import org.haltline.core.statement.Statement.Why;
import org.haltline.core.statement.Table.Row;
import org.jspecify.annotations.Nullable;

/// Reads a bank's statement, CSV or XLSX, whole or not at all: one row that is not understood, and
/// nothing of it is taken.
public final class StatementReader {
  private static final int FAULTS_TOLD = 100;

  /// Banks write a letterhead above their table.
  private static final int HEADINGS_WITHIN = 40;

  private final ZoneId zone;
  private final int rowsMax;

  /// A reader for the statements of one centre.
  ///
  /// @param zone in which the bank's clocks run
  /// @param rowsMax beyond it a statement is refused
  public StatementReader(ZoneId zone, int rowsMax) {
    this.zone = zone;
    this.rowsMax = rowsMax;
  }

  /// What the file tells, or why it tells nothing.
  ///
  /// @param own whose statement it is where its rows do not say; null when nobody knows
  public Statement read(byte[] file, @Nullable TransferSide own) {
    try {
      return understood(table(file), own);
    } catch (CannotRead not) {
      return new Unreadable(not.why(), not.getMessage());
    }
  }

  private Table table(byte[] file) throws CannotRead {
    int rows = rowsMax + HEADINGS_WITHIN;
    if (startsWith(file, 'P', 'K', 3, 4)) {
      return XlsxTable.read(file, rows);
    }
    if (startsWith(file, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new CannotRead(Why.OLD_EXCEL, null);
    }
    if (startsWith(file, '%', 'P', 'D', 'F')) {
      throw new CannotRead(Why.NOT_A_TABLE, "PDF");
    }
    return CsvTable.read(file, rows);
  }

  private static boolean startsWith(byte[] file, int... bytes) {
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((file[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private Statement understood(Table table, @Nullable TransferSide own) throws CannotRead {
    int at = headings(table);
    Headed headed = new Headed(table.rows().get(at));
    List<Row> rows =
        table.rows().subList(at + 1, table.rows().size()).stream()
            .filter(row -> !row.isBlank() && !headed.isTotal(row) && !headed.isHeading(row))
            .toList();
    if (rows.isEmpty()) {
      throw new CannotRead(Why.NO_ROWS, null);
    }
    if (rows.size() > rowsMax) {
      throw new CannotRead(Why.TOO_MANY_ROWS, null);
    }
    var reading = new RowReading(headed, zone, own, headed.tellsDirection(rows));
    if (!reading.knowsDirection()) {
      throw new CannotRead(Why.NO_DIRECTION, null);
    }
    var transfers = new ArrayList<Transfer>();
    var faults = new ArrayList<RowFault>();
    int empty = 0;
    for (Row row : rows) {
      int before = faults.size();
      Transfer transfer = reading.read(row, faults);
      if (transfer != null) {
        transfers.add(transfer);
      } else if (faults.size() == before) {
        empty++;
      }
    }
    if (!faults.isEmpty()) {
      int told = Math.min(FAULTS_TOLD, faults.size());
      return new Faulty(faults.subList(0, told), faults.size() - told);
    }
    return new Understood(transfers, empty);
  }

  /// The first row that names a time and a sum.
  private static int headings(Table table) throws CannotRead {
    int last = Math.min(HEADINGS_WITHIN, table.rows().size());
    for (int i = 0; i < last; i++) {
      if (Headed.isHeadings(table.rows().get(i))) {
        return i;
      }
    }
    throw new CannotRead(Why.NO_HEADINGS, null);
  }

  /// Which column holds what.
  static final class Headed {
    private static final Set<String> TOTALS =
        Set.of("合计", "总计", "小计", "本页合计", "本页小计", "累计", "total", "subtotal");

    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final Row headings;

    Headed(Row headings) {
      this.headings = headings;
      for (int i = 0; i < headings.cells().size(); i++) {
        int place = i;
        Column.under(headings.cells().get(i).text())
            .ifPresent(column -> places.putIfAbsent(column, place));
      }
    }

    static boolean isHeadings(Row row) {
      var columns = new HashSet<Column>();
      row.cells().forEach(cell -> Column.under(cell.text()).ifPresent(columns::add));
      boolean time = columns.contains(Column.TIME) || columns.contains(Column.DATE);
      boolean sum =
          columns.contains(Column.AMOUNT)
              || (columns.contains(Column.DEBIT) && columns.contains(Column.CREDIT));
      return time && sum;
    }

    boolean has(Column column) {
      return places.containsKey(column);
    }

    Table.Cell cell(Row row, Column column) {
      Integer place = places.get(column);
      return place == null || place >= row.cells().size()
          ? Table.Cell.of("")
          : row.cells().get(place);
    }

    String text(Row row, Column column) {
      return cell(row, column).text();
    }

    /// As the file has it.
    String heading(Column column) {
      Integer place = places.get(column);
      return place == null ? "" : headings.cells().get(place).text();
    }

    /// Printed statements repeat their headings on every page.
    boolean isHeading(Row row) {
      return isHeadings(row);
    }

    boolean isTotal(Row row) {
      String first =
          row.cells().stream()
              .map(cell -> cell.text().replaceAll("[\\s:：]", "").toLowerCase(Locale.ROOT))
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElse("");
      return TOTALS.contains(first);
    }

    /// A column for it, two columns for the sums, or a minus before some of them.
    boolean tellsDirection(List<Row> rows) {
      return has(Column.DIRECTION)
          || (has(Column.DEBIT) && has(Column.CREDIT))
          || rows.stream()
              .anyMatch(
                  row ->
                      Values.sum(text(row, Column.AMOUNT))
                          .filter(sum -> sum.signum() < 0)
                          .isPresent());
    }
  }
}
