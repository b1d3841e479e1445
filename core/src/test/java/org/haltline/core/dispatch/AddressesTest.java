package org.haltline.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.haltline.core.codec.Feedback;
import org.haltline.core.dispatch.Addresses.Arrived;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.Placed;
import org.haltline.core.journal.Position;
import org.haltline.core.order.Receipt;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private final CentreKey centre = CentreKey.random();
  private final InstitutionKey bank = centre.institutionKey("ICBC");
  private final Feedback feedback =
      new Feedback(
          Orders.order(7).caseId(),
          Orders.number(7),
          new Receipt.Unknown(Instant.parse("2026-03-02T08:15:31Z"), "no answer"));

  @Test
  void anOrderComesOutAsItWentIn() {
    var placed =
        new Placed(Orders.number(7).digits(), new Position(1_700, 3), new Position(1_699, 0));
    assertThat(Addresses.openOrder(bank, Addresses.seal(bank, Orders.order(7), placed)))
        .isEqualTo(new Arrived(Orders.order(7), placed));

    var first = new Placed(Orders.number(7).digits(), new Position(1_700, 3), null);
    assertThat(Addresses.openOrder(bank, Addresses.seal(bank, Orders.order(7), first)).placed())
        .isEqualTo(first);
    assertThat(Addresses.openOrder(bank, Addresses.seal(bank, Orders.order(7), null)).placed())
        .isNull();
  }

  @Test
  void feedbackComesOutAsItWentInAndSaysWhoseItIs() {
    Buffer message = Addresses.seal(bank, feedback);
    assertThat(Addresses.institutionOf(message)).isEqualTo("ICBC");
    assertThat(Addresses.openFeedback(bank, message)).isEqualTo(feedback);
  }

  @Test
  void nothingReadableTravels() {
    String order = Addresses.seal(bank, Orders.order(7), null).toString(StandardCharsets.UTF_8);
    assertThat(order).doesNotContain("6200000").doesNotContain("钱").doesNotContain("QY-260302");
    assertThat(Addresses.seal(bank, feedback).toString(StandardCharsets.UTF_8))
        .doesNotContain("QY-260302")
        .doesNotContain("no answer");
  }

  @Test
  void anotherInstitutionCanNeitherReadNorForge() {
    InstitutionKey other = centre.institutionKey("ABC");
    Buffer order = Addresses.seal(bank, Orders.order(7), null);
    assertThatThrownBy(() -> Addresses.openOrder(other, order)).isInstanceOf(JournalDamaged.class);
    Buffer forged = Addresses.seal(other, feedback);
    assertThatThrownBy(() -> Addresses.openFeedback(bank, forged))
        .isInstanceOf(JournalDamaged.class);
  }

  @Test
  void aChangedByteOrAnotherNumberOpensNothing() {
    Buffer message = Addresses.seal(bank, Orders.order(7), null);
    for (int at : new int[] {1, 32, 40, message.length() - 1}) {
      Buffer changed = message.copy().setByte(at, (byte) (message.getByte(at) ^ 1));
      assertThatThrownBy(() -> Addresses.openOrder(bank, changed))
          .isInstanceOf(JournalDamaged.class);
    }
  }

  @Test
  void whatWasSealedOneWayDoesNotOpenTheOther() {
    Buffer order = Addresses.seal(bank, Orders.order(7), null);
    Buffer asFeedback =
        Buffer.buffer()
            .appendByte((byte) 1)
            .appendByte((byte) 4)
            .appendString("ICBC")
            .appendBuffer(order.slice(1, order.length()));
    assertThatThrownBy(() -> Addresses.openFeedback(bank, asFeedback))
        .isInstanceOf(JournalDamaged.class);
  }

  @Test
  void whatIsNoMessageOfOursIsRefused() {
    assertThatThrownBy(() -> Addresses.openOrder(bank, Buffer.buffer("short")))
        .isInstanceOf(JournalDamaged.class);
    assertThatThrownBy(() -> Addresses.institutionOf(Buffer.buffer()))
        .isInstanceOf(JournalDamaged.class);
    assertThatThrownBy(() -> Addresses.institutionOf(Buffer.buffer(new byte[] {1, (byte) 200, 65})))
        .isInstanceOf(JournalDamaged.class);
  }
}
