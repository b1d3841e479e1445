package org.haltline.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
    var oneCell = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(oneCell)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(text);
    }
    refused(Why.TOO_LARGE, oneCell.toByteArray());
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
