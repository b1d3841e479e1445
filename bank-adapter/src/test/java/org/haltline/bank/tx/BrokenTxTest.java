package org.haltline.bank.tx;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.haltline.bank.tx.TxRead.Message;
import org.haltline.bank.tx.TxRead.Refused;
import org.haltline.bank.tx.xml.XmlBounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in is understood or refused in words; nothing else ever happens.
class BrokenTxTest {
  private static final int MUTANTS = 250;
  private static final XmlBounds TIGHT = new XmlBounds(20_000, 8, 120, 500, 5_000);

  private final TxCodec codec = new TxCodec(TxOptions.usual().bounds(TIGHT));
  private final String stopped = written(TxCode.STOP_FEEDBACK);

  @ParameterizedTest
  @EnumSource(TxCode.class)
  void aMessageCutOffAnywhereIsRefused(TxCode code) {
    byte[] whole = written(code).getBytes(UTF_8);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
      assertThat(codec.read(Arrays.copyOf(whole, length)))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TxCode.class)
  void anyDamageIsUnderstoodOrRefusedAndNeverThrows(TxCode code) {
    Long given = Long.getLong("haltline.seed");
    long first = given != null ? given : System.nanoTime();
    System.out.println(code.code() + ": damage from seed " + first);
    for (long seed = first; seed < first + (given != null ? 1 : MUTANTS); seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      byte[] damaged = damaged(written(code).getBytes(UTF_8), random);
      try {
        if (codec.read(damaged) instanceof Refused(String element, String expected)) {
          assertThat(element).isNotBlank().hasSizeLessThan(500);
          assertThat(expected).isNotBlank().hasSizeLessThan(500);
        }
      } catch (RuntimeException escaped) {
        throw new AssertionError("seed " + seed + " (-Dhaltline.seed=" + seed + ")", escaped);
      }
    }
  }

  @Test
  void noDocumentTypeAndNoEntity() {
    refuses("<!DOCTYPE Request><Request/>", "message", "document type");
    refuses(
        "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><Request/>", "message", "document type");
    refuses(
        "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><Request>&a;</Request>",
        "message",
        "document type");
    refuses(bomb(), "message", "document type");
    refuses(
        stopped.replace("<Result>0000", "<Result>&unknown;"), "Request/Body/Result", "an entity");
  }

  @Test
  void nothingIsReadBeyondTheBounds() {
    refuses(" ".repeat(20_001), "message", "at most 20000 bytes");
    refuses("<a>".repeat(9) + "</a>".repeat(9), "a/a/a/a/a/a/a/a", "8 elements deep");
    refuses("<Request>" + "<a/>".repeat(200) + "</Request>", "Request", "at most 120 elements");
    refuses(filled("FailureCause", "x".repeat(501)), "Request/Body/FailureCause", "500 characters");
    refuses("<" + "n".repeat(100) + "/>", "message", "name of an element");
    String file =
        written(TxCode.STOP).replaceFirst("<Content>.*?<", "<Content>" + "A".repeat(5_001) + "<");
    refuses(file, "Response/Body/Attachments/Attachment/Content", "5000 characters");
  }

