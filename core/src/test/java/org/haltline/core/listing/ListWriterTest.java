package org.haltline.core.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.listing.ListWriter.Format;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListWriterTest {
  private static final String CARD = "6222020000000000018";

  @TempDir Path folder;

  private static Subject of(Parsed<? extends Subject> parsed) {
    return switch (parsed) {
      case Parsed.Understood<? extends Subject> it -> it.subject();
      case Parsed.NotUnderstood<? extends Subject> not -> throw new AssertionError(not.says());
    };
  }

  /// One of every kind, and those that are easily taken for another.
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(of(BankAccount.parse(CARD)), "骆大海", "旧案"),
          new Entry(of(BankAccount.parse("1202021219900012345", "ICBC", null)), null, null),
          new Entry(of(BankAccount.parse("622202000000001", "ABC", null, Form.ACCOUNT)), null, "x"),
          new Entry(of(BankAccount.parse("6222****0018", "工行", null)), "赵*明", null),
          new Entry(of(BankAccount.parse("lisi@shop.example", "支付宝", null)), null, null),
          new Entry(of(PhoneNumber.parse("13800001111")), null, "=1+1"),
          new Entry(of(PhoneNumber.parse("95588")), null, "-"),
          new Entry(of(PhoneNumber.parse("0571-28291234")), null, null),
          new Entry(of(PhoneNumber.parse("+44 20 7946 0018")), "@name", "'quoted'"),
          new Entry(of(Link.parse("https://evil.example:8443/a?b=c,d#/login")), null, "two\nlines"),
          new Entry(of(Link.parse("https://evil.example/" + "a".repeat(600))), null, null),
          new Entry(of(ChatAccount.parse("qq", "1234567")), null, null),
          new Entry(of(ChatAccount.parse("微信", "lure_99")), null, null),
          new Entry(of(ChatAccount.parse("telegram", "@lure_99")), null, null),
          new Entry(of(EmailAddress.parse("lure@evil.example")), null, "=HYPERLINK(\"x\")"),
          new Entry(of(IdDocument.parse("E12345678")), "+cmd(1)", null),
          new Entry(of(IdDocument.parse("AB1234567", "seaman-book")), null, null),
          new Entry(of(Person.parse("骆大海")), null, null),
          new Entry(of(App.parse("=Win(1)", null)), null, null));

  private static byte[] written(Format format, boolean chinese, List<Entry> entries)
      throws Exception {
    var out = new ByteArrayOutputStream();
    try (var writer = new ListWriter(out, format, chinese, List.of("reports"))) {
      for (Entry entry : entries) {
        writer.write(entry, List.of("3"));
      }
    }
    return out.toByteArray();
  }

  private List<Entry> read(byte[] list) throws Exception {
    Path file = Files.write(folder.resolve("list"), list);
    var entries = new ArrayList<Entry>();
    ListReader.read(
        file,
        row -> {
          assertThat(row.faults()).isEmpty();
          entries.addAll(row.entries());
        });
    return entries;
  }

  private static List<String> said(List<Entry> entries) {
    return entries.stream()
        .map(
            it ->
                it.subject().key()
                    + (it.name() == null ? "" : " of " + it.name())
                    + (it.note() == null ? "" : " because " + it.note()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatIsWrittenIsReadAsItWasMeant(Format format) throws Exception {
    for (boolean chinese : new boolean[] {true, false}) {
      List<Entry> again = read(written(format, chinese, ENTRIES));
      assertThat(said(again)).isEqualTo(said(ENTRIES));
      // and what is written of that is the same list to the last byte, save the workbook's clock
      if (format != Format.XLSX) {
        assertThat(written(format, chinese, again))
            .isEqualTo(written(format, chinese, read(written(format, chinese, again))));
      }
    }
  }

  @Test
  void noCellIsAFormulaToASpreadsheet() throws Exception {
    String sheet = new String(written(Format.CSV, false, ENTRIES), UTF_8);
    assertThat(sheet)
        .contains("'=1+1", "\"'=HYPERLINK(\"\"x\"\")\"", "'+cmd(1)", "'@name", "'=Win(1)");
    assertThat(sheet).contains("'" + CARD).doesNotContain(",=", ",+", ",@", ",-");
  }

  @Test
  void aFewRowsAreInMemoryHoweverLongTheListIs() throws Exception {
    for (Format format : Format.values()) {
      long[] bytes = new long[1];
      var counting =
          new OutputStream() {
            @Override
            public void write(int one) {
              bytes[0]++;
            }

            @Override
            public void write(byte[] some, int from, int length) {
              bytes[0] += length;
            }
          };
      try (var writer = new ListWriter(counting, format, true, List.of())) {
        for (int i = 0; i < 50_000; i++) {
          writer.write(ENTRIES.getFirst(), List.of());
        }
        assertThat(bytes[0]).as(format + " before its end").isPositive();
      }
    }
  }
}
