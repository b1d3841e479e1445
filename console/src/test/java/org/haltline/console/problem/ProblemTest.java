package org.haltline.console.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.haltline.console.words.Language;
import org.haltline.core.casefile.Because;
import org.haltline.core.casefile.Decision;
import org.haltline.core.casefile.Refusal;
import org.haltline.core.casefile.Why;
import org.haltline.core.codec.ProtectedListFile;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  /// Words in a row. Names, codes and ids stand alone.
  private static final String ENGLISH = "[A-Za-z]*[a-z][ ,]+[a-z]+";

  private static final Map<Why, List<String>> FACTS =
      Map.of(
          Why.APPROVER, List.of("SUPERVISOR", "COUNTY"),
          Why.PROTECTED, List.of("国库 / the treasury"));

  @ParameterizedTest
  @EnumSource
  void everyProblemHasItsWordsInBothLanguages(ProblemCode code) {
    Problem problem = Problem.of(code, "a", "b", "c");
    for (Language language : Language.values()) {
      assertThat(problem.title(language)).isNotBlank();
      assertThat(problem.detail(language)).isNotBlank().doesNotContain("{");
    }
    assertThat(problem.type()).matches("urn:haltline:problem:[a-z0-9-]+");
    assertThat(code.status()).isBetween(400, 503);
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsAProblemOfItsOwnName(Refusal refusal) {
    Problem problem = refused(refusal, Why.OF_ITS_CODE);
    assertThat(problem.code().name()).isEqualTo(refusal.name());
    assertThat(problem.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isIn("/payments/2/at", "path:caseId");
              assertThat(fault.zh()).isEqualTo(problem.detail(Language.ZH));
            });
  }

  /// Whatever the domain refuses, and whatever it adds: a refusal has no other words.
  @ParameterizedTest
  @EnumSource
  void everyRefusalIsToldInChineseAlone(Refusal refusal) {
    for (Why why : Why.values()) {
      Problem problem = refused(refusal, why);
      assertThat(problem.title(Language.ZH) + problem.detail(Language.ZH))
          .as("%s because %s", refusal, why)
          .doesNotContainPattern(ENGLISH)
          .doesNotContain("{");
      assertThat(problem.detail(Language.EN)).doesNotContainPattern("\\p{IsHan}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyProblemIsToldInChineseAlone(ProblemCode code) {
    assertThat(Problem.of(code, "x", "y", "z").detail(Language.ZH)).doesNotContainPattern(ENGLISH);
  }

  @Test
  void whatIsProtectedEverywhereIsToldInEitherLanguage() {
    var list = ProtectedListFile.china();
    var reasons = new HashSet<>(list.reasons().values());
    reasons.add(list.reason(PhoneNumber.parse("110").orThrow(), null).orElseThrow());
    for (String reason : reasons) {
      var because = new Because(Why.PROTECTED, List.of(reason));
      Problem problem =
          Problem.of(new Decision.Refused(Refusal.TARGET_PROTECTED, "target", because));
      assertThat(problem.detail(Language.ZH)).doesNotContainPattern(ENGLISH);
      assertThat(problem.detail(Language.EN)).doesNotContainPattern("\\p{IsHan}");
    }
    assertThat(reasons).hasSizeGreaterThan(5);
  }

  private static Problem refused(Refusal refusal, Why why) {
    var because = new Because(why, FACTS.getOrDefault(why, facts(why)));
    return Problem.of(new Decision.Refused(refusal, "payments[2].leftAt", because));
  }

  private static List<String> facts(Why why) {
    return List.of("STOP_PAYMENT", "CNY 5.00").subList(0, why.facts());
  }

  @ParameterizedTest
  @CsvSource({
    "caseId, path:caseId",
    "orderId, path:orderId",
    "20261120011240123000000000000001, path:orderId",
    "payments[0].amount, /payments/0/amount",
    "payments[11], /payments/11",
    "reason, /reason"
  })
  void whatARefusalIsAboutIsSaidInTheClientsTerms(String about, String pointer) {
    assertThat(Problem.pointer(about)).isEqualTo(pointer);
  }

  @Test
  void anAnswerThatLeavesSomethingHeldIsNotTheClosingOfACase() {
    Problem problem = refused(Refusal.HOLD_STANDS, Why.STILL_HELD);
    assertThat(problem.code()).isEqualTo(ProblemCode.STILL_HELD);
  }
}
