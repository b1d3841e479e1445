package org.haltline.console.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.console.words.Language;
import org.haltline.core.casefile.Decision;
import org.haltline.core.casefile.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

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
    var refused = new Decision.Refused(refusal, "payments[2].leftAt", "SUPERVISOR COUNTY");
    Problem problem = Problem.of(refused);
    assertThat(problem.code().name()).isIn(refusal.name(), "STILL_HELD");
    assertThat(problem.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo("/payments/2/at");
              assertThat(fault.zh()).isEqualTo(problem.detail(Language.ZH));
            });
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
    var refused =
        new Decision.Refused(Refusal.HOLD_STANDS, "1".repeat(32), "CNY 5.00 is still held");
    assertThat(Problem.of(refused).code()).isEqualTo(ProblemCode.STILL_HELD);
  }
}
