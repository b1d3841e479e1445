package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Seals what a centre keeps beside its journal, under a key of its own for one use. What is sealed
/// as one thing opens as that thing only.
public final class SecretBox {
  private final SecretKey key;

  SecretBox(SecretKey key) {
    this.key = key;
  }

  /// The same bytes for nobody else to read.
  ///
  /// @param what it is and whose, so that one cannot be put in the place of another
  public byte[] seal(String what, byte[] plain) {
    try (Crypto crypto = Crypto.borrow()) {
      byte[] label = what.getBytes(UTF_8);
      return crypto.seal(keyOf(crypto, label), label, plain);
    }
  }

  /// Empty when it was not sealed as this, or with another key.
  public Optional<byte[]> open(String what, byte[] sealed) {
    try (Crypto crypto = Crypto.borrow()) {
      byte[] label = what.getBytes(UTF_8);
      return Optional.of(crypto.open(keyOf(crypto, label), label, sealed));
    } catch (AEADBadTagException another) {
      return Optional.empty();
    }
  }

  /// A key for each thing, so that none ever meets enough random nonces for two to be alike.
  private SecretKey keyOf(Crypto crypto, byte[] label) {
    return new SecretKeySpec(crypto.hmac(key, label), "AES");
  }
}
