package org.haltline.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.haltline.core.finding.Transfer;
import org.haltline.core.finding.TransferSide;
import org.haltline.core.order.Money;
import org.haltline.core.statement.Statement.Faulty;
import org.haltline.core.statement.Statement.RowFault;
import org.haltline.core.statement.Statement.Understood;
import org.haltline.core.statement.Statement.Unreadable;
import org.haltline.core.statement.Statement.Why;
import org.haltline.core.statement.Statement.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements as bank people have them. People and accounts are invented.
class StatementReaderTest {
  private static final TransferSide OWN = new TransferSide("6222021202000000010", "贾明", "ICBC");
  private static final TransferSide OTHER = new TransferSide("6228480402564890018", "鲁安", "中国农业银行");
  private static final Instant AT = Instant.parse("2026-05-20T08:11:47Z");

  private final StatementReader reader = new StatementReader(ZoneId.of("Asia/Shanghai"), 100);

  @Test
  void chineseHeadingsWithADirectionColumn() {
    assertThat(
            read(
                """
                中国工商银行借记账户历史明细
                账号:6222021202000000010

                交易时间,借贷标志,交易金额(元),余额,对方户名,对方账号,对方开户行,摘要,交易流水号
                2026-05-20 16:11:47,借,"49,800.00",1.20,鲁安,6228 4804 0256 4890 018,中国农业银行,转账,F0001
                2026/5/20 16:11:47,贷,49800,1.20,鲁安,6228480402564890018,中国农业银行,,
                合计,,99600,,,,,,
                """))
        .isEqualTo(
            new Understood(
                List.of(
                    new Transfer(OWN, OTHER, new Money(4_980_000, "CNY"), AT, "F0001", "转账"),
                    new Transfer(OTHER, OWN, new Money(4_980_000, "CNY"), AT, null, null)),
                0));
  }

  @Test
  void englishHeadingsWithTwoColumnsOfSums() {
    assertThat(
            read(
                """
                Transaction Date;Time;Money Out;Money In;Counterparty Name;Counterparty Account;Counterparty Bank;Currency
                20260520;161147;498.00;;鲁安;6228480402564890018;中国农业银行;USD
                2026-05-20;16:11:47;0.00;0.00;;;;USD
                """))
        .isEqualTo(
            new Understood(
                List.of(new Transfer(OWN, OTHER, new Money(49_800, "USD"), AT, null, null)), 1));
  }

  @Test
  void aMinusTellsTheDirectionWhereNoColumnDoes() {
    assertThat(read("日期\t时间\t金额\t对方账号\n20260520\t91147\t-12.5\t622848\n20260520\t91148\t3\t\n"))
        .isEqualTo(
            new Understood(
                List.of(
                    new Transfer(
                        OWN,
                        new TransferSide("622848", null, null),
                        new Money(1_250, "CNY"),
                        Instant.parse("2026-05-20T01:11:47Z"),
                        null,
                        null),
                    new Transfer(
                        null,
                        OWN,
                        new Money(300, "CNY"),
                        Instant.parse("2026-05-20T01:11:48Z"),
                        null,
                        null)),
                0));
  }

  @Test
  void withoutAnythingThatTellsTheDirectionNothingIsGuessed() {
    assertThat(read("日期,金额\n20260520,12.5\n")).isEqualTo(new Unreadable(Why.NO_DIRECTION, null));
  }

  @Test
  void everyFaultyRowIsNamedAndNothingIsTaken() {
    assertThat(
            read(
                """
                交易时间,收支,金额,币种,对方账号
                2026-05-20 16:11:47,支,10.00,人民币,622848
                2026-02-30 16:11:47,支,10.00,人民币,622848
                2026-05-20 16:11:47,转,10.00,人民币,622848
                2026-05-20 16:11:47,支,ten,人民币,622848
                2026-05-20 16:11:47,支,10.001,人民币,622848
                2026-05-20 16:11:47,支,10.00,XAU,622848
                """))
        .isEqualTo(
            new Faulty(
                List.of(
                    new RowFault(3, Wrong.TIME, "交易时间", "2026-02-30 16:11:47"),
                    new RowFault(4, Wrong.DIRECTION, "收支", "转"),
                    new RowFault(5, Wrong.AMOUNT, "金额", "ten"),
                    new RowFault(6, Wrong.AMOUNT, "金额", "10.001"),
                    new RowFault(7, Wrong.CURRENCY, "币种", "XAU")),
                0));
  }

