package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.haltline.core.order.CaseId;

/// The clear part of a fact in its one canonical form, which the hash covers and the cipher
/// authenticates. All numbers are big-endian, every text is UTF-8 behind its length in bytes (16 bits):
///
///     1 (form, 8 bits) | case | version (64) | type | at, ns since 1970 (64) | actor | schema (32) | rulebook
record FactHead(
    CaseId caseId,
    long version,
    String type,
    Instant at,
    String actor,
    int schema,
    String rulebook) {

  private static final byte FORM = 1;
  private static final long NANOS = 1_000_000_000L;

  static FactHead of(CaseId caseId, long version, NewFact fact) {
    return new FactHead(
        caseId, version, fact.type(), fact.at(), fact.actor(), fact.schema(), fact.rulebook());
  }

  byte[] canonical() {
    byte[] caseText = caseId.value().getBytes(UTF_8);
    byte[] typeText = type.getBytes(UTF_8);
    byte[] actorText = actor.getBytes(UTF_8);
    byte[] rulebookText = rulebook.getBytes(UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(
            1
                + 4 * Short.BYTES
                + 2 * Long.BYTES
                + Integer.BYTES
                + caseText.length
                + typeText.length
                + actorText.length
                + rulebookText.length);
    out.put(FORM);
    putText(out, caseText);
    out.putLong(version);
    putText(out, typeText);
    out.putLong(nanos(at));
    putText(out, actorText);
    out.putInt(schema);
    putText(out, rulebookText);
    return out.array();
  }

  static long nanos(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private static void putText(ByteBuffer out, byte[] text) {
    out.putShort((short) text.length).put(text);
  }
}
