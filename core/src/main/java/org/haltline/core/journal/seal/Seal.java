package org.haltline.core.journal.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.haltline.core.journal.JournalDamaged;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;

/// A signed statement about a stretch of a centre's journal: these facts, in this order, and no
/// others, lie between two positions.
///
/// @param number from 1, without gaps
/// @param after where the stretch begins, exclusive: the end of the seal before
/// @param through where it ends, inclusive
/// @param facts how many
/// @param factsHash SHA-256 over position and hash of each, see [FactsHash]
/// @param previous hash of the seal before; 32 zero bytes for the first
/// @param at when it was made, to the millisecond
/// @param keyId SHA-256 of the public key that opens the signature
/// @param signature Ed25519 (RFC 8032) over [#canonical()]
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Seal(
    String centre,
    long number,
    Position after,
    Position through,
    long facts,
    byte[] factsHash,
    byte[] previous,
    Instant at,
    byte[] keyId,
    byte[] signature) {

  /// What the first seal is chained to.
  static final byte[] NO_PREVIOUS = new byte[FactsHash.BYTES];

  private static final String FORM = "haltline-seal-1";

  /// The signed bytes: the form's name, then the fields in their order; texts behind their length
  /// (16 bits), positions as two 64-bit numbers, numbers big-endian, the instant in ms.
  public byte[] canonical() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(FORM);
      out.writeUTF(centre);
      out.writeLong(number);
      write(out, after);
      write(out, through);
      out.writeLong(facts);
      out.write(factsHash);
      out.write(previous);
      out.writeLong(at.toEpochMilli());
      out.write(keyId);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Position position) throws IOException {
    out.writeLong(position.millis());
    out.writeLong(position.sequence());
  }

  /// Reads what [#canonical()] wrote.
  ///
  /// @throws JournalDamaged when the bytes are not those of a seal
  public static Seal read(byte[] canonical, byte[] signature) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(canonical))) {
      String form = in.readUTF();
      if (!form.equals(FORM)) throw new IOException("its form is " + form);
      Seal seal =
          new Seal(
              in.readUTF(),
              in.readLong(),
              readPosition(in),
              readPosition(in),
              in.readLong(),
              readHash(in),
              readHash(in),
              Instant.ofEpochMilli(in.readLong()),
              readHash(in),
              signature);
      if (in.read() >= 0) throw new IOException("more follows");
      return seal;
    } catch (IOException e) {
      throw new JournalDamaged("what is stored as a seal is none: " + e.getMessage(), e);
    }
  }

  private static Position readPosition(DataInputStream in) throws IOException {
    return new Position(in.readLong(), in.readLong());
  }

  private static byte[] readHash(DataInputStream in) throws IOException {
    byte[] hash = in.readNBytes(FactsHash.BYTES);
    if (hash.length < FactsHash.BYTES) throw new IOException("it ends early");
    return hash;
  }

  /// What the next seal is chained to.
  public byte[] hash() {
    return FactsHash.sha256().digest(canonical());
  }

  public boolean isSignedBy(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(canonical());
      return verifier.verify(signature);
    } catch (GeneralSecurityException notEvenASignature) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Seal seal
        && Arrays.equals(canonical(), seal.canonical())
        && Arrays.equals(signature, seal.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonical());
  }

  @Override
  public String toString() {
    return "seal %d of %s, %d facts through %s, %s"
        .formatted(number, centre, facts, through, HexFormat.of().formatHex(hash(), 0, 8));
  }
}
