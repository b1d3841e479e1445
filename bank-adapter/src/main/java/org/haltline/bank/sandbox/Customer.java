package org.haltline.bank.sandbox;

import java.util.SplittableRandom;
import org.haltline.core.dispatch.sandbox.Invented;

/// Whoever has an account, all of it made up: the region in the id is none, and the phone a number
/// that is not given out.
public record Customer(String name, String idNumber, String phone, String address) {
  private static final String NO_REGION = "990500";

  /// The person of this name: the same every time.
  public static Customer called(String name) {
    return drawn(name, Invented.draw(0, "customer", name));
  }

  static Customer drawn(String name, SplittableRandom draw) {
    String id =
        "%s%d%02d%02d%03d%d"
            .formatted(
                NO_REGION,
                draw.nextInt(1950, 2005),
                draw.nextInt(1, 13),
                draw.nextInt(1, 29),
                draw.nextInt(1000),
                draw.nextInt(10));
    return new Customer(
        name,
        id,
        "0599-555%04d".formatted(draw.nextInt(10_000)),
        "青屿市沙坡路%d号".formatted(draw.nextInt(1, 400)));
  }

  Customer renamed(String given) {
    return new Customer(given, idNumber, phone, address);
  }
}
