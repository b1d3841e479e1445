package org.haltline.core.journal.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.haltline.core.journal.Position;

/// The running SHA-256 of a stretch of the journal: for each fact its position (two 64-bit numbers,
/// big-endian) and its own hash, in journal order.
public final class FactsHash {

  public static final int BYTES = 32;

  private final MessageDigest digest = sha256();
  private final ByteBuffer position = ByteBuffer.allocate(2 * Long.BYTES);
  private long facts;

  public void add(Position at, byte[] factHash) {
    position.clear().putLong(at.millis()).putLong(at.sequence());
    digest.update(position.array());
    digest.update(factHash);
    facts++;
  }

  /// How many were added since the last [#take()].
  public long facts() {
    return facts;
  }

  /// The hash of what was added, and begins anew.
  public byte[] take() {
    facts = 0;
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
