package org.haltline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.haltline.core.order.Money;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void aChineseCharacterTakesTwo() {
    assertThat(Columns.fit("止付", 6)).isEqualTo("止付  ");
    assertThat(Columns.fit("stop", 6)).isEqualTo("stop  ");
  }

  @Test
  void whatIsTooWideIsCutToTheSameWidth() {
    assertThat(Columns.fit("云会议助手", 6)).isEqualTo("云会… ");
    assertThat(Columns.fit("云会议助手", 7)).isEqualTo("云会议…");
    assertThat(Columns.of(Columns.fit("a云会议助手", 7))).isEqualTo(7);
  }

  @Test
  void sumsAreGroupedWithTheDigitsOfTheirCurrency() {
    assertThat(Columns.money(new Money(6_200_000, "CNY"))).isEqualTo("CNY 62,000.00");
    assertThat(Columns.money(new Money(6_200_000, "JPY"))).isEqualTo("JPY 6,200,000");
  }
}
