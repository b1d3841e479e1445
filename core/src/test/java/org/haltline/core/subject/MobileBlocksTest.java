package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MobileBlocksTest {
  /// If the library ever tells two numbers of one block apart, five digits are too few.
  @Test
  void aBlockIsAssignedAsAWholeOrNotAtAll() {
    var dice = new SplittableRandom(20_261_123);
    for (int block = 13_000; block < 20_000; block++) {
      for (int i = 0; i < 6; i++) {
        String number = "%05d%06d".formatted(block, dice.nextInt(1_000_000));
        assertThat(MobileBlocks.isAssigned(number))
            .as(number)
            .isEqualTo(MobileBlocks.asked(number));
      }
    }
  }
}
