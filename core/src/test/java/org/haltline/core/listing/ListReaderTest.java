package org.haltline.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.haltline.core.listing.CannotReadList.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListReaderTest {
  private static final String CARD = "6222020000000000018";
  private static final Charset GB18030 = Charset.forName("GB18030");

  @TempDir Path folder;

  private List<ListRow> rows(byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("list"), bytes);
    var rows = new ArrayList<ListRow>();
    ListReader.read(file, rows::add);
    return rows;
  }

  private List<ListRow> rows(String text) throws Exception {
    return rows(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> keys(List<ListRow> rows) {
    return rows.stream()
        .flatMap(row -> row.entries().stream())
        .map(entry -> entry.subject().key())
        .toList();
  }

  private static List<String> faults(List<ListRow> rows) {
    return rows.stream()
        .flatMap(row -> row.faults().stream())
        .map(fault -> fault.line() + " " + fault.code())
        .toList();
  }

  @Test
  void aListInEitherLanguageSaysTheSame() throws Exception {
    List<ListRow> chinese = rows("银行卡号,户名,备注\n" + CARD + ",周某,黑名单\n");
    List<ListRow> english = rows("Card Number,Account Holder,Note\n" + CARD + ",周某,黑名单\n");
    assertThat(chinese).isEqualTo(english).hasSize(1);
    ListRow.Entry entry = chinese.getFirst().entries().getFirst();
    assertThat(entry.subject().key()).isEqualTo("account:" + CARD);
    assertThat(entry.name()).isEqualTo("周某");
    assertThat(entry.note()).isEqualTo("黑名单");
    assertThat(chinese.getFirst().line()).isEqualTo(2);
  }

  @Test
  void aRowMayNameSeveralAndANameAloneIsAPerson() throws Exception {
    List<ListRow> rows = rows("账号\t手机号\t姓名\n" + CARD + "\t138 0000 1111\t周某\n\t\t骆大海\n");
    assertThat(keys(rows)).containsExactly("account:" + CARD, "phone:+8613800001111", "person:骆大海");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "marked UTF-8"})
  void everyEncodingIsKnownByItself(String encoding) throws Exception {
    String text = "号码,备注\n13800001111,冒充客服\n";
    var bytes = new ByteArrayOutputStream();
    switch (encoding) {
      case "UTF-16LE" -> bytes.write(new byte[] {(byte) 0xFF, (byte) 0xFE});
      case "UTF-16BE" -> bytes.write(new byte[] {(byte) 0xFE, (byte) 0xFF});
      case "marked UTF-8" -> bytes.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
      default -> {
        // says nothing
      }
    }
    bytes.write(text.getBytes(Charset.forName(encoding.replace("marked ", ""))));
    List<ListRow> rows = rows(bytes.toByteArray());
    assertThat(keys(rows)).containsExactly("phone:+8613800001111");
    assertThat(rows.getFirst().entries().getFirst().note()).isEqualTo("冒充客服");
  }

  @Test
  void aRowWithAFaultIsToldWithItsLineAndTheOthersAreTaken() throws Exception {
    List<ListRow> rows =
        rows(
            "卡号,备注\n"
                + CARD
                + ",\n12,short\n\"=HYPERLINK(\"\"x\"\")\",\n,nobody\n=\""
                + CARD
                + "\",kept from rounding\n");
    assertThat(keys(rows)).containsExactly("account:" + CARD, "account:" + CARD);
    assertThat(faults(rows)).hasSize(3).contains("4 row.formula", "5 row.names-nobody");
    assertThat(faults(rows).getFirst()).startsWith("3 account.");
  }

  @Test
  void anObjectALineIsAList() throws Exception {
    List<ListRow> rows =
        rows(
            "{\"phone\":\"13800001111\",\"note\":\"x\"}\n\n{\"卡号\":\""
                + CARD
                + "\"}\nnot json\n[1]\n");
    assertThat(keys(rows)).containsExactly("phone:+8613800001111", "account:" + CARD);
    assertThat(faults(rows)).containsExactly("4 row.not-json", "5 row.not-json");
  }

  @Test
  void aWorkbookIsAList() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("list");
      sheet.value(0, 0, "卡号");
      sheet.value(0, 1, "户名");
      sheet.value(1, 0, CARD);
      sheet.value(1, 1, "周某");
      sheet.value(2, 0, 6222020000000000018L);
      sheet.formula(3, 0, "1+1");
    }
    List<ListRow> rows = rows(bytes.toByteArray());
    assertThat(keys(rows)).containsExactly("account:" + CARD);
    assertThat(faults(rows)).containsExactly("3 row.digits-lost", "4 row.formula");
  }

  @Test
  void whatIsNoListIsRefused() throws Exception {
    refused(Why.NO_HEADINGS, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    refused(Why.NO_HEADINGS, "备注,银行\nx,y\n".getBytes(StandardCharsets.UTF_8));
    refused(Why.NO_HEADINGS, "{\"x\":1}\n".getBytes(StandardCharsets.UTF_8));
    refused(Why.NOT_A_LIST, new byte[] {0, 1, 2, 3, 4, 5});
    refused(Why.NOT_A_LIST, "PK\u0003\u0004 no zip".getBytes(StandardCharsets.ISO_8859_1));
    refused(Why.OLD_EXCEL, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
    refused(Why.WRONG_ENCODING, new byte[] {(byte) 0xFF, (byte) 0xFE, 0x00, (byte) 0xD8, 'a'});
    refused(
        Why.NOT_A_LIST,
        ("{\"phone\":\"" + "1".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  /// What says its encoding and is not in it, and what is in none that is known.
  @Test
  void aWrongEncodingIsRefused() throws Exception {
    byte[] broken = {'p', 'h', 'o', 'n', 'e', '\n', (byte) 0xC3, '1', '\n', (byte) 0xFF, '\n'};
    refused(Why.WRONG_ENCODING, joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, broken));
    byte[] halfPair = {0, 'a', (byte) 0xD8, 0, 0, 'b'};
    refused(Why.WRONG_ENCODING, joined(new byte[] {(byte) 0xFE, (byte) 0xFF}, halfPair));
    byte[] odd = {'a', 0, 'b'};
    refused(Why.WRONG_ENCODING, joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, odd));
    // neither UTF-8 nor GB18030
    refused(Why.NOT_A_LIST, broken);
    // UTF-16 that does not say so
    refused(Why.NOT_A_LIST, "phone\n13800001111\n".getBytes(StandardCharsets.UTF_16LE));
  }

  private static byte[] joined(byte[] mark, byte[] text) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(mark);
    both.writeBytes(text);
    return both.toByteArray();
  }

  /// Text that packs no better than a list does, and would all be held in memory.
  @Test
  void aWorkbookThatWouldFillTheMemoryIsRefused() throws Exception {
    var random = new Random(8);
    byte[] text = new byte[1 << 20];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + random.nextInt(16));
    }
    text[0] = '<';
    refused(Why.TOO_LARGE, zipped("xl/worksheets/sheet1.xml", text));
    for (int i = 0; i < text.length; i += 100) {
      text[i] = '<';
    }
    var texts = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(texts)) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      for (int i = 0; i < 65; i++) {
        zip.write(text);
      }
    }
    refused(Why.TEXTS_TOO_LARGE, texts.toByteArray());
  }

  private static byte[] zipped(String name, byte[] part) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(part);
    }
    return bytes.toByteArray();
  }

  private static final String TYPES = "[Content_Types].xml";
  private static final String BOOK = "xl/workbook.xml";
  private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final String TEXTS = "xl/texts.bin";

  /// A workbook as a spreadsheet writes it, with other parts in place of its own.
  private static byte[] workbook(Map<String, byte[]> others) throws IOException {
    var parts = new LinkedHashMap<String, byte[]>();
    parts.put(
        TYPES,
        utf8(
            "<Types><Override PartName=\"/XL/Texts.bin\" ContentType=\"application/vnd."
                + "openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>"));
    parts.put(
        BOOK,
        utf8(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
                + "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                + "relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/>"
                + "</sheets></workbook>"));
    parts.put(
        RELATIONS,
        utf8(
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                + "</Relationships>"));
    parts.put(SHEET, sheet("<row r=\"2\"><c r=\"A2\"><v>13800001111</v></c></row>"));
    parts.put(TEXTS, utf8("<sst><si><t>phone</t></si></sst>"));
    parts.putAll(others);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] sheet(String rows) {
    return utf8(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
            + rows
            + "</sheetData></worksheet>");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void refused(Why why, String part, String content) throws IOException {
    refused(why, workbook(Map.of(part, utf8(content))));
  }

  private void refusedSheet(Why why, String rows) throws IOException {
    refused(why, workbook(Map.of(SHEET, sheet(rows))));
  }

  @Test
  void theLeastWorkbookIsAList() throws Exception {
    assertThat(keys(rows(workbook(Map.of())))).containsExactly("phone:+8613800001111");
    byte[] marked = joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, sheet(""));
    assertThat(rows(workbook(Map.of(SHEET, marked)))).isEmpty();
    // a picture, in which anything may stand
    byte[] picture = joined(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, utf8("<!><row><row>"));
    assertThat(rows(workbook(Map.of("xl/media/image1.png", picture)))).hasSize(1);
  }

  /// A list of its cells is made as long as the furthest column says.
  @Test
  void aColumnBeyondEveryOtherIsRefused() throws Exception {
    refusedSheet(Why.TOO_LARGE, "<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>");
    refusedSheet(Why.TOO_LARGE, "<row><c r='xfe1'><v>1</v></c></row>");
    refusedSheet(Why.TOO_LARGE, "<x:row xmlns:x='y'><x:c s='>' r = 'ZZZZ1'/></x:row>");
    refusedSheet(Why.NOT_A_LIST, "<row><c r=\"&#90;&#90;&#90;&#90;&#90;1\"/></row>");
    refusedSheet(Why.TOO_LARGE, "<row>" + "<c/>".repeat(16_385) + "</row>");
    refusedSheet(Why.NOT_A_LIST, "<row><c/><row/><c/></row>");
    assertThat(rows(workbook(Map.of(SHEET, sheet("<row><c r=\"XFD2\"><v>1</v></c></row>")))))
        .isEmpty();
  }

  @Test
  void aNumberThatWouldBeAllZerosIsAFault() throws Exception {
    for (String number : List.of("1E400000000", "1E-400000000", "1E401", "1".repeat(401))) {
      String row = "<row r=\"2\"><c r=\"A2\"><v>" + number + "</v></c></row>";
      List<ListRow> rows = rows(workbook(Map.of(SHEET, sheet(row))));
      assertThat(faults(rows)).as(number).containsExactly("2 row.digits-lost");
      assertThat(rows.getFirst().faults().getFirst().value()).startsWith(number.substring(0, 5));
    }
    byte[] heading =
        utf8(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1E400000000</v></c></row>"
                + "</sheetData></worksheet>");
    refused(Why.NO_HEADINGS, workbook(Map.of(SHEET, heading)));
  }

  /// What it is called says nothing: here it is found through the list of types.
  @Test
  void theTableOfTextsIsBoundedWhateverItsName() throws Exception {
    var random = new Random(8);
    var texts = new StringBuilder();
    while (texts.length() < 1 << 20) {
      texts.append("<si><t>").append(Long.toHexString(random.nextLong())).append("</t></si>");
    }
    String many = texts.toString().repeat(65);
    refused(Why.TEXTS_TOO_LARGE, TEXTS, "<sst><row/>" + many + "</sst>");
    refused(Why.TEXTS_TOO_LARGE, TEXTS, "<sst>" + "<si/>".repeat(3 << 20) + "</sst>");
  }

  @Test
  void whatATagCouldHideInIsRefused() throws Exception {
    refused(
        Why.NOT_A_LIST, TEXTS, "<!DOCTYPE sst [<!ENTITY a 'b'>]><sst><si><t>&a;</t></si></sst>");
    refused(Why.NOT_A_LIST, TEXTS, "<sst><si><t><![CDATA[phone]]></t></si></sst>");
    refused(Why.NOT_A_LIST, TEXTS, "<sst><!-- --><si><t>phone</t></si></sst>");
    refused(
        Why.NOT_A_LIST,
        TEXTS,
        "<?xml version=\"1.0\" encoding=\"IBM037\"?><sst><si><t>phone</t></si></sst>");
    refused(
        Why.NOT_A_LIST,
        TEXTS,
        "<?xml version=\"1.0\""
            + " ".repeat(300)
            + "encoding=\"IBM037\"?><sst><si><t>phone</t></si></sst>");
    String plain = "<sst><si><t>phone</t></si></sst>";
    for (String encoding : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      refused(Why.NOT_A_LIST, workbook(Map.of(TEXTS, plain.getBytes(Charset.forName(encoding)))));
    }
    // an instruction hides nothing, but is not looked into
    String hidden = "<row><?x </row> <row> ?><c/><row/></row>";
    refusedSheet(Why.NOT_A_LIST, hidden);
  }

  @Test
  void aRowThatWouldFillTheMemoryIsRefused() throws Exception {
    var random = new Random(8);
    var text = new StringBuilder();
    while (text.length() < 200 << 10) {
      text.append(Long.toHexString(random.nextLong()));
    }
    String part = "<x/>" + text;
    refusedSheet(
        Why.TOO_LARGE, "<row><c t=\"inlineStr\"><is><t>" + part.repeat(90) + "</t></is></c></row>");
    // each that shares the formula has it once more
    refusedSheet(
        Why.TOO_LARGE,
        "<row><c r=\"A2\"><f t=\"shared\" si=\"0\" ref=\"A2:B3\">"
            + text
            + "</f></c></row><row>"
            + "<c><f t=\"shared\" si=\"0\"/></c>".repeat(90)
            + "</row>");
  }

  @Test
  void brokenXmlIsNoList() throws Exception {
    for (String part : List.of(TYPES, BOOK, RELATIONS, SHEET, TEXTS)) {
      for (String broken : List.of("<a", "<a><b></a>", "no xml", "<a>&b;</a>", "", "<a/><b/>")) {
        Files.write(folder.resolve("list"), workbook(Map.of(part, utf8(broken))));
        assertThatThrownBy(() -> ListReader.read(folder.resolve("list"), row -> {}))
            .as(part + " " + broken)
            .isInstanceOf(CannotReadList.class);
      }
    }
  }

  @Test
  void whatBefallsWhoeverTakesTheRowsIsTheirs() throws Exception {
    Files.write(folder.resolve("list"), workbook(Map.of()));
    for (Exception theirs :
        List.of(
            new IOException(new XMLStreamException("theirs")),
            new IOException("disk"),
            new IllegalStateException())) {
      assertThatThrownBy(
              () ->
                  ListReader.read(
                      folder.resolve("list"),
                      row -> {
                        if (theirs instanceof IOException io) {
                          throw io;
                        }
                        throw (RuntimeException) theirs;
                      }))
          .isSameAs(theirs);
    }
    // and the next in line is let in
    assertThat(rows(workbook(Map.of()))).hasSize(1);
  }

  @Test
  void aDirectoryThatWouldFillTheMemoryIsRefusedUnread() throws Exception {
    var many = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(many)) {
      for (int i = 0; i <= 1_000; i++) {
        zip.putNextEntry(new ZipEntry(Integer.toString(i)));
      }
    }
    refused(Why.TOO_LARGE, many.toByteArray());
    var wide = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(wide)) {
      for (int i = 0; i < 40; i++) {
        zip.putNextEntry(new ZipEntry(i + "n".repeat(30_000)));
      }
    }
    refused(Why.TOO_LARGE, wide.toByteArray());
    byte[] book = workbook(Map.of());
    int end = book.length - 22;
    byte[] beyond = book.clone();
    ByteBuffer.wrap(beyond).order(ByteOrder.LITTLE_ENDIAN).putInt(end + 16, -1);
    refused(Why.NOT_A_LIST, beyond);
    // the long form says where everything is once more
    var twice = new ByteArrayOutputStream();
    twice.write(book, 0, end);
    twice.writeBytes(new byte[] {'P', 'K', 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0});
    twice.write(book, end, 22);
    refused(Why.NOT_A_LIST, twice.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "xlsx"})
  void howFarItIsReadIsTold(String kind) throws Exception {
    var bytes = new ByteArrayOutputStream();
    if (kind.equals("xlsx")) {
      try (var book = new Workbook(bytes, "test", "1.0")) {
        Worksheet sheet = book.newWorksheet("list");
        sheet.value(0, 0, "phone");
        for (int i = 1; i <= 5_000; i++) {
          sheet.value(i, 0, Long.toString(13_800_000_000L + i));
        }
      }
    } else {
      bytes.writeBytes("phone\n".getBytes(StandardCharsets.UTF_8));
      if (kind.equals("ndjson")) {
        bytes.reset();
      }
      for (int i = 1; i <= 5_000; i++) {
        String phone = Long.toString(13_800_000_000L + i);
        String line = kind.equals("csv") ? phone : "{\"phone\":\"" + phone + "\"}";
        bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    var shares = new ArrayList<Double>();
    ListReader.read(
        Files.write(folder.resolve("list"), bytes.toByteArray()),
        new ListReader.Sink() {
          @Override
          public void take(ListRow row) {
            assertThat(row.faults()).isEmpty();
          }

          @Override
          public void reached(long done, long of) {
            shares.add((double) done / of);
          }
        });
    assertThat(shares).hasSize(5_000).isSorted();
    assertThat(shares.getFirst()).isLessThan(0.5);
    assertThat(shares.getLast()).isEqualTo(1);
  }

  @Test
  void whatUnpacksFarBeyondItselfIsRefused() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] nothing = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(nothing);
      }
    }
    assertThat(bytes.size()).isLessThan(1 << 18);
    refused(Why.TOO_LARGE, bytes.toByteArray());
  }

  @Test
  void oneRowIsInMemoryHoweverLongTheListIs() throws Exception {
    Path file = folder.resolve("long");
    try (var out = Files.newBufferedWriter(file, GB18030)) {
      out.write("号码,备注\n");
      for (int i = 0; i < 200_000; i++) {
        out.write("1380%07d,第%d行\n".formatted(i, i));
      }
    }
    long[] rows = new long[2];
    ListReader.read(
        file,
        row -> {
          rows[0]++;
          rows[1] = row.line();
        });
    assertThat(rows).containsExactly(200_000, 200_001);
  }

  private void refused(Why why, byte[] bytes) throws IOException {
    Files.write(folder.resolve("list"), bytes);
    assertThatThrownBy(() -> ListReader.read(folder.resolve("list"), row -> {}))
        .isInstanceOfSatisfying(CannotReadList.class, it -> assertThat(it.why()).isEqualTo(why));
  }
}
