package org.haltline.core.statement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.haltline.core.statement.Statement.Why;
import org.haltline.core.statement.Table.Cell;
import org.haltline.core.statement.Table.Row;
import org.jspecify.annotations.Nullable;

/// A statement as a workbook: its first sheet. Formulas are not computed, the value that was stored
/// with them counts.
final class XlsxTable {
  private static final long UNPACKED_MAX = 256L << 20;
  private static final int ENTRIES_MAX = 1_000;

  /// Only the format of a cell tells a time from a number.
  private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

  private XlsxTable() {}

  static Table read(byte[] bytes, int rowsMax) throws CannotRead {
    refuseBomb(bytes);
    var rows = new ArrayList<Row>();
    try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes), WITH_FORMATS);
        Stream<org.dhatim.fastexcel.reader.Row> stream = book.getFirstSheet().openStream()) {
      for (Iterator<org.dhatim.fastexcel.reader.Row> each = stream.iterator(); each.hasNext(); ) {
        if (rows.size() == rowsMax) {
          throw new CannotRead(Why.TOO_MANY_ROWS, null);
        }
        rows.add(row(each.next()));
      }
    } catch (IOException | RuntimeException broken) {
      throw new CannotRead(Why.NOT_A_TABLE, broken.getMessage());
    }
    return new Table(rows);
  }

  private static Row row(org.dhatim.fastexcel.reader.Row row) {
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(row.getOptionalCell(i).map(XlsxTable::cell).orElse(Cell.of("")));
    }
    return new Row(row.getRowNum(), cells);
  }

  private static Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
    if (cell.getType() != CellType.NUMBER) {
      return Cell.of(cell.getText() == null ? "" : cell.getText().strip());
    }
    BigDecimal number = cell.asNumber();
    LocalDateTime time = isTime(cell.getDataFormatString()) ? toTheSecond(cell.asDate()) : null;
    return new Cell(number.stripTrailingZeros().toPlainString(), true, time);
  }

  /// A part of a day in a double is a little off.
  private static LocalDateTime toTheSecond(LocalDateTime told) {
    return told.plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
  }

  /// A number is a time where it is shown as one.
  private static boolean isTime(@Nullable String format) {
    if (format == null) {
      return false;
    }
    String shown = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]", "");
    return shown.contains("yy") || shown.contains("h:mm") || shown.contains("m/d");
  }

  /// Unpacks once without keeping anything.
  private static void refuseBomb(byte[] bytes) throws CannotRead {
    byte[] chunk = new byte[64 << 10];
    long unpacked = 0;
    int entries = 0;
    try (var zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes)).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (++entries > ENTRIES_MAX) {
          throw new CannotRead(Why.TOO_LARGE, null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            unpacked += n;
            if (unpacked > UNPACKED_MAX) {
              throw new CannotRead(Why.TOO_LARGE, null);
            }
          }
        }
      }
    } catch (IOException | RuntimeException broken) {
      throw new CannotRead(Why.NOT_A_TABLE, broken.getMessage());
    }
  }
}
