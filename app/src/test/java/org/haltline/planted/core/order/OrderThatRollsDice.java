package org.haltline.planted.core.order;

import java.util.Random;

/// A planted violation.
final class OrderThatRollsDice {
  private final Random dice = new Random();

  long number() {
    return dice.nextLong();
  }
}
