package org.haltline.telecom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.haltline.core.order.ReasonCode;
import org.junit.jupiter.api.Test;

/// The numbers that a seed makes.
class SeededSubscriptionsTest {
  private static final SeededSubscriptions USUAL =
      new SeededSubscriptions("CMCC", 7, NumberOdds.usual());

  @Test
  void aNumberIsTheSameEveryTimeAndAboutAsOftenNotOursAsTheOdds() {
    Map<String, Integer> met = new TreeMap<>();
    int numbers = 20_000;
    for (int i = 0; i < numbers; i++) {
      String e164 = "+86138%08d".formatted(i * 37L);
      Subscription first = USUAL.of(e164);
      assertThat(USUAL.of(e164)).isEqualTo(first);
      met.merge(
          first instanceof Subscription.Closed(var reason, var _, var _) ? reason.name() : "OURS",
          1,
          Integer::sum);
    }
    var odds = Map.of("NOT_OURS", 40, "NO_SUCH_NUMBER", 20, "WHITELISTED", 10, "OURS", 930);
    assertThat(met).containsOnlyKeys(odds.keySet());
    odds.forEach(
        (kind, thousandths) -> {
          double expected = numbers * thousandths / 1000.0;
          assertThat((double) met.getOrDefault(kind, 0))
              .as(kind)
              .isBetween(expected * 0.75, expected * 1.25);
        });
  }

  @Test
  void ofTheNumbersThatMovedMostNameTheirNewCarrierAndNeverTheOldOne() {
    Map<String, Integer> met = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      if (USUAL.of("+86138%08d".formatted(i * 37L))
              instanceof Subscription.Closed(var reason, var _, var servedBy)
          && reason == ReasonCode.NOT_OURS) {
        met.merge(String.valueOf(servedBy), 1, Integer::sum);
      }
    }
    assertThat(met).containsOnlyKeys("CUCC", "CTCC", "null");
    met.forEach((who, times) -> assertThat(times).as(who).isBetween(200, 340));
  }

  @Test
  void aForeignNumberIsAlwaysKnownAndAPublicServiceNever() {
    assertThat(USUAL.of("+85230019876")).isEqualTo(new Subscription.Known(""));
    var allOurs = new SeededSubscriptions("CMCC", 7, NumberOdds.allOurs());
    assertThat(allOurs.of("+8695588"))
        .isInstanceOfSatisfying(
            Subscription.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo(ReasonCode.WHITELISTED));
    assertThat(allOurs.of("+8617045671189")).isInstanceOf(Subscription.Known.class);
  }

  @Test
  void oddsAreSharesOfAThousand() {
    assertThatThrownBy(() -> new NumberOdds(500, 501, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NumberOdds(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
