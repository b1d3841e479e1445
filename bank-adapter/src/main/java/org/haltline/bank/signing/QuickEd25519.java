package org.haltline.bank.signing;

import java.security.PublicKey;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Signer;

/// The same signatures as the JDK's, byte for byte, in a fraction of its time: BouncyCastle keeps
/// multiples of the base point and does not make the public key anew for every signature. Every
/// order is signed on its way out, so that is where the time would go. Looking at a signature stays
/// the JDK's.
public final class QuickEd25519 implements Signer {
  private final Ed25519Signer key;
  private final byte[] seed;
  private final byte[] point;
  private final String keyId;

  private QuickEd25519(Ed25519Signer key, byte[] seed, byte[] point) {
    this.key = key;
    this.seed = seed;
    this.point = point;
    this.keyId = key.keyId();
  }

  /// A key with its private half.
  public static QuickEd25519 of(Ed25519Signer key) {
    return new QuickEd25519(
        key,
        last(key.privateBytes(), Ed25519.SECRET_KEY_SIZE),
        last(key.publicKey().getEncoded(), Ed25519.PUBLIC_KEY_SIZE));
  }

  /// The bytes of a key stand at the end of PKCS#8 and of SubjectPublicKeyInfo (RFC 8410).
  private static byte[] last(byte[] encoded, int length) {
    return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
  }

  @Override
  public String algorithm() {
    return key.algorithm();
  }

  @Override
  public PublicKey publicKey() {
    return key.publicKey();
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, point, 0, bytes, 0, bytes.length, signature, 0);
    return signature;
  }

  @Override
  public boolean verifies(byte[] bytes, byte[] signature) {
    return key.verifies(bytes, signature);
  }
}
