package org.haltline.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.haltline.core.order.ShareCurve;
import org.junit.jupiter.api.Test;

class ShareCurveFileTest {
  private static final String SOUND =
      """
      version: T-1
      source: {zh: 测试, en: a test}
      points:
        - {age: PT0S, permille: 900}
        - {age: PT10M, permille: 500}
        - {age: PT1H, permille: 100}
      """;

  @Test
  void whatShipsWithTheHouseMayBeUsedAndSaysThatItIsAssumed() {
    ShareCurve curve = ShareCurveFile.shipped();
    assertThat(curve.faults()).isEmpty();
    assertThat(curve.source().en()).contains("assumption");
    assertThat(curve.source().zh()).contains("假定");
  }

  @Test
  void betweenTwoPointsGoesAStraightLineAndAfterTheLastNothingChanges() {
    ShareCurve curve = ShareCurveFile.parse("here", SOUND);
    assertThat(curve.permilleAt(Duration.ZERO)).isEqualTo(900);
    assertThat(curve.permilleAt(Duration.ofMinutes(5))).isEqualTo(700);
    assertThat(curve.permilleAt(Duration.ofMinutes(10))).isEqualTo(500);
    assertThat(curve.permilleAt(Duration.ofMinutes(35))).isEqualTo(300);
    assertThat(curve.permilleAt(Duration.ofDays(9))).isEqualTo(100);
    assertThat(curve.bandOf(Duration.ofMinutes(9))).isZero();
    assertThat(curve.bandOf(Duration.ofMinutes(10))).isEqualTo(1);
    assertThat(curve.bandOf(Duration.ofDays(9))).isEqualTo(2);
  }

  @Test
  void aFaultyFileIsRefusedWithAllItsFaults() {
    assertThatThrownBy(
            () ->
                ShareCurveFile.parse(
                    "here",
                    """
                    version: T-1
                    source: {zh: 测试, en: ""}
                    points:
                      - {age: PT1M, permille: 900}
                      - {age: PT1M, permille: 950}
                      - {age: PT1H, permille: 1001}
                    """))
        .isInstanceOf(ShareCurveFile.Faulty.class)
        .hasMessageContaining("source")
        .hasMessageContaining("points[0].age")
        .hasMessageContaining("points[1].age")
        .hasMessageContaining("points[1].permille: money that left does not come back")
        .hasMessageContaining("points[2].permille: 0 to 1000");
    assertThatThrownBy(() -> ShareCurveFile.parse("here", SOUND.replace("T-1", "T-1\nmore: 1")))
        .hasMessageContaining("more: is not known here");
    assertThatThrownBy(() -> ShareCurveFile.parse("here", SOUND.replace("900", "many")))
        .hasMessageContaining("points[0].permille");
  }
}
