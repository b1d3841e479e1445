package org.haltline.bank.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapitalsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 零元整",
    "0.01, 壹分",
    "0.10, 壹角整",
    "0.56, 伍角陆分",
    "1, 壹元整",
    "1.05, 壹元零伍分",
    "10, 壹拾元整",
    "12345.60, 壹万贰仟叁佰肆拾伍元陆角整",
    "1234.56, 壹仟贰佰叁拾肆元伍角陆分",
    "1001, 壹仟零壹元整",
    "1010, 壹仟零壹拾元整",
    "10000, 壹万元整",
    "10001, 壹万零壹元整",
    "100500, 壹拾万零伍佰元整",
    "30000, 叁万元整",
    "20000030, 贰仟万零叁拾元整",
    "100000000, 壹亿元整",
    "100000001, 壹亿零壹元整",
    "100010000, 壹亿零壹万元整",
    "999999999999.99, 玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"
  })
  void everyPlaceIsSaid(BigDecimal sum, String words) {
    assertThat(Capitals.yuan(sum)).isEqualTo(words);
  }

  @Test
  void whatIsNoSumIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Capitals.yuan(new BigDecimal("-1")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capitals.yuan(new BigDecimal("1000000000000")));
  }
}
