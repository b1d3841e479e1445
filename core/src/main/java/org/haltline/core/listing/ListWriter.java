package org.haltline.core.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import tools.jackson.databind.json.JsonMapper;

/// Writes a list row by row so that [ListReader] understands of it what was meant: one subject a
/// row, under the headings that it knows. However long it is, a few rows are in memory.
///
/// No cell is a formula to a spreadsheet. What looks like one, or like a number whose last digits a
/// spreadsheet drops, begins with an apostrophe, which the reader takes for what it is.
public final class ListWriter implements AutoCloseable {
  /// Rows of a workbook's sheet, its headings apart.
  public static final int SHEET_ROWS_MAX = (1 << 20) - 1;

  private static final int FLUSHED_EVERY = 500;

  /// A spreadsheet shows longer numbers rounded.
  private static final int DIGITS_KEPT = 11;

  private static final JsonMapper JSON = JsonMapper.shared();

  /// How a list is written.
  public enum Format {
    CSV("text/csv; charset=utf-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    NDJSON("application/x-ndjson");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }
  }

  private final List<String> headings;
  private final int beside;
  private final Rows rows;

  /// Takes rows in one format.
  private interface Rows {
    void put(List<String> cells) throws IOException;

    void end() throws IOException;
  }

  /// Begins a list.
  ///
  /// @param beside headings of columns that say more than a list does; the reader leaves them aside
  public ListWriter(OutputStream out, Format format, boolean chinese, List<String> beside)
      throws IOException {
    this.headings =
        Stream.concat(Arrays.stream(Heading.values()).map(it -> it.title(chinese)), beside.stream())
            .toList();
    this.beside = beside.size();
    this.rows =
        switch (format) {
          case CSV -> new Csv(out);
          case XLSX -> new Sheet(out);
          case NDJSON -> new Lines(out);
        };
    if (format != Format.NDJSON) {
      rows.put(headings);
    }
  }

  /// One more row.
  ///
  /// @param more one for each heading beside
  public void write(Entry entry, List<String> more) throws IOException {
    if (more.size() != beside) {
      throw new IllegalArgumentException(beside + " cells beside an entry, not " + more.size());
    }
    Map<Heading, String> said = cells(entry.subject());
    if (entry.name() != null) {
      said.putIfAbsent(Heading.NAME, entry.name());
    }
    if (entry.note() != null) {
      said.put(Heading.NOTE, entry.note());
    }
    var cells = new ArrayList<String>(headings.size());
    for (Heading heading : Heading.values()) {
      cells.add(said.getOrDefault(heading, ""));
    }
    cells.addAll(more);
    rows.put(cells);
  }

  /// Ends the list; the stream below stays open.
  @Override
  public void close() throws IOException {
    rows.end();
  }

  private static Map<Heading, String> cells(Subject subject) {
    var cells = new EnumMap<Heading, String>(Heading.class);
    switch (subject) {
      case BankAccount it -> {
        cells.put(Heading.ACCOUNT, it.number());
        cells.put(Heading.FORM, it.form().name());
        if (it.bankHint() != null) {
          cells.put(Heading.BANK, it.bankHint());
        }
      }
      case Person it -> cells.put(Heading.NAME, it.name());
      case PhoneNumber it ->
          cells.put(
              Heading.PHONE,
              switch (it.line()) {
                case SHORT_CODE, MESSAGE_SENDER, EMERGENCY -> it.national();
                case MOBILE, VIRTUAL_OPERATOR, LANDLINE, SERVICE_400, SERVICE_800, FOREIGN ->
                    it.e164();
              });
      case Link it -> cells.put(Heading.LINK, it.display());
      case EmailAddress it -> cells.put(Heading.EMAIL, it.address());
      case ChatAccount it -> {
        switch (it.service()) {
          case "qq" -> cells.put(Heading.QQ, it.handle());
          case "wechat" -> cells.put(Heading.WECHAT, it.handle());
          default -> cells.put(Heading.CHAT, it.display());
        }
      }
      case IdDocument it -> {
        cells.put(Heading.DOCUMENT, it.number());
        cells.put(Heading.DOCUMENT_TYPE, it.type());
      }
      case App it -> cells.put(Heading.APP, it.name());
    }
    return cells;
  }

  /// As it is, unless the reader would take it for what it is not.
  private static String plain(String cell) {
    boolean meant = cell.isEmpty() || (cell.charAt(0) != '\'' && !RowMaker.isFormula(cell));
    return meant ? cell : "'" + cell;
  }

  /// A cell of a text that a spreadsheet opens.
  private static String guarded(String cell) {
    boolean computed = !cell.isEmpty() && "=+-@\t\r'".indexOf(cell.charAt(0)) >= 0;
    boolean rounded = cell.length() > DIGITS_KEPT && cell.chars().allMatch(Character::isDigit);
    return computed || rounded ? "'" + cell : cell;
  }

  /// UTF-8 with its mark, which spreadsheets open as it is.
  private static final class Csv implements Rows {
    private final CsvWriter csv;

    Csv(OutputStream out) throws IOException {
      Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
      text.write('\uFEFF');
      csv = CsvWriter.builder().build(text);
    }

    @Override
    public void put(List<String> cells) {
      csv.writeRecord(cells.stream().map(ListWriter::guarded).toList());
    }

    @Override
    public void end() throws IOException {
      csv.flush();
    }
  }

  /// Every cell is text.
  private static final class Sheet implements Rows {
    private final Workbook book;
    private final Worksheet sheet;
    private int row;

    Sheet(OutputStream out) {
      book = new Workbook(out, "haltline", "1.0");
      sheet = book.newWorksheet("list");
    }

    @Override
    public void put(List<String> cells) throws IOException {
      if (row > SHEET_ROWS_MAX) {
        throw new IOException("a sheet has no more rows");
      }
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          sheet.inlineString(row, i, plain(cells.get(i)));
        }
      }
      if (++row % FLUSHED_EVERY == 0) {
        sheet.flush();
      }
    }

    @Override
    public void end() throws IOException {
      book.finish();
    }
  }

  /// One object a line, without what is empty.
  private final class Lines implements Rows {
    private final OutputStream out;

    Lines(OutputStream out) {
      this.out = out;
    }

    @Override
    public void put(List<String> cells) throws IOException {
      var said = new LinkedHashMap<String, String>();
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          said.put(headings.get(i), plain(cells.get(i)));
        }
      }
      out.write(JSON.writeValueAsBytes(said));
      out.write('\n');
    }

    @Override
    public void end() throws IOException {
      out.flush();
    }
  }
}
