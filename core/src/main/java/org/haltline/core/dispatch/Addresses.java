package org.haltline.core.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import org.haltline.core.codec.Feedback;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.codec.Wire;
import org.haltline.core.journal.InstitutionKey;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.Placed;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// The addresses on the bus and what travels to them. Between processes orders and feedback are
/// sealed with the institution's key, each in its [Letter]: who cannot open an institution's queue
/// can neither read nor forge its messages. The seal says the direction, so that no order can be played
/// back as feedback.
///
///     orders.<institution>   1 version, 32 order number, sealed (place, order)
///     feedback               1 version, 1 length, institution, 32 order number, sealed feedback
///     trials.<institution>   empty; replied to with JSON, see [ChannelTrial]
///     notices                JSON of a [Notice], in clear: it names an institution and a number
public final class Addresses {
  /// Answers on their way to the case; a request, replied to when journalled.
  public static final String FEEDBACK = "feedback";

  /// What somebody should see: a bound was reached, an institution does not answer.
  public static final String NOTICES = "notices";

  private static final byte VERSION = 1;
  private static final int NUMBER_BYTES = 32;
  private static final int PLACE_BYTES = 4 * Long.BYTES;
  private static final byte NO_PLACE = 0;
  private static final byte FIRST = 1;
  private static final byte AFTER = 2;

  private Addresses() {}

  /// Where an institution's adapter is asked to try its channels.
  static String trials(String institution) {
    return "trials." + institution;
  }

  /// Where an institution's adapter listens.
  public static String orders(String institution) {
    return "orders." + institution;
  }

  /// An order as it came over the bus.
  ///
  /// @param placed null when it came without: only the queue knows its turn
  record Arrived(OutgoingOrder order, @Nullable Placed placed) {}

  static Buffer seal(InstitutionKey key, OutgoingOrder order, @Nullable Placed placed) {
    String number = order.order().id().digits();
    byte[] json = order.toBytes();
    Buffer plain = Buffer.buffer(1 + PLACE_BYTES + json.length);
    if (placed == null) {
      plain.appendByte(NO_PLACE);
    } else {
      Position before = placed.before();
      plain.appendByte(before == null ? FIRST : AFTER);
      append(plain, placed.at());
      append(plain, before == null ? Position.START : before);
    }
    byte[] sealed = key.seal("order over the bus " + number, plain.appendBytes(json).getBytes());
    return Buffer.buffer(1 + NUMBER_BYTES + sealed.length)
        .appendByte(VERSION)
        .appendBytes(number.getBytes(US_ASCII))
        .appendBytes(sealed);
  }

  /// Opens an order that came over the bus.
  ///
  /// @throws JournalDamaged when this key did not seal it as one
  static Arrived openOrder(InstitutionKey key, Buffer message) {
    require(message, 1 + NUMBER_BYTES);
    String number = text(message, 1, 1 + NUMBER_BYTES);
    byte[] sealed = message.getBytes(1 + NUMBER_BYTES, message.length());
    Buffer plain = Buffer.buffer(key.open("order over the bus " + number, sealed));
    byte form = plain.getByte(0);
    int jsonAt = form == NO_PLACE ? 1 : 1 + PLACE_BYTES;
    OutgoingOrder order = OutgoingOrder.fromBytes(plain.getBytes(jsonAt, plain.length()));
    if (form == NO_PLACE) {
      return new Arrived(order, null);
    }
    Position before = form == FIRST ? null : position(plain, 1 + 2 * Long.BYTES);
    return new Arrived(order, new Placed(number, position(plain, 1), before));
  }

  /// Feedback as it came over the bus.
  ///
  /// @param institution whose it is
  record Reported(String institution, Feedback feedback) {}

  static Buffer seal(InstitutionKey key, Feedback feedback) {
    String number = feedback.orderId().digits();
    byte[] institution = key.institution().getBytes(US_ASCII);
    byte[] sealed = key.seal("feedback over the bus " + number, feedback.toBytes());
    return Buffer.buffer(2 + institution.length + NUMBER_BYTES + sealed.length)
        .appendByte(VERSION)
        .appendUnsignedByte((short) institution.length)
        .appendBytes(institution)
        .appendBytes(number.getBytes(US_ASCII))
        .appendBytes(sealed);
  }

  /// Whose feedback this claims to be; opening it with that institution's key proves it.
  static String institutionOf(Buffer message) {
    require(message, 2);
    int length = message.getUnsignedByte(1);
    require(message, 2 + length + NUMBER_BYTES);
    return text(message, 2, 2 + length);
  }

  /// Opens feedback.
  ///
  /// @throws JournalDamaged when this key did not seal it as feedback
  static Feedback openFeedback(InstitutionKey key, Buffer message) {
    int numberAt = 2 + message.getUnsignedByte(1);
    String number = text(message, numberAt, numberAt + NUMBER_BYTES);
    byte[] sealed = message.getBytes(numberAt + NUMBER_BYTES, message.length());
    return Feedback.fromBytes(key.open("feedback over the bus " + number, sealed));
  }

  static Buffer notice(Notice notice) {
    return Buffer.buffer(Wire.JSON.writeValueAsBytes(notice));
  }

  /// A notice as it came over the bus.
  public static Notice openNotice(Buffer message) {
    return Wire.JSON.readValue(message.getBytes(), Notice.class);
  }

  private static void append(Buffer to, Position position) {
    to.appendLong(position.millis()).appendLong(position.sequence());
  }

  private static Position position(Buffer from, int at) {
    return new Position(from.getLong(at), from.getLong(at + Long.BYTES));
  }

  private static String text(Buffer message, int from, int to) {
    return new String(message.getBytes(from, to), US_ASCII);
  }

  private static void require(Buffer message, int bytesMin) {
    if (message.length() < bytesMin || message.getByte(0) != VERSION) {
      throw new JournalDamaged("a message on the bus is not one of ours, or of another version");
    }
  }
}
