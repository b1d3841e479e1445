package org.haltline.core.listing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.haltline.core.listing.CannotReadList.Why;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a list from a file, row by row: CSV (UTF-8, UTF-16 with its mark, GB18030), XLSX or a JSON
/// object a line. However long it is, one row is in memory.
public final class ListReader {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char[] SEPARATORS = {',', '\t', ';', '|'};
  private static final int HEAD_CHARS = 4_096;
  private static final int HEADINGS_WITHIN = 20;
  private static final int LINE_CHARS_MAX = 64 << 10;

  /// Of a number as it is written out. Excel's own have 15 digits, and some 300 zeros at most.
  private static final int NUMBER_MAX = 400;

  /// A workbook's texts are held in memory while it is read: one at a time, whoever asks.
  private static final Semaphore WORKBOOKS = new Semaphore(1, true);

  private static final Duration WORKBOOK_WAIT = Duration.ofMinutes(5);

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Takes the rows as they come.
  public interface Sink {
    void take(ListRow row) throws IOException;

    /// Told before each row.
    ///
    /// @param done how much was read, in bytes or rows
    /// @param of how much there is; 0 where that is not known
    default void reached(long done, long of) {}
  }

  private final Path file;
  private final Sink sink;
  private long done;
  private long of;

  /// Whether a row is at the sink, whose troubles are its own.
  private boolean giving;

  private ListReader(Path file, Sink sink) {
    this.file = file;
    this.sink = sink;
  }

  /// Reads the whole file; rows with faults come too.
  ///
  /// @throws CannotReadList when it is no list; rows may have come before that was known
  public static void read(Path file, Sink sink) throws IOException, CannotReadList {
    new ListReader(file, sink).read();
  }

  private void read() throws IOException, CannotReadList {
    byte[] head = new byte[8];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(head, 0, head.length);
    }
    if (startsWith(head, length, 'P', 'K', 3, 4)) {
      xlsx();
      return;
    }
    if (startsWith(head, length, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new CannotReadList(Why.OLD_EXCEL);
    }
    Text text = encoding(head, length);
    of = Files.size(file);
    if (text.isJson()) {
      json(text);
    } else {
      csv(text);
    }
  }

