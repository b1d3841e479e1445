package org.haltline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.haltline.core.subject.Luhn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EveningCallsTest {
  private static final Instant DUSK = Instant.parse("2026-11-20T10:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void theSameSeedTellsTheSameEvening() {
    assertThat(evening(7)).isEqualTo(evening(7)).isNotEqualTo(evening(8));
    assertThat(evening(7)).doesNotHaveDuplicates();
  }

  @Test
  void everyCallComesTwentyToFortySecondsAfterTheOneBefore() {
    var calls = new EveningCalls(7);
    assertThat(IntStream.range(0, 200).map(calls::pauseMs))
        .allMatch(it -> it >= 20_000 && it <= 40_000);
  }

  @Test
  void everyAccountHasItsCheckDigitAndEveryKindOfFraudIsSaidInBoth() {
    for (JsonNode call : evening(7)) {
      assertThat(accounts(call)).isNotEmpty().allMatch(Luhn::holds);
      String kind = call.get("kind").asString();
      assertThat(Tongue.EN.fraud(kind)).isNotEqualTo(kind);
    }
  }

  /// Or an analyst would have nothing to find.
  @Test
  void threeCallsInARowHaveOneNumberAndTwoOfThemOneAccount() {
    List<JsonNode> calls = evening(7);
    for (int i = 0; i + 2 < calls.size(); i += 3) {
      String number = calls.get(i).at("/lures/0/phone").asString();
      assertThat(calls.get(i + 1).at("/lures/0/phone").asString()).isEqualTo(number);
      assertThat(calls.get(i + 2).at("/lures/0/phone").asString()).isEqualTo(number);
      assertThat(accounts(calls.get(i + 1)).getFirst())
          .isEqualTo(accounts(calls.get(i)).getFirst());
    }
  }

  private static List<JsonNode> evening(long seed) {
    var calls = new EveningCalls(seed);
    return IntStream.range(0, 60)
        .mapToObj(number -> JsonMapper.shared().readTree(calls.at(number, DUSK, ZONE).body()))
        .toList();
  }

  private static List<String> accounts(JsonNode call) {
    return call.get("payments")
        .valueStream()
        .map(payment -> payment.at("/payee/account").asString())
        .toList();
  }
}
