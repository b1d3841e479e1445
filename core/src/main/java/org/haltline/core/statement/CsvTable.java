package org.haltline.core.statement;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.haltline.core.statement.Statement.Why;
import org.haltline.core.statement.Table.Cell;
import org.haltline.core.statement.Table.Row;
import org.jspecify.annotations.Nullable;

/// A statement as text: separated by commas, semicolons or tabs, in UTF-8, UTF-16 with its mark, or
/// GB18030.
final class CsvTable {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char[] SEPARATORS = {',', '\t', ';', '|'};

  private CsvTable() {}

  static Table read(byte[] bytes, int rowsMax) throws CannotRead {
    String text = text(bytes);
    var rows = new ArrayList<Row>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      for (CsvRecord record : csv) {
        if (rows.size() == rowsMax) {
          throw new CannotRead(Why.TOO_MANY_ROWS, null);
        }
        rows.add(
            new Row(
                Math.toIntExact(record.getStartingLineNumber()),
                record.getFields().stream().map(CsvTable::cell).toList()));
      }
    } catch (CsvParseException broken) {
      throw new CannotRead(Why.NOT_A_TABLE, broken.getMessage());
    } catch (IOException never) {
      throw new IllegalStateException("reading a text in memory", never);
    }
    return new Table(rows);
  }

  /// Banks keep Excel from rounding an account by a tab, an apostrophe or `="…"`.
  private static Cell cell(String field) {
    String text = field.strip();
    if (text.length() > 3 && text.startsWith("=\"") && text.endsWith("\"")) {
      text = text.substring(2, text.length() - 1);
    } else if (text.startsWith("'")) {
      text = text.substring(1);
    }
    return Cell.of(text.strip());
  }

  /// The one that stands most often in the first lines.
  private static char separator(String text) {
    String head = String.join("\n", text.lines().limit(40).toList());
    char best = ',';
    long most = -1;
    for (char each : SEPARATORS) {
      long times = head.chars().filter(c -> c == each).count();
      if (times > most) {
        most = times;
        best = each;
      }
    }
    return best;
  }

  private static String text(byte[] bytes) throws CannotRead {
    for (Marked each : Marked.values()) {
      String text = each.text(bytes);
      if (text != null) {
        return text;
      }
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
      String text = strictly(charset, bytes, 0);
      if (text != null && text.chars().noneMatch(CsvTable::isBinary)) {
        return text;
      }
    }
    throw new CannotRead(Why.NOT_A_TABLE, null);
  }

  private static boolean isBinary(int c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  }

  private static @Nullable String strictly(Charset charset, byte[] bytes, int from) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException other) {
      return null;
    }
  }

  /// Encodings that say which they are.
  private enum Marked {
    UTF_8(StandardCharsets.UTF_8, "EFBBBF"),
    LITTLE(StandardCharsets.UTF_16LE, "FFFE"),
    BIG(StandardCharsets.UTF_16BE, "FEFF");

    private final Charset charset;
    private final String mark;

    Marked(Charset charset, String mark) {
      this.charset = charset;
      this.mark = mark;
    }

    @Nullable String text(byte[] bytes) throws CannotRead {
      int length = mark.length() / 2;
      if (bytes.length < length
          || !HexFormat.of().withUpperCase().formatHex(bytes, 0, length).equals(mark)) {
        return null;
      }
      String text = strictly(charset, bytes, length);
      if (text == null) {
        throw new CannotRead(Why.NOT_A_TABLE, "says that it is " + charset + ", and is not");
      }
      return text;
    }
  }
}
