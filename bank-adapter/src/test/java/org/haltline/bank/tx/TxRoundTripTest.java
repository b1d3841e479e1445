package org.haltline.bank.tx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.haltline.bank.tx.TxHead.ToBank;
import org.haltline.bank.tx.TxOptions.Amounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Any message that is written is read as the same; a failure names its seed, and
/// `-Dhaltline.seed=…` plays that one alone.
class TxRoundTripTest {
  private static final int ROUNDS = 60;

  @ParameterizedTest
  @EnumSource(TxCode.class)
  void anyMessageComesBackAsItWas(TxCode code) {
    Long given = Long.getLong("haltline.seed");
    long first = given != null ? given : System.nanoTime();
    System.out.println(code.code() + ": seeds from " + first);
    for (long seed = first; seed < first + (given != null ? 1 : ROUNDS); seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var codec = new TxCodec(TxOptions.usual().emptyElements(random.nextBoolean()));
      TxMessage message = RandomMessages.of(code, random);
      TxHead head = Specimens.head(code);
      assertThat(codec.readBase64(codec.writeBase64(head, message)))
          .as("seed %d", seed)
          .isEqualTo(new TxRead.Message(head, message, List.of()));
    }
  }

  @Test
  void aTextLeavesInOneLineWithoutWhatXmlCannotCarry() {
    var release = (TxRequest.Release) Specimens.of(TxCode.RELEASE);
    String dirty = " 核实\u0000无\r\n关\t账\uD800户\u001B ";
    var dirtied =
        new TxRequest.Release(
            release.applicationId(),
            release.caseNumber(),
            release.caseType(),
            release.originalApplicationId(),
            release.emergencyLevel(),
            release.account(),
            dirty,
            release.applicant(),
            List.of());
    assertThat(body(new TxCodec(TxOptions.usual()), dirtied))
        .isInstanceOfSatisfying(
            TxRequest.Release.class,
            read -> assertThat(read.withdrawalRemark()).isEqualTo("核实无  关 账户"));
  }

  @Test
  void amountsLeaveToTheYuanWhereABankWantsThatAndAreReadEitherWay() {
    var codec = new TxCodec(TxOptions.usual().amounts(Amounts.WHOLE));
    String xml = codec.write(Specimens.head(TxCode.STOP), Specimens.of(TxCode.STOP));
    assertThat(xml).contains("<TransferAmount>49800</TransferAmount>");
    assertThat(codec.read(xml.replace("49800<", "49800.5<").getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            TxRead.Message.class,
            read ->
                assertThat(((TxRequest.Stop) read.body()).transferAmount())
                    .isEqualTo(new BigDecimal("49800.50")));
  }

  @Test
  void whatIsMissingIsAnEmptyElementOrNone() {
    var empty =
        new TxFeedback.Release(
            Specimens.NUMBER, "0000", null, null, null, null, null, null, null, null, null);
    TxHead head = Specimens.head(TxCode.RELEASE_FEEDBACK);
    var written = new TxCodec(TxOptions.usual()).write(head, empty);
    var leftOut = new TxCodec(TxOptions.usual().emptyElements(false)).write(head, empty);
    assertThat(written).contains("<FeedbackRemark></FeedbackRemark>");
    assertThat(leftOut).doesNotContain("FeedbackRemark");
    for (String xml :
        List.of(written, leftOut, written.replaceAll("<(\\w+)></\\1>", "<$1>-</$1>"))) {
      assertThat(new TxCodec(TxOptions.usual()).read(xml.getBytes(UTF_8)))
          .isEqualTo(new TxRead.Message(head, empty, List.of()));
    }
  }

  @Test
  void aHeadOverTheWrongBodyIsAMistakeOfOurs() {
    var codec = new TxCodec(TxOptions.usual());
    TxMessage stop = Specimens.of(TxCode.STOP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.write(Specimens.head(TxCode.RELEASE), stop));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                codec.write(
                    new ToBank(TxCode.STOP_FEEDBACK, Specimens.POLICE, Specimens.SERIAL),
                    Specimens.of(TxCode.STOP_FEEDBACK)));
  }

  private static TxMessage body(TxCodec codec, TxMessage message) {
    TxRead read = codec.read(codec.write(Specimens.head(message.code()), message).getBytes(UTF_8));
    return ((TxRead.Message) read).body();
  }
}