  private static boolean startsWith(byte[] head, int length, int... bytes) {
    if (length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  // --- text

  /// How a text is written.
  private record Text(Charset charset, int mark, String head) {
    boolean isJson() {
      return head.stripLeading().startsWith("{");
    }
  }

  private Text encoding(byte[] head, int length) throws IOException, CannotReadList {
    if (startsWith(head, length, 0xEF, 0xBB, 0xBF)) {
      return marked(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(head, length, 0xFF, 0xFE)) {
      return marked(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(head, length, 0xFE, 0xFF)) {
      return marked(StandardCharsets.UTF_16BE, 2);
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
      Optional<String> begins = strictly(charset, 0);
      if (begins.isPresent()) {
        return new Text(charset, 0, begins.get());
      }
    }
    throw new CannotReadList(Why.NOT_A_LIST);
  }

  private Text marked(Charset charset, int mark) throws IOException, CannotReadList {
    String begins =
        strictly(charset, mark).orElseThrow(() -> new CannotReadList(Why.WRONG_ENCODING));
    return new Text(charset, mark, begins);
  }

  /// The beginning of the text; empty where the file as a whole is not in this encoding, or is no
  /// text.
  private Optional<String> strictly(Charset charset, int mark) throws IOException {
    var begins = new StringBuilder();
    char[] chunk = new char[8_192];
    try (Reader in = reader(charset, mark)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        for (int i = 0; i < n; i++) {
          char c = chunk[i];
          if (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
            return Optional.empty();
          }
        }
        if (begins.length() < HEAD_CHARS) {
          begins.append(chunk, 0, n);
        }
      }
    } catch (CharacterCodingException other) {
      return Optional.empty();
    }
    return Optional.of(begins.toString());
  }

  private Reader reader(Charset charset, int mark) throws IOException {
    done = 0;
    InputStream in = new Counted(Files.newInputStream(file));
    try {
      in.skipNBytes(mark);
    } catch (IOException broken) {
      in.close();
      throw broken;
    }
    return new BufferedReader(
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /// Says how far it was read.
  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      done += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = in.read(into, from, length);
      done += Math.max(0, n);
      return n;
    }
  }

  private void csv(Text text) throws IOException, CannotReadList {
    Headings headings = null;
    int before = 0;
    try (Reader in = reader(text.charset(), text.mark());
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(separator(text.head()))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(in)) {
      for (CsvRecord record : csv) {
        if (headings == null) {
          headings = Headings.of(record.getFields());
          if (headings == null && ++before == HEADINGS_WITHIN) {
            throw new CannotReadList(Why.NO_HEADINGS);
          }
          continue;
        }
        var row = new RowMaker(record.getStartingLineNumber());
        headings.columns.forEach(
            (at, column) -> {
              if (at < record.getFieldCount()) {
                row.put(column.what(), column.text(), record.getField(at));
              }
            });
        give(row);
      }
    } catch (CsvParseException broken) {
      throw new CannotReadList(Why.NOT_A_LIST);
    }
    if (headings == null) {
      throw new CannotReadList(Why.NO_HEADINGS);
    }
  }

  /// The one that stands most often in the first lines.
  private static char separator(String head) {
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

  private void give(RowMaker row) throws IOException {
    if (!row.isBlank()) {
      giving = true;
      sink.reached(done, of);
      sink.take(row.row());
      giving = false;
    }
  }

  // --- an object a line

  private void json(Text text) throws IOException, CannotReadList {
    boolean named = false;
    long line = 0;
    try (var in = new BufferedReader(reader(text.charset(), text.mark()))) {
      for (String said = line(in); said != null; said = line(in)) {
        line++;
        if (said.isBlank()) {
          continue;
        }
        var row = new RowMaker(line);
        named |= json(said, row);
        if (row.isBlank()) {
          row.wrong("", said, "row.names-nobody", "This row names nobody.", "此行没有写明任何对象。");
        }
        give(row);
      }
    }
    if (!named) {
      throw new CannotReadList(Why.NO_HEADINGS);
    }
  }

  /// Null at the end.
  private static @Nullable String line(BufferedReader in) throws IOException, CannotReadList {
    var line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == LINE_CHARS_MAX) {
        throw new CannotReadList(Why.NOT_A_LIST);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static boolean json(String said, RowMaker row) {
    boolean named = false;
    JsonNode node;
    try {
      node = JSON.readTree(said);
    } catch (JacksonException broken) {
      node = null;
    }
    if (node == null || !node.isObject()) {
      row.wrong("", said, "row.not-json", "This line is no JSON object.", "此行不是 JSON 对象。");
      return false;
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      Optional<Heading> what = Heading.under(member.getKey());
      if (what.isPresent() && member.getValue().isValueNode()) {
        named |= what.get().namesSomebody();
        row.put(what.get(), member.getKey(), member.getValue().asString(""));
      }
    }
    return named;
  }

  // --- a workbook

  private void xlsx() throws IOException, CannotReadList {
    awaitTurn();
    try {
      of = WorkbookBounds.rows(file);
      sheet();
    } finally {
      WORKBOOKS.release();
    }
  }

  private static void awaitTurn() throws IOException {
    try {
      if (!WORKBOOKS.tryAcquire(WORKBOOK_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("other workbooks are being read; try again");
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the workbook was read");
    }
  }

  private void sheet() throws IOException, CannotReadList {
    try (var book = new ReadableWorkbook(file.toFile());
        Stream<Row> stream = book.getFirstSheet().openStream()) {
      Headings headings = null;
      int before = 0;
      for (Iterator<Row> each = stream.iterator(); each.hasNext(); ) {
        Row row = each.next();
        done++;
        if (headings == null) {
          headings = Headings.of(texts(row));
          if (headings == null && ++before == HEADINGS_WITHIN) {
            break;
          }
          continue;
        }
        give(made(row, headings));
      }
      if (headings == null) {
        throw new CannotReadList(Why.NO_HEADINGS);
      }
    } catch (IOException | RuntimeException broken) {
      // a disk that fails says nothing of the workbook
      if (giving || (broken instanceof IOException && !isBrokenXml(broken))) {
        throw broken;
      }
      throw new CannotReadList(Why.NOT_A_LIST);
    }
  }

  private static boolean isBrokenXml(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .anyMatch(XMLStreamException.class::isInstance);
  }

  private static List<String> texts(Row row) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < row.getCellCount(); i++) {
      texts.add(row.getOptionalCell(i).map(ListReader::text).orElse(""));
    }
    return texts;
  }

  private static String text(Cell cell) {
    if (cell.getType() == CellType.NUMBER) {
      return isWritable(cell) ? plain(cell).toPlainString() : cell.getRawValue();
    }
    return cell.getText() == null ? "" : cell.getText();
  }

  private static BigDecimal plain(Cell number) {
    return number.asNumber().stripTrailingZeros();
  }

  /// `1E400000000` is some bytes in the file and as many zeros when it is written out.
  private static boolean isWritable(Cell number) {
    BigDecimal plain = plain(number);
    return Math.abs((long) plain.scale()) <= NUMBER_MAX && plain.precision() <= NUMBER_MAX;
  }

  private static RowMaker made(Row from, Headings headings) {
    var row = new RowMaker(from.getRowNum());
    headings.columns.forEach(
        (at, column) -> {
          if (at < from.getCellCount()) {
            from.getOptionalCell(at).ifPresent(cell -> put(row, column, cell));
          }
        });
    return row;
  }

  /// A spreadsheet keeps 15 digits of a number: the rest of a card is zeros that nobody wrote.
  private static void put(RowMaker row, Headings.Column column, Cell cell) {
    String text = text(cell);
    if (cell.getType() == CellType.FORMULA || cell.getFormula() != null) {
      row.formula(column.text(), text);
    } else if (cell.getType() == CellType.NUMBER && (text.length() > 15 || !isWritable(cell))) {
      row.wrong(
          column.text(),
          text,
          "row.digits-lost",
          "The spreadsheet holds this as a number and has lost digits. Format the column as text.",
          "此格按数值保存，位数已丢失。请将该列设为文本。");
    } else {
      row.put(column.what(), column.text(), text);
    }
  }
}
