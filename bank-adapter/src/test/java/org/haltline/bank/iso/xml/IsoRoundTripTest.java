package org.haltline.bank.iso.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.iso.IsoKeys.BANK;
import static org.haltline.bank.iso.IsoKeys.HOUSE;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.RandomIso;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written, signed, sent and read is what was said; and what is broken on the way is
/// refused with a reason.
class IsoRoundTripTest {
  private static final int ROUNDS = 60;
  private final IsoCodec house = IsoKeys.codec(HOUSE, BANK);
  private final IsoCodec bank = IsoKeys.codec(BANK, HOUSE);

  @ParameterizedTest
  @EnumSource(IsoKind.class)
  void anyMessageArrivesAsItLeft(IsoKind kind) {
    long first = System.nanoTime();
    for (long seed = first; seed < first + ROUNDS; seed++) {
      var random = new RandomIso(random(seed));
      IsoHead head = random.head(kind);
      IsoMessage message = random.message(kind);
      assertThat(bank.read(house.write(head, message)))
          .as("seed %d", seed)
          .isEqualTo(new IsoRead.Message(head, message));
    }
  }

  @ParameterizedTest
  @EnumSource(IsoKind.class)
  void theSameMessageIsTheSameBytes(IsoKind kind) {
    var random = new RandomIso(random(7));
    IsoHead head = random.head(kind);
    IsoMessage message = random.message(kind);
    assertThat(house.write(head, message)).isEqualTo(house.write(head, message));
  }

  /// Bytes changed, cut out, put in twice: refused, and never anything but refused. Only what means
  /// the same in XML may pass, and then it says the same.
  @ParameterizedTest
  @EnumSource(IsoKind.class)
  void whatWasChangedOnTheWayIsRefused(IsoKind kind) {
    long first = System.nanoTime();
    for (long seed = first; seed < first + ROUNDS; seed++) {
      RandomGenerator random = random(seed);
      var made = new RandomIso(random);
      IsoHead head = made.head(kind);
      IsoMessage message = made.message(kind);
      byte[] broken = broken(house.write(head, message), random);
      IsoRead read = bank.read(broken);
      if (read instanceof IsoRead.Message) {
        assertThat(read).as("seed %d", seed).isEqualTo(new IsoRead.Message(head, message));
      } else {
        assertThat(((IsoRead.Refused) read).why()).as("seed %d", seed).isNotBlank();
      }
    }
  }

  private static byte[] broken(byte[] whole, RandomGenerator random) {
    int at = random.nextInt(whole.length);
    byte[] other = whole.clone();
    switch (random.nextInt(3)) {
      case 0 -> other[at] = (byte) random.nextInt(256);
      case 1 -> other = java.util.Arrays.copyOf(whole, at);
      default -> {
        int from = random.nextInt(whole.length - at) + at;
        other = new byte[whole.length + from - at];
        System.arraycopy(whole, 0, other, 0, from);
        System.arraycopy(whole, at, other, from, whole.length - at);
      }
    }
    return other;
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
