package org.haltline.bank.tx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every message looks as it was quoted, and reads back as what it was.
class TxShapesTest {
  private static final Pattern START = Pattern.compile("<([A-Za-z]+)>");

  private final TxCodec codec = new TxCodec(TxOptions.usual());

  @ParameterizedTest
  @EnumSource(TxCode.class)
  void isWhatWasApproved(TxCode code) throws IOException {
    TxApproved.check(code.code() + ".xml", written(code));
  }

  @ParameterizedTest
  @EnumSource(TxCode.class)
  void whatWasApprovedIsReadFieldByField(TxCode code) throws IOException {
    String approved = TxApproved.read(code.code() + ".xml");
    assertThat(codec.read(approved.getBytes(UTF_8)))
        .isEqualTo(new TxRead.Message(Specimens.head(code), Specimens.of(code), List.of()));
  }

  /// The quoted lists are not made from this code.
  @ParameterizedTest
  @EnumSource(TxCode.class)
  void hasTheElementsThatWereQuotedInTheirOrder(TxCode code) throws IOException {
    List<String> quoted = quoted(code);
    List<String> ours = new ArrayList<>();
    var starts = START.matcher(written(code));
    while (starts.find()) {
      ours.add(starts.group(1));
    }
    assertThat(ours.getFirst()).isEqualTo(quoted.getFirst());
    assertThat(body(ours)).isEqualTo(body(quoted));
    assertThat(quoted).as("nothing in the head that was not quoted").containsAll(ours);
  }

  @Test
  void theMisspeltNamesAreKept() {
    assertThat(written(TxCode.FREEZE_FEEDBACK))
        .contains("<FrozedBalance>49800.50</FrozedBalance>")
        .contains("<AccountAvaiableBalance>49800.50</AccountAvaiableBalance>");
    assertThat(written(TxCode.ALL_ACCOUNTS_FEEDBACK)).contains("<PriortySerial>");
    assertThat(written(TxCode.TRANSACTIONS_FEEDBACK)).contains("<merchantName>");
  }

  @Test
  void everyRequestHasItsFeedbackAndTheyGoOppositeWays() {
    for (TxCode code : TxCode.values()) {
      code.feedback()
          .ifPresentOrElse(
              feedback -> {
                assertThat(Integer.parseInt(feedback.code()))
                    .isEqualTo(Integer.parseInt(code.code()) + 1);
                assertThat(feedback.isFeedback()).isTrue();
                assertThat(feedback.isFromBank()).isNotEqualTo(code.isFromBank());
              },
              () -> assertThat(code.isFeedback()).isTrue());
    }
    assertThat(TxCode.STOP.isFromBank()).isFalse();
    assertThat(TxCode.CASE_REPORT.isFromBank()).isTrue();
  }

  private String written(TxCode code) {
    return codec.write(Specimens.head(code), Specimens.of(code));
  }

  private static List<String> body(List<String> elements) {
    return elements.subList(elements.indexOf("Body"), elements.size());
  }

  private static List<String> quoted(TxCode code) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TxShapesTest.class.getResourceAsStream("/tx/quoted.txt"))) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith(code.code()))
          .map(line -> List.of(line.substring(code.code().length() + 1).split(" ")))
          .findFirst()
          .orElseThrow();
    }
  }
}
