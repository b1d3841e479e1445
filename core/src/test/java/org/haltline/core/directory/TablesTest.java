package org.haltline.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  @TempDir private Path folder;

  @Test
  void csvMayHaveABomAHeadingCommentsQuotesAndAnyUsualSeparator() throws IOException {
    Path csv = folder.resolve("bins.csv");
    Files.writeString(
        csv,
        "\uFEFFBIN,银行\r\n# own rows\r\n\r\n\"629999\",\"工行\"\r\n629998;建行;16\r\n629997\t农行\r\n");
    assertThat(PrefixTable.read(csv, 2, _ -> Optional.empty()))
        .extracting(row -> row.cell(0) + " " + row.cell(1) + " " + row.cell(2))
        .containsExactly("629999 工行 ", "629998 建行 16", "629997 农行 ");
    var card =
        BankAccount.parse("6299980000000042", null, null, BankAccount.Form.ACCOUNT).orThrow();
    assertThat(CardBins.none().with(csv).of(card))
        .containsExactly(new CardBins.Bin("629998", 16, "建行"));
  }

  @Test
  void faultyCsvIsRefusedWithItsLines() {
    String csv = "prefix,bank,length\n62x,工行\n629999\n629998,\n629997,建行,9\n";
    assertThatThrownBy(() -> CardBins.none().with("own.csv", new StringReader(csv)))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("own.csv may not be used")
        .hasMessageContaining("line 2: the first cell must be digits")
        .hasMessageContaining("line 3: needs 2 cells")
        .hasMessageContaining("line 4: needs 2 cells");
    assertThatThrownBy(() -> CardBins.none().with("own.csv", new StringReader("629997,建行,9\n")))
        .hasMessageContaining("line 1: a card has 12 to 20 digits, not 9");
  }

  @Test
  void rowsThatNameOneWhoCannotActAreRefused() throws IOException {
    Roster china = RosterFile.china();
    Path csv = Files.writeString(folder.resolve("own.csv"), "622203,ICBC\n139057,中国移动\n");
    assertThatThrownBy(() -> CardBins.none().with(csv, china))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("line 2: 中国移动 is the carrier CMCC, which issues no cards")
        .hasMessageNotContaining("line 1");
    assertThatThrownBy(() -> NumberRanges.none().with(csv, china))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("line 1: ICBC is the bank ICBC, which has no numbers")
        .hasMessageNotContaining("line 2");
  }

  @Test
  void rowsThatNameNobodyAreRefusedBesideTheOtherFaultyOnes() throws IOException {
    Roster china = RosterFile.china();
    Path csv = Files.writeString(folder.resolve("own.csv"), "622203,NOPE\n62x,a\n6222,工行,9\n");
    assertThatThrownBy(() -> CardBins.none().with(csv, china))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContainingAll(
            "own.csv may not be used",
            "line 1: the directory has no institution NOPE",
            "line 2: the first cell must be digits",
            "line 3: a card has 12 to 20 digits, not 9");
    assertThatThrownBy(() -> NumberRanges.none().with(csv, china))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("line 1: the directory has no institution NOPE");
    Path right = Files.writeString(folder.resolve("right.csv"), "622203,ICBC\n622204,工行,19\n");
    assertThat(
            CardBins.none()
                .with(right, china)
                .of(
                    BankAccount.parse("6222030000000007", null, null, BankAccount.Form.ACCOUNT)
                        .orThrow()))
        .containsExactly(new CardBins.Bin("622203", 0, "ICBC"));
  }

  @Test
  void aRosterWithFaultsIsReadAsFarAsItGoes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("institutions.yaml"),
            """
            institutions:
              - {id: HILL, kind: CASTLE, nameZh: 远山银行, nameEn: Hill Bank, aliases: [远行]}
              - {id: DALE}
              - {kind: BANK}
            more: 1
            """);
    Roster roster = RosterFile.asFarAsReadable(file).orElseThrow();
    assertThat(roster.institutions()).extracting(Institution::id).containsExactly("HILL", "DALE");
    assertThat(new Names(roster.institutions()).find("远行")).map(Institution::id).contains("HILL");
    Path noYaml = Files.writeString(folder.resolve("no.yaml"), "institutions: [");
    assertThat(RosterFile.asFarAsReadable(noYaml)).isEmpty();
    assertThat(RosterFile.asFarAsReadable(folder.resolve("none.yaml"))).isEmpty();
  }

  @Test
  void manyFaultsAreCountedNotListed() {
    String csv = "1,a\n" + "x,a\n".repeat(50);
    assertThatThrownBy(() -> NumberRanges.none().with("own.csv", new StringReader(csv)))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("line 21")
        .hasMessageContaining("and 30 more");
  }

  @Test
  void tableBeyondItsBoundIsRefused() {
    String csv = "1,a\n".repeat(PrefixTable.ROWS_MAX + 1);
    assertThatThrownBy(() -> NumberRanges.none().with("own.csv", new StringReader(csv)))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("more than 500000 rows");
  }

  @Test
  void csvThatIsNoUtf8IsRefused() throws IOException {
    Path csv = folder.resolve("gbk.csv");
    Files.write(csv, "1390579,移动\n".getBytes(java.nio.charset.Charset.forName("GB18030")));
    assertThatThrownBy(() -> NumberRanges.none().with(csv))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void rosterIsReadFromAFile() throws IOException {
    Path file = folder.resolve("institutions.yaml");
    Files.writeString(
        file,
        """
        institutions:
          - {id: HALT_BANK, kind: BANK, nameZh: 远山银行, nameEn: Yuanshan Bank}
          - {id: HILL_TEL, kind: CARRIER, nameZh: 远山电信, nameEn: Hill Telecom, aliases: [远信]}
        routing: {callGateway: HILL_TEL}
        """,
        StandardCharsets.UTF_8);
    Roster roster = RosterFile.read(file);
    assertThat(roster.institutions())
        .extracting(Institution::id)
        .containsExactly("HALT_BANK", "HILL_TEL");
    assertThat(roster.institutions().getFirst().aliases()).isEmpty();
    assertThat(roster.routing().linkBlocker()).isNull();
    assertThat(roster.routing().platformByService()).isEmpty();
  }

  @Test
  void faultyRosterFilesAreRefused() {
    assertThatThrownBy(() -> RosterFile.parse("own.yaml", "institutions: ["))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("own.yaml may not be used");
    assertThatThrownBy(() -> RosterFile.parse("own.yaml", "institutions: []\nrouting: {}\nmore: 1"))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("more");
    assertThatThrownBy(() -> RosterFile.parse("own.yaml", "institutions: []\nrouting: {}"))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("no institution");
    assertThatThrownBy(
            () ->
                RosterFile.parse(
                    "own.yaml",
                    "institutions: [{id: X1, kind: CASTLE, nameZh: a, nameEn: b}]\nrouting: {}"))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("CASTLE");
    assertThatThrownBy(() -> RosterFile.parse("own.yaml", "institutions: [{id: X1}]\nrouting: {}"))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("X1 needs a kind");
    assertThatThrownBy(() -> RosterFile.parse("own.yaml", "institutions: []"))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("routing is missing");
    assertThatThrownBy(() -> RosterFile.parse("own.yaml", "- 1")).isInstanceOf(TableFaulty.class);
  }

  @Test
  void theShippedCardTableIsWhole() {
    var bins = CardBins.shipped();
    assertThat(bins.knowsBank("PSBC")).isTrue();
    assertThat(bins.knowsBank("psbc")).isTrue();
    assertThat(bins.knowsBank("邮政储蓄银行义乌支行")).isTrue();
    assertThat(bins.knowsBank("招商银行")).isTrue();
    assertThat(bins.knowsBank("某某银行")).isFalse();
  }

  @Test
  void segmentsAreTheSameForAllThreads() throws Exception {
    var ranges = NumberRanges.shipped();
    var phones = new ArrayList<PhoneNumber>();
    for (int i = 0; i < 500; i++) {
      phones.add(PhoneNumber.parse("13%09d".formatted(i * 1_987_003L % 1_000_000_000L)).orThrow());
    }
    var alone = phones.stream().map(ranges::of).toList();
    var tasks = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 8; i++) {
      tasks.add(() -> phones.stream().map(ranges::of).toList());
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Object> together : threads.invokeAll(tasks)) {
        assertThat(together.get()).isEqualTo(alone);
      }
    }
    assertThat(alone).anyMatch(it -> it.isPresent());
  }
}
