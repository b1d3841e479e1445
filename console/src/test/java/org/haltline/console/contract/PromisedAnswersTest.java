package org.haltline.console.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every answer in these tests is held against the contract; here it is seen that one which breaks
/// it is caught.
class PromisedAnswersTest {
  private static final String SUM =
      "{'currency':'CNY','reported':'1.00','notYetLeft':'0.00','held':'0.00'}";

  @Test
  void anAnswerAsPromisedPasses() {
    assertThatCode(() -> outcome("'orders':[],'warnings':[]")).doesNotThrowAnyException();
    assertThatCode(() -> PromisedAnswers.checkAs("Sum", json(SUM))).doesNotThrowAnyException();
    assertThatCode(() -> answer("GET", "/health", 200, "application/json", "{'status':'up'}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a member that is not there|'orders':[]",
        "a member too many|'orders':[],'warnings':[],'mood':'good'",
        "a member too many, deep"
            + " inside|'orders':[],'warnings':[{'pointer':'','code':'c','detail':'d','more':1}]",
        "a member of another kind|'orders':{},'warnings':[]",
        "a null that is not promised|'orders':[],'warnings':null"
      })
  void anotherShapeIsCaught(String what, String members) {
    assertThatThrownBy(() -> outcome(members)).as(what).isInstanceOf(AssertionError.class);
  }

  @Test
  void aNumberForASumIsCaught() {
    assertThatThrownBy(() -> PromisedAnswers.checkAs("Sum", json(SUM.replace("'1.00'", "1.00"))))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aWordThatTheContractDoesNotListIsCaught() {
    assertThatThrownBy(() -> answer("GET", "/health", 200, "application/json", "{'status':'hm'}"))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, 201, application/json",
    "GET, /health, 200, text/plain",
    "POST, /api/reports, 404, application/problem+json",
    "GET, /api/nowhere, 404, application/json"
  })
  void aStatusOrAContentTypeThatIsNotPromisedIsCaught(
      String method, String path, int status, String type) {
    assertThatThrownBy(() -> answer(method, path, status, type, "{'status':'up'}"))
        .isInstanceOf(AssertionError.class);
  }

  private static void outcome(String members) {
    answer(
        "POST",
        "/api/reports?a=b",
        201,
        "application/json; charset=utf-8",
        "{'caseId':'QY-261120-0001','version':2,'status':'REPORTED','changed':true,"
            + members
            + "}");
  }

  private static void answer(String method, String path, int status, String type, String body) {
    PromisedAnswers.check(method, path, status, type, json(body));
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }
}
