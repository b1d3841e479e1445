package org.haltline.core.journal.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.haltline.core.journal.Position;
import org.haltline.core.journal.seal.SealStream;
import org.haltline.core.journal.verify.RawFact;
import org.jspecify.annotations.Nullable;

/// The members of a backup and their records, all numbers big-endian, byte strings behind their length
/// (32 bits), one record after another to the member's end:
///
///     facts       ms, sequence (64 each), number of strings (32), field names and values in turn
///     seals       number (64), signed bytes, signature
///     case-keys   case, wrapped key
///     requests    name of the idempotency key, expiry in ms since 1970 (64; 0: none), value
///     diary       name of a month's stream, ms, sequence (64 each), sealed line
///     diary-about name of a list of places, number of places (32), places in turn
///     beside      name of a Redis key, its value as DUMP gives it
final class Records {

  static final String FACTS = "facts";
  static final String SEALS = "seals";
  static final String CASE_KEYS = "case-keys";
  static final String REQUESTS = "requests";
  static final String BESIDE = "beside";
  static final String DIARY = "diary";
  static final String DIARY_ABOUT = "diary-about";
  static final String FILES = "files/";
  static final String CENTRE_KEY = "keys/centre.key.locked";
  static final String TRUSTED = "keys/seal-";

  private static final int LENGTH_MAX = 1 << 30;

  private Records() {}

  static void write(DataOutputStream out, RawFact fact) throws IOException {
    out.writeLong(fact.position().millis());
    out.writeLong(fact.position().sequence());
    out.writeInt(fact.fields().size());
    for (byte[] field : fact.fields()) write(out, field);
  }

  static @Nullable RawFact readFact(DataInputStream in) throws IOException {
    if (isAtEnd(in)) return null;
    Position position = new Position(in.readLong(), in.readLong());
    int count = length(in);
    List<byte[]> fields = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) fields.add(read(in));
    return new RawFact(position, fields);
  }

  static void write(DataOutputStream out, SealStream.Stored seal) throws IOException {
    out.writeLong(seal.number());
    write(out, seal.canonical());
    write(out, seal.signature());
  }

  static SealStream.@Nullable Stored readSeal(DataInputStream in) throws IOException {
    if (isAtEnd(in)) return null;
    return new SealStream.Stored(in.readLong(), read(in), read(in));
  }

  static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] read(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(length(in));
    return bytes;
  }

  static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LENGTH_MAX) throw new IOException("a length of " + length);
    return length;
  }

  /// Whether the last record was read. A member that ends within a record throws [EOFException]
  /// later.
  static boolean isAtEnd(DataInputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) return true;
    in.reset();
    return false;
  }
}
