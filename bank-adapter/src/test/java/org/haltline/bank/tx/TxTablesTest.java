package org.haltline.bank.tx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.haltline.bank.tx.Papers.Format;
import org.haltline.bank.tx.Papers.Kind;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.TxResult.Outcome;
import org.haltline.bank.tx.xml.Coded;
import org.haltline.bank.tx.xml.Content;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

/// Codes, numbers, results and papers, as they were quoted.
class TxTablesTest {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final OrderId ORDER = new OrderId("20261120013000000123456789012345");

  @Test
  void theCodesAreThoseThatWereQuoted() {
    assertThat(
            Map.of(
                "ApplicationType", codes(TxTables.ApplicationType.values()),
                "EmergencyLevel", codes(TxTables.EmergencyLevel.values()),
                "AccountType", codes(TxTables.AccountType.values()),
                "SubjectType", codes(TxTables.SubjectType.values()),
                "FreezeType", codes(TxTables.FreezeType.values()),
                "InquiryMode", codes(TxTables.InquiryMode.values()),
                "BorrowingSigns", codes(TxTables.Side.values()),
                "Measure", codes(TxTables.MeasureType.values()),
                "papers", codes(Kind.values()),
                "formats", codes(Format.values())))
        .isEqualTo(
            Map.of(
                "ApplicationType", List.of("00", "01", "02", "03", "04", "05"),
                "EmergencyLevel", List.of("01", "02"),
                "AccountType", List.of("01", "02"),
                "SubjectType", List.of("1", "2"),
                "FreezeType", List.of("01", "02"),
                "InquiryMode", List.of("01", "02", "03", "04"),
                "BorrowingSigns", List.of("0", "1"),
                "Measure", List.of("0001", "0002", "1001", "1002", "2001", "2002"),
                "papers", List.of("01", "02", "03", "04"),
                "formats", List.of("0", "1")));
    assertThat(TxTables.Side.DEBIT.code()).isEqualTo("0");
    assertThat(TxTables.EmergencyLevel.URGENT.code()).isEqualTo("02");
    assertThat(TxTables.FreezeType.LIMITED_AMOUNT.code()).isEqualTo("01");
    assertThat(TxTables.SubjectType.PERSON.code()).isEqualTo("1");
  }

  @Test
  void everyResultThatWasQuotedIsThereOnce() {
    assertThat(codes(TxResult.values()))
        .containsExactlyElementsOf(
            List.of(
                ("0000 0100 0199 0200 0299 0300 0301 0302 0303 0304 0399 0400 0499 0500 0501 0599"
                        + " 0600 0699 0700 0701 0799 0800 0801 0802 0899 0900 0999 1000 1099 1100"
                        + " 1101 1199 1200 1300 1301 1302 1303 1304 1399 1800 1899 1900 1999")
                    .split(" ")));
  }

  @Test
  void everyResultSaysWhatItMeansAndWhatToDoNextInBothLanguages() {
    for (TxResult result : TxResult.values()) {
      assertThat(List.of(result.zh(), result.next().zh())).allMatch(it -> HAN.matcher(it).find());
      assertThat(List.of(result.en(), result.next().en()))
          .allMatch(it -> !it.isBlank() && !HAN.matcher(it).find());
      assertThat(result.next() == NextStep.NOTHING)
          .as("%s leaves something to do", result)
          .isEqualTo(result.outcome() == Outcome.DONE);
    }
  }

  @Test
  void everyNextStepIsSaidInBothLanguages() {
    for (NextStep next : NextStep.values()) {
      assertThat(next.zh()).matches(it -> HAN.matcher(it).find());
      assertThat(next.en()).isNotBlank().matches(it -> !HAN.matcher(it).find());
    }
  }

  @Test
  void resultsAreReadAsReasons() {
    assertThat(reason("0300")).isEqualTo(ReasonCode.NO_SUCH_ACCOUNT);
    assertThat(reason("0301")).isEqualTo(ReasonCode.NAME_MISMATCH);
    assertThat(reason("0302")).isEqualTo(ReasonCode.WHITELISTED);
    assertThat(reason("0303")).isEqualTo(ReasonCode.REPORTED_LOST);
    assertThat(reason("0400")).isEqualTo(ReasonCode.ORIGINAL_MISSING);
    assertThat(reason("0501")).isEqualTo(ReasonCode.BAD_FORMAT);
    assertThat(reason("0600")).isEqualTo(ReasonCode.DOCUMENT_MISSING);
    assertThat(reason("0700")).isEqualTo(ReasonCode.NOT_OURS);
    assertThat(reason("1301")).isEqualTo(ReasonCode.ALREADY_STOPPED);
    assertThat(reason("1304")).isEqualTo(ReasonCode.OVER_LIMIT);
    assertThat(reason("1800")).isEqualTo(ReasonCode.EXPIRED);
    assertThat(reason("1900")).isEqualTo(ReasonCode.EXPIRED);
    assertThat(TxResult.of("1000").orElseThrow().outcome()).isEqualTo(Outcome.BY_HAND);
    assertThat(TxResult.of("1100").orElseThrow().outcome()).isEqualTo(Outcome.UNCLEAR);
    assertThat(TxResult.of("1200").orElseThrow().outcome()).isEqualTo(Outcome.PARTLY);
    assertThat(TxResult.of("1400")).isEmpty();
  }

