package org.haltline.core.journal.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.haltline.core.journal.Position;

/// The Ed25519 key pair that signs seals. Who has the private half can rewrite history; it belongs
/// neither into the data folder nor into the place where the witness lies.
public final class SealKey {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SealKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  public static SealKey random() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SealKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks Ed25519", e);
    }
  }

  /// The pair that a file kept.
  ///
  /// @param pkcs8 the private half
  /// @param x509 the public half
  /// @throws IllegalArgumentException when they are not keys or not a pair
  public static SealKey of(byte[] pkcs8, byte[] x509) {
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      SealKey key = new SealKey(privateKey, publicKey(x509));
      Seal trial =
          key.sign(
              "trial",
              1,
              Position.START,
              Position.START,
              0,
              Seal.NO_PREVIOUS,
              Seal.NO_PREVIOUS,
              Instant.EPOCH);
      if (!trial.isSignedBy(key.publicKey)) {
        throw new IllegalArgumentException("the two halves of the seal key are not a pair");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 private key", e);
    }
  }

  /// The public half alone, to verify with.
  ///
  /// @throws IllegalArgumentException when it is not an Ed25519 public key
  public static PublicKey publicKey(byte[] x509) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /// Tells one public key from another.
  public static byte[] idOf(PublicKey key) {
    return FactsHash.sha256().digest(key.getEncoded());
  }

  /// The same for people to compare: 16 groups of four hex digits.
  public static String fingerprint(PublicKey key) {
    return HexFormat.of().formatHex(idOf(key)).replaceAll("(.{4})(?=.)", "$1 ");
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /// PKCS #8, for the file that keeps it.
  public byte[] privateBytes() {
    return privateKey.getEncoded();
  }

  /// X.509 SubjectPublicKeyInfo, for the file that keeps it and for who verifies.
  public byte[] publicBytes() {
    return publicKey.getEncoded();
  }

  Seal sign(
      String centre,
      long number,
      Position after,
      Position through,
      long facts,
      byte[] factsHash,
      byte[] previous,
      Instant at) {
    Seal unsigned =
        new Seal(
            centre,
            number,
            after,
            through,
            facts,
            factsHash,
            previous,
            at.truncatedTo(ChronoUnit.MILLIS),
            idOf(publicKey),
            new byte[0]);
    byte[] canonical = unsigned.canonical();
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(privateKey);
      signer.update(canonical);
      return Seal.read(canonical, signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a seal", e);
    }
  }
}
