package org.haltline.console.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ | ends-early",
        "{\"a\":} | unexpected-character",
        "{\"a\":1,} | unexpected-character",
        "{'a':1} | unexpected-character",
        "[1,2 | ends-early",
        "[1} | unexpected-character",
        "nul | unexpected-word",
        "{\"a\":1}} | unexpected-character",
        "{\"a\":01} | number",
        "{\"a\":1.} | unexpected-character",
        "{\"a\":\"\n\"} | control-character",
        "{\"a\":NaN} | number",
        "\uFEFF{} | unexpected-character",
        "{\"a\":1} x | unexpected-word",
        "{\"a\":1} {} | more",
        "{\"a\":\"\\x\"} | escape"
      })
  void whatIsNoJsonIsRefusedWithItsPlaceInTheWordsOfTheHouse(String textAndPhrase) {
    int end = textAndPhrase.lastIndexOf(" | ");
    String phrase = textAndPhrase.substring(end + 3);
    Problem problem = problem(Buffer.buffer(textAndPhrase.substring(0, end)));
    assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    assertThat((Integer) problem.args().get(0)).isPositive();
    assertThat((Integer) problem.args().get(1)).isPositive();
    assertThat(problem.detail(Language.EN))
        .contains(Phrases.say(Language.EN, "json." + phrase).replace("\"{0}\"", ""));
    assertThat(problem.detail(Language.ZH)).doesNotContainPattern("[a-z]+ +[a-z]{2,}");
  }

  @Test
  void thePlaceIsTheLineAndColumnOfTheFault() {
    assertThat(problem(Buffer.buffer("{\n  \"a\": 1,\n  \"b\": ?\n}")).args().subList(0, 2))
        .isEqualTo(List.of(3, 8));
  }

  @Test
  void aMemberThatStandsThereTwiceIsRefused() {
    Problem problem = problem(Buffer.buffer("{\"amount\":\"1.00\",\"amount\":\"9.00\"}"));
    assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    assertThat(problem.args().get(2)).isEqualTo(Said.of("json.twice", "amount"));
  }

  @Test
  void depthIsBounded() {
    assertThat(JsonBody.read(Buffer.buffer("[".repeat(16) + "]".repeat(16))).isArray()).isTrue();
    assertThat(problem(Buffer.buffer("[".repeat(17) + "]".repeat(17))).args().get(2))
        .isEqualTo(Said.of("json.too-deep", 16));
    assertThat(problem(Buffer.buffer("[".repeat(100_000))).code())
        .isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @Test
  void brokenUtf8IsRefusedWithItsPlace() {
    Buffer cut =
        Buffer.buffer("{\"a\":\"")
            .appendBytes(new byte[] {(byte) 0xE5, (byte) 0xB9})
            .appendString("\"}");
    assertThat(problem(cut).code()).isEqualTo(ProblemCode.BROKEN_UTF8);
    assertThat(problem(cut).args()).isEqualTo(List.of(6));
    Buffer gbk =
        Buffer.buffer("{\"a\":\"")
            .appendBytes(new byte[] {(byte) 0xC4, (byte) 0xE3})
            .appendString("\"}");
    assertThat(problem(gbk).code()).isEqualTo(ProblemCode.BROKEN_UTF8);
    Buffer overlong =
        Buffer.buffer("{\"a\":\"")
            .appendBytes(new byte[] {(byte) 0xC0, (byte) 0xAF})
            .appendString("\"}");
    assertThat(problem(overlong).code()).isEqualTo(ProblemCode.BROKEN_UTF8);
    Buffer ends = Buffer.buffer("{\"a\":\"").appendBytes(new byte[] {(byte) 0xE5});
    assertThat(problem(ends).code()).isEqualTo(ProblemCode.BROKEN_UTF8);
  }

  @Test
  void nothingIsNoBody() {
    assertThat(problem(Buffer.buffer("")).code()).isEqualTo(ProblemCode.BODY_MISSING);
    assertThat(problem(Buffer.buffer(" \n ")).code()).isEqualTo(ProblemCode.BODY_MISSING);
  }

  @Test
  void theHashSeesValuesAndNotTheirSpelling() {
    assertThat(hash("{\"a\":\"\\u5e73\",\"b\":[1,true,null]}"))
        .isEqualTo(hash(" { \"b\" : [ 1 , true, null ],\n\"a\":\"平\"}"));
    assertThat(
            List.of(
                "{}",
                "[]",
                "\"\"",
                "null",
                "{\"a\":\"b\"}",
                "{\"a\":[\"b\"]}",
                "[\"a\",\"b\"]",
                "[\"ab\"]",
                "[[\"a\"],\"b\"]",
                "[[\"a\",\"b\"]]",
                "\"1\"",
                "1",
                "\"null\"",
                "{\"a\":\"\",\"b\":\"\"}",
                "{\"a\":{\"b\":\"\"}}",
                "true",
                "\"true\""))
        .extracting(JsonBodyTest::hash)
        .doesNotHaveDuplicates();
  }

  private static String hash(String json) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      JsonBody.digest(JsonBody.read(Buffer.buffer(json, StandardCharsets.UTF_8.name())), sha256);
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Problem problem(Buffer body) {
    Refused refused = catchThrowableOfType(Refused.class, () -> JsonBody.read(body));
    assertThat(refused).as("refused").isNotNull();
    return refused.problem();
  }
}