  @Test
  void anApplicationsNumberIsFourDigitsAndTheOrdersOwn() {
    String number = TxNumbers.application("0100", ORDER);
    assertThat(number).hasSize(36).endsWith(ORDER.digits());
    assertThat(TxNumbers.order(number)).contains(ORDER);
    assertThat(TxNumbers.order(number + "1")).isEmpty();
    assertThat(TxNumbers.order("0100x" + number.substring(5))).isEmpty();
  }

  @Test
  void aSerialIsTheHouseTwelveZerosAndTwentyEightDigits() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      assertThat(TxNumbers.serial(Specimens.POLICE, random))
          .matches(Specimens.POLICE + "_0{12}\\d{28}");
    }
    assertThat(TxNumbers.serial(Specimens.POLICE, random))
        .isNotEqualTo(TxNumbers.serial(Specimens.POLICE, random));
    assertThatIllegalArgumentException().isThrownBy(() -> TxNumbers.serial("12345", random));
  }

  @Test
  void theTablesOfIdTypesContradictEachOther() {
    assertThat(IdTypes.byQuery().code(IdTypes.Type.PASSPORT)).isEqualTo("03");
    assertThat(IdTypes.byScreen().code(IdTypes.Type.PASSPORT)).isEqualTo("07");
    assertThat(IdTypes.byQuery().type("04")).contains(IdTypes.Type.OFFICER_OF_THE_ARMY);
    assertThat(IdTypes.byScreen().type("04")).contains(IdTypes.Type.POLICE_OFFICER);
    assertThat(IdTypes.byQuery().code(IdTypes.Type.POLICE_OFFICER)).isEqualTo("99");
    assertThat(IdTypes.byQuery().type("60")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new IdTypes(Map.of()));
  }

  @Test
  void aFilesNameSaysWhatItIs() {
    String name = Papers.name(Kind.STOP_FORM, Format.PDF, 1, Specimens.NUMBER);
    assertThat(name).isEqualTo("03101_" + Specimens.NUMBER + ".pdf");
    assertThat(Papers.named(name)).contains(new Papers.Named(Kind.STOP_FORM, Format.PDF));
    assertThat(Papers.named("010anything.jpg"))
        .contains(new Papers.Named(Kind.OFFICER_ID, Format.JPG));
    for (String other : List.of("", "0", "03", "032.tif", "050.jpg", "notice.pdf")) {
      assertThat(Papers.named(other)).as(other).isEqualTo(Optional.empty());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Papers.name(Kind.ID_CARD, Format.JPG, 100, Specimens.NUMBER));
  }

  @Test
  void aStopNeedsTwoIdsAndItsFormAFreezeItsDocument() {
    TxOptions options = TxOptions.usual();
    assertThat(Papers.missing(stop(new Attachment[0]), options))
        .containsExactly(
            new Papers.Missing(Kind.OFFICER_ID, 2, 0), new Papers.Missing(Kind.STOP_FORM, 1, 0));
    assertThat(Papers.missing(stop("010a.jpg", "011b.pdf", "030c.jpg"), options)).isEmpty();
    assertThat(Papers.missing(stop("010a.jpg", "030c.jpg", "020d.jpg"), options))
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.en()).isEqualTo("officer's id: 2 wanted, 1 there");
              assertThat(missing.zh()).isEqualTo("缺少警官证：需2份，现有1份");
            });
    var freeze = (TxRequest) Specimens.of(TxCode.FREEZE);
    assertThat(Papers.missing(freeze, options))
        .containsExactly(new Papers.Missing(Kind.FREEZE_DOCUMENT, 1, 0));
    var release = (TxRequest) Specimens.of(TxCode.RELEASE);
    assertThat(Papers.missing(release, options)).as("a letting-go waits for no paper").isEmpty();
  }

  @Test
  void anEmptyFileIsNoPaper() {
    var hollow = new Attachment("030c.jpg", new Content(new byte[0]));
    assertThat(Papers.missing(stop(hollow), TxOptions.usual()))
        .contains(new Papers.Missing(Kind.STOP_FORM, 1, 0));
  }

  private static ReasonCode reason(String code) {
    TxResult result = TxResult.of(code).orElseThrow();
    assertThat(result.outcome()).as(code).isEqualTo(Outcome.REFUSED);
    return result.reason();
  }

  private static List<String> codes(Coded[] constants) {
    return Arrays.stream(constants).map(Coded::code).toList();
  }

  private static TxRequest stop(String... files) {
    return stop(
        Arrays.stream(files)
            .map(name -> new Attachment(name, new Content("x".getBytes(UTF_8))))
            .toArray(Attachment[]::new));
  }

  private static TxRequest stop(Attachment... files) {
    var it = (TxRequest.Stop) Specimens.of(TxCode.STOP);
    return new TxRequest.Stop(
        it.applicationId(),
        it.applicationType(),
        null,
        it.caseNumber(),
        null,
        it.emergencyLevel(),
        it.transferOut(),
        it.currency(),
        it.transferAmount(),
        null,
        it.account(),
        it.reason(),
        null,
        it.startTime(),
        it.expireTime(),
        it.applicant(),
        List.of(files));
  }
}
