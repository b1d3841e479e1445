package org.haltline.core.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestTest {
  private final Latest<Integer, String> latest = new Latest<>(3);

  @Test
  void whatNobodyAskedForTheLongestLeavesFirst() {
    IntStream.rangeClosed(1, 3).forEach(this::put);
    assertThat(latest.get(1)).isEqualTo("1");
    put(4);
    assertThat(latest.get(2)).isNull();
    assertThat(IntStream.of(1, 3, 4)).allSatisfy(kept -> assertThat(latest.get(kept)).isNotNull());
  }

  /// The cases of a minute ago were asked for often; those that have just come were not yet.
  @Test
  void theNewComeInHoweverOftenTheOldWereAskedFor() {
    for (int key = 1; key <= 1_000; key++) {
      put(key);
      for (int times = 0; times < 20; times++) {
        assertThat(latest.get(key)).isEqualTo("" + key);
      }
    }
    IntStream.rangeClosed(1_001, 1_003).forEach(this::put);
    assertThat(IntStream.rangeClosed(1_001, 1_003))
        .allSatisfy(kept -> assertThat(latest.get(kept)).isNotNull());
  }

  @Test
  void whatIsThereStaysWhenItIsPutOnlyIfAbsent() {
    put(1);
    latest.putIfAbsent(1, "another");
    latest.putIfAbsent(2, "new");
    assertThat(latest.get(1)).isEqualTo("1");
    assertThat(latest.get(2)).isEqualTo("new");
    latest.forget(1);
    assertThat(latest.get(1)).isNull();
  }

  private void put(int key) {
    latest.put(key, Integer.toString(key));
  }
}
