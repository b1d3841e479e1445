package org.haltline.core.journal;

import java.time.Instant;

/// A fact about to be written: its head in clear, its body as bytes that only the caller
/// understands. The journal numbers it, chains it, encrypts the body and says where it stands.
///
/// @param type what happened, a short name; every fact carries it, so memory is counted here
/// @param at when it happened by the caller's clock, kept to the nanosecond (years 1678 to 2261)
/// @param actor who did it: an id, never a name
/// @param schema version of the body's layout
/// @param rulebook version of the rulebook it was decided under
/// @param body handed over, not copied: do not change it afterwards
@SuppressWarnings("ArrayRecordComponent") // handed to the cipher once, never compared
public record NewFact(
    String type, Instant at, String actor, int schema, String rulebook, byte[] body) {

  static final int HEAD_TEXT_CHARS_MAX = 200;
  static final int BODY_BYTES_MAX = 1 << 20;

  public NewFact {
    requireHeadText("type", type);
    requireHeadText("actor", actor);
    requireHeadText("rulebook", rulebook);
    requireRepresentable(at);
    if (body.length > BODY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "the body of "
              + type
              + " has "
              + body.length
              + " bytes; at most "
              + BODY_BYTES_MAX
              + ": put documents into files and name them by their hash");
    }
  }

  private static void requireRepresentable(Instant at) {
    try {
      FactHead.nanos(at);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a fact's instant lies in 1678 to 2261, not at " + at, e);
    }
  }

  private static void requireHeadText(String what, String text) {
    if (text.isEmpty() || text.length() > HEAD_TEXT_CHARS_MAX) {
      throw new IllegalArgumentException(
          what + " of a fact needs 1 to " + HEAD_TEXT_CHARS_MAX + " characters, not " + text);
    }
  }
}
