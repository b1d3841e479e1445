package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import org.haltline.core.order.CaseId;
import org.jspecify.annotations.Nullable;

/// A fact exactly as it lies in the journal, its body still encrypted. This is what a seal hashes,
/// a backup copies and `verify` checks: none of them needs a key.
///
/// @param sealedBody nonce, ciphertext and tag
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record SealedFact(
    Position position,
    CaseId caseId,
    long version,
    String type,
    Instant at,
    String actor,
    int schema,
    String rulebook,
    byte[] previousHash,
    byte[] hash,
    byte[] sealedBody) {

  /// Chains and seals a fact that is about to be written; it has no position yet.
  static SealedFact seal(
      Crypto crypto, SecretKey caseKey, FactHead head, byte[] previousHash, byte[] body) {
    byte[] canonical = head.canonical();
    byte[] sealed = crypto.seal(caseKey, canonical, body);
    byte[] hash = crypto.sha256(previousHash, canonical, sealed);
    return new SealedFact(
        Position.START,
        head.caseId(),
        head.version(),
        head.type(),
        head.at(),
        head.actor(),
        head.schema(),
        head.rulebook(),
        previousHash,
        hash,
        sealed);
  }

  /// Reads a stream entry: names and values in turn, in any order.
  ///
  /// @throws JournalDamaged when it is not a fact
  public static SealedFact read(Position position, List<byte[]> namesAndValues) {
    byte[] @Nullable [] byName = new byte['z' + 1][];
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      byte[] name = namesAndValues.get(i);
      if (name.length == 1 && name[0] > 0 && name[0] <= 'z') {
        byName[name[0]] = namesAndValues.get(i + 1);
      }
    }
    try {
      return new SealedFact(
          position,
          new CaseId(text(byName, 'c')),
          number(byName, 'v'),
          text(byName, 't'),
          FactHead.instant(number(byName, 'a')),
          text(byName, 'w'),
          Math.toIntExact(number(byName, 's')),
          text(byName, 'r'),
          bytes(byName, 'p'),
          bytes(byName, 'h'),
          bytes(byName, 'b'));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new JournalDamaged("entry " + position + " is not a fact: " + e.getMessage(), e);
    }
  }

  /// Whether the stored hash is the hash of what is stored.
  public boolean hashHolds() {
    return Arrays.equals(hash, computedHash());
  }

  /// The hash of what is stored.
  public byte[] computedHash() {
    try (Crypto crypto = Crypto.borrow()) {
      return crypto.sha256(previousHash, head().canonical(), sealedBody);
    }
  }

  /// @param caseKey null when it was destroyed
  Fact open(Crypto crypto, @Nullable SecretKey caseKey) {
    byte[] body = null;
    if (caseKey != null) {
      try {
        body = crypto.open(caseKey, head().canonical(), sealedBody);
      } catch (AEADBadTagException e) {
        throw new JournalDamaged(
            "fact %s/%d at %s was altered: head and body do not open with the key of its case"
                .formatted(caseId.value(), version, position),
            e);
      }
    }
    return new Fact(
        position, caseId, version, type, at, actor, schema, rulebook, previousHash, hash, body);
  }

  private FactHead head() {
    return new FactHead(caseId, version, type, at, actor, schema, rulebook);
  }

  private static byte[] bytes(byte[] @Nullable [] byName, char name) {
    byte[] value = byName[name];
    if (value == null) throw new IllegalArgumentException("field " + name + " is missing");
    return value;
  }

  private static String text(byte[] @Nullable [] byName, char name) {
    return new String(bytes(byName, name), UTF_8);
  }

  private static long number(byte[] @Nullable [] byName, char name) {
    return Long.parseLong(new String(bytes(byName, name), US_ASCII));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealedFact fact
        && position.equals(fact.position)
        && Arrays.equals(hash, fact.hash);
  }

  @Override
  public int hashCode() {
    return 31 * position.hashCode() + ByteBuffer.wrap(hash).getInt();
  }
}
