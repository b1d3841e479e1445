package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuhnTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"79927398713", "4111111111111111", "5500000000000004", "378282246310005", "00"})
  void knownNumbersHold(String digits) {
    assertThat(Luhn.holds(digits)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "79927398710", "4111111111111112"})
  void othersDoNot(String digits) {
    assertThat(Luhn.holds(digits)).isFalse();
  }

  @Test
  void everySingleWrongDigitIsFound() {
    var random = new Random(20261120);
    for (int round = 0; round < 50; round++) {
      String number = Cards.random(random, "622202", 19);
      assertThat(Luhn.holds(number)).isTrue();
      for (int i = 0; i < number.length(); i++) {
        for (char digit = '0'; digit <= '9'; digit++) {
          String changed = number.substring(0, i) + digit + number.substring(i + 1);
          assertThat(Luhn.holds(changed)).isEqualTo(digit == number.charAt(i));
        }
      }
    }
  }

  @Test
  void onlyAsciiDigitsAreCounted() {
    assertThatIllegalArgumentException().isThrownBy(() -> Luhn.checkDigit("62220a"));
  }
}