  /// So deep that a reader which calls itself would run out of stack.
  @Test
  void deepNestingIsRefusedAtItsBoundEvenWhenTheMessageMayBeLarge() {
    var roomy = new TxCodec(TxOptions.usual());
    assertThat(roomy.read("<a>".repeat(1_000_000).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.expected()).contains("12 elements deep"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "何雨桐", "<", "<Request>", "{\"a\":1}", "<Request/><Request/>", "<?xml ?>"})
  void whatIsNoMessageIsRefused(String text) {
    assertThat(codec.read(text.getBytes(UTF_8))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Result, '', Body/Result, 'missing or empty'",
    "Result, '-', Body/Result, 'missing or empty'",
    "AccountBalance, '1,000.00', Body/AccountBalance, 'expected an amount like 1234.56'",
    "AccountBalance, '1e9', Body/AccountBalance, 'expected an amount'",
    "AccountBalance, '12345678901234567890', Body/AccountBalance, 'expected an amount'",
    "AccountBalance, '<a>1</a>', Body/AccountBalance, 'found elements'",
    "StartTime, 20261131093000, Body/StartTime, 'not on the calendar'",
    "StartTime, 20161203330909, Body/StartTime, 'not on the calendar or the clock'",
    "StartTime, yesterday, Body/StartTime, 'expected a time as yyyyMMddHHmmss'",
    "TxCode, 100999, Head/TxCode, 'expected one of 100101'",
    "TxCode, 100101, Head/TxCode, '100101 comes from the police'"
  })
  void aValueThatCannotBeIsRefusedByItsName(
      String element, String value, String where, String expected) {
    refuses(filled(element, value), where, expected);
  }

  @Test
  void theSameElementTwiceIsRefusedWhereOneIsMeant() {
    refuses(
        stopped.replace("<Result>", "<Result>1301</Result><Result>"),
        "Body/Result",
        "expected once, found 2 times");
    refuses(stopped.replace("<Body>", "<Body></Body><Body>"), "Request/Body", "found 2 times");
    refuses(stopped.replace("Head>", "Kopf>"), "Request/Head", "found 0 times");
    refuses(stopped.replace("Request>", "Brief>"), "Brief", "expected Request or Response");
  }

  @Test
  void aSumBelowZeroIsNotAskedFor() {
    refuses(
        written(TxCode.STOP).replace("<TransferAmount>", "<TransferAmount>-"),
        "Body",
        "not below zero");
  }

  @Test
  void aFileThatIsNoBase64IsRefused() {
    refuses(
        written(TxCode.FREEZE).replaceFirst("<Content>.*?<", "<Content>%PDF<"),
        "Body/Attachments/Attachment[1]/Content",
        "Base64");
  }

  @Test
  void whatIsOnlyStrangeIsReadAndReported() {
    String strange =
        stopped
            .replace("Request>", "Reqeust>")
            .replace("<Body>", "<Body note='x'><Extra>1</Extra>")
            .replace("FeedbackRemark>", "feedbackRemark>")
            .replace("<AccountType>01", "<AccountType>77")
            .replaceFirst("<StartTime>\\d+", "<StartTime>2026-11-20 09:30:00");
    assertThat(codec.read(strange.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Message.class,
            read -> {
              var body = (TxFeedback.Stop) read.body();
              assertThat(body.feedbackRemark()).isEqualTo("feedbackRemark");
              assertThat(body.startTime()).isEqualTo(Specimens.AT);
              assertThat(body.accountType()).isNull();
              assertThat(read.oddities())
                  .containsExactlyInAnyOrder(
                      "Reqeust/Body: attributes are not read",
                      "Reqeust: read as Request",
                      "Body/AccountType: expected one of 01, 02, not \"77\"",
                      "Body/StartTime: a time with separators",
                      "Body/feedbackRemark: read as FeedbackRemark",
                      "Body/Extra: not known, not read");
            });
  }

  @Test
  void strangenessIsNotListedWithoutEnd() {
    var extra = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      extra.append("<X").append(i).append("/>");
    }
    assertThat(codec.read(stopped.replace("<Body>", "<Body>" + extra).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Message.class, read -> assertThat(read.oddities()).hasSize(51).contains("and 40 more"));
  }

  @Test
  void chineseEncodingsAreReadWhenTheyAreNamed() {
    String text = filled("FeedbackRemark", "账户余额不足");
    byte[] gbk = text.replace("UTF-8", "GBK").getBytes(Charset.forName("GBK"));
    assertThat(codec.read(gbk))
        .isInstanceOfSatisfying(
            Message.class,
            read -> assertThat(((TxFeedback) read.body()).feedbackRemark()).isEqualTo("账户余额不足"));
    assertThat(codec.read(("\uFEFF" + text).getBytes(UTF_8))).isInstanceOf(Message.class);
    refuses(text.getBytes(Charset.forName("GBK")), "message", "expected text in UTF-8");
    refuses(text.getBytes(UTF_16), "message", "expected text in UTF-8");
    refuses(
        text.replace("UTF-8", "UTF-7").getBytes(UTF_8),
        "message",
        "expected UTF-8, GBK or GB18030");
  }

  @Test
  void whatIsCarriedIsBase64() {
    String carried = Base64.getMimeEncoder().encodeToString(stopped.getBytes(UTF_8));
    assertThat(codec.readBase64(carried)).isInstanceOf(Message.class);
    assertThat(codec.readBase64(stopped)).isEqualTo(new Refused("message", "expected Base64"));
    for (String garbage : List.of("#", "=", "-", "何", "\u0000")) {
      assertThat(codec.readBase64(carried.substring(0, 40) + garbage + carried.substring(40)))
          .as("with %s in it", garbage)
          .isEqualTo(new Refused("message", "expected Base64"));
    }
    assertThat(codec.readBase64("A".repeat(40_002)))
        .isEqualTo(new Refused("message", "longer than 20000 bytes"));
  }

  private String written(TxCode code) {
    return codec.write(Specimens.head(code), Specimens.of(code));
  }

  private String filled(String element, String value) {
    return stopped.replaceFirst(
        "<" + element + ">.*?</" + element + ">",
        "<" + element + ">" + value + "</" + element + ">");
  }

  private void refuses(String xml, String where, String expected) {
    refuses(xml.getBytes(UTF_8), where, expected);
  }

  private void refuses(byte[] xml, String where, String expected) {
    assertThat(codec.read(xml))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.element()).isEqualTo(where);
              assertThat(refused.expected()).contains(expected);
            });
  }

  private static String bomb() {
    var bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 12; i++) {
      bomb.append("<!ENTITY a").append(i).append(" \"");
      bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    return bomb.append("]><Request>&a11;</Request>").toString();
  }

  /// Some bytes changed, dropped, doubled, or a stretch of the message moved elsewhere.
  private static byte[] damaged(byte[] whole, RandomGenerator random) {
    var out = new ByteArrayOutputStream();
    int hurt = 1 + random.nextInt(4);
    int at = 0;
    for (int i = 0; i < hurt; i++) {
      int next = at + random.nextInt(whole.length - at);
      out.write(whole, at, next - at);
      switch (random.nextInt(4)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> {} // dropped
        case 2 -> out.write("<>&;/!?[]-\u0000".charAt(random.nextInt(11)));
        default -> {
          int from = random.nextInt(whole.length);
          out.write(whole, from, Math.min(random.nextInt(40), whole.length - from));
        }
      }
      at = Math.min(next + random.nextInt(3), whole.length - 1);
    }
    out.write(whole, at, whole.length - at);
    return out.toByteArray();
  }
}