  @Test
  void bothSumsInOneRowAreAFault() {
    assertThat(read("日期,借方发生额,贷方发生额\n20260520,1,2\n"))
        .isEqualTo(new Faulty(List.of(new RowFault(2, Wrong.TWO_SUMS, "借方发生额", "1")), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE+", "UTF-8+"})
  void everyUsualEncoding(String encoding) {
    String text = "交易日期,收支标志,金额,对方户名\n2026年5月20日,支出,￥１０．００,鲁安\n";
    String mark = encoding.endsWith("+") ? "\uFEFF" : "";
    byte[] bytes = (mark + text).getBytes(Charset.forName(encoding.replace("+", "")));

    assertThat(reader.read(bytes, OWN))
        .isInstanceOfSatisfying(
            Understood.class,
            it -> {
              assertThat(it.transfers().getFirst().amount()).isEqualTo(new Money(1_000, "CNY"));
              assertThat(it.transfers().getFirst().to())
                  .isEqualTo(new TransferSide(null, "鲁安", null));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-20 16:11:47,2026-05-20T16:11:47",
    "2026/5/20 16:11,2026-05-20T16:11",
    "2026.05.20 16:11:47,2026-05-20T16:11:47",
    "20260520161147,2026-05-20T16:11:47",
    "20260520 161147,2026-05-20T16:11:47",
    "2026年5月20日16时11分47秒,2026-05-20T16:11:47",
    "2026-05-20T16:11:47.250,2026-05-20T16:11:47.250",
    "2026-05-20,2026-05-20T00:00"
  })
  void timesAsBanksWriteThem(String told, String meant) {
    assertThat(Values.moment(told)).contains(LocalDateTime.parse(meant));
  }

  @Test
  void aWorkbookWithTimesAndNumbersOfItsOwn() throws IOException {
    byte[] file =
        workbook(
            sheet -> {
              sheet.value(0, 0, "网点打印");
              for (int i = 0; i < 5; i++) {
                sheet.value(2, i, List.of("交易时间", "支出", "收入", "对方账号", "对方户名").get(i));
              }
              sheet.value(3, 0, LocalDateTime.parse("2026-05-20T16:11:47"));
              sheet.style(3, 0).format("yyyy-mm-dd hh:mm:ss").set();
              sheet.value(3, 1, 49_800.5);
              sheet.value(3, 3, "6228480402564890018");
              sheet.value(3, 4, "鲁安");
            });

    assertThat(reader.read(file, OWN))
        .isEqualTo(
            new Understood(
                List.of(
                    new Transfer(
                        OWN,
                        new TransferSide("6228480402564890018", "鲁安", null),
                        new Money(4_980_050, "CNY"),
                        AT,
                        null,
                        null)),
                0));
  }

  /// Excel keeps 15 digits of a number; an account that went through it is another account.
  @Test
  void anAccountThatASpreadsheetHasRoundedIsNotTaken() throws IOException {
    byte[] file =
        workbook(
            sheet -> {
              sheet.value(0, 0, "日期");
              sheet.value(0, 1, "支出");
              sheet.value(0, 2, "收入");
              sheet.value(0, 3, "对方账号");
              sheet.value(1, 0, "2026-05-20");
              sheet.value(1, 1, 5);
              sheet.value(1, 3, 6_228_480_402_564_890_018L);
            });

    assertThat(reader.read(file, OWN))
        .isInstanceOfSatisfying(
            Faulty.class,
            it ->
                assertThat(it.faults())
                    .singleElement()
                    .satisfies(
                        fault -> {
                          assertThat(fault.wrong()).isEqualTo(Wrong.DIGITS_LOST);
                          assertThat(fault.line()).isEqualTo(2);
                          assertThat(fault.heading()).isEqualTo("对方账号");
                        }));
  }

  @Test
  void whatIsNoStatementIsSaidToBeNone() throws IOException {
    assertThat(read("hello\nworld\n")).isEqualTo(new Unreadable(Why.NO_HEADINGS, null));
    assertThat(read("日期,收支,金额\n")).isEqualTo(new Unreadable(Why.NO_ROWS, null));
    assertThat(why(new byte[] {0, 1, 2, 3})).isEqualTo(Why.NOT_A_TABLE);
    assertThat(why("%PDF-1.7".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Why.NOT_A_TABLE);
    assertThat(why(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}))
        .isEqualTo(Why.OLD_EXCEL);
    assertThat(why(new byte[] {'P', 'K', 3, 4, 9, 9})).isEqualTo(Why.NOT_A_TABLE);
    assertThat(why(("日期,收支,金额\n" + "20260520,支,1\n".repeat(101)).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Why.TOO_MANY_ROWS);
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] nothing = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(nothing);
      }
    }

    assertThat(bytes.size()).isLessThan(1 << 20);
    assertThat(why(bytes.toByteArray())).isEqualTo(Why.TOO_LARGE);
  }

  private interface Filling {
    void of(Worksheet sheet);
  }

  private static byte[] workbook(Filling filling) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "haltline", "1.0")) {
      filling.of(book.newWorksheet("流水"));
    }
    return new ByteArrayInputStream(bytes.toByteArray()).readAllBytes();
  }

  private Statement read(String text) {
    return reader.read(text.getBytes(StandardCharsets.UTF_8), OWN);
  }

  private Why why(byte[] file) {
    return ((Unreadable) reader.read(file, OWN)).why();
  }
}
