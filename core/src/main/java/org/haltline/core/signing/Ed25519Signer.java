package org.haltline.core.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs with Ed25519 (RFC 8032), which is in every JDK: no randomness, so the same bytes give the
/// same signature.
public final class Ed25519Signer implements Signer {
  public static final String ALGORITHM = "Ed25519";
  private static final byte[] TRIAL = Signer.bytes("trial");

  private final @Nullable PrivateKey privateKey;
  private final PublicKey publicKey;
  private final String keyId;

  private Ed25519Signer(@Nullable PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.keyId = Signer.keyId(publicKey);
  }

  /// The key of a PKCS#12 or of the keys folder.
  ///
  /// @throws IllegalArgumentException when it is no Ed25519 key
  public static Ed25519Signer of(PrivateKey key) {
    if (!(key instanceof EdECPrivateKey own)
        || !own.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      throw new IllegalArgumentException("not an Ed25519 private key: " + key.getAlgorithm());
    }
    byte[] seed =
        own.getBytes().orElseThrow(() -> new IllegalArgumentException("the key hides its bytes"));
    Ed25519Signer signer = of(pair(seed));
    try {
      Signature trial = Signature.getInstance(ALGORITHM);
      trial.initSign(key);
      trial.update(TRIAL);
      if (!signer.verifies(TRIAL, trial.sign())) {
        throw new IllegalArgumentException("the public half does not follow from the private one");
      }
      return signer;
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException("not an Ed25519 private key", wrong);
    }
  }

  /// The key of a PEM.
  ///
  /// @param pkcs8 the private half
  /// @throws IllegalArgumentException when it is no Ed25519 key
  public static Ed25519Signer of(byte[] pkcs8) {
    try {
      return of(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException("not an Ed25519 private key", wrong);
    }
  }

  public static Ed25519Signer random() {
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    return of(pair(seed));
  }

  private static Ed25519Signer of(KeyPair pair) {
    return new Ed25519Signer(pair.getPrivate(), pair.getPublic());
  }

  /// The JDK makes the public half nowhere but where it makes a pair: it is given the seed as its
  /// randomness.
  private static KeyPair pair(byte[] seed) {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance(ALGORITHM);
      pairs.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      return pairs.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java lacks Ed25519", impossible);
    }
  }

  /// The public half alone, to verify with.
  ///
  /// @param x509 SubjectPublicKeyInfo
  /// @throws IllegalArgumentException when it is no Ed25519 public key
  public static Ed25519Signer verifying(byte[] x509) {
    try {
      return new Ed25519Signer(
          null, KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509)));
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException("not an Ed25519 public key", wrong);
    }
  }

  @Override
  public String algorithm() {
    return ALGORITHM;
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String keyId() {
    return keyId;
  }

  /// The private half, PKCS#8; only for the folder that keeps it.
  public byte[] privateBytes() {
    return privateHalf().getEncoded();
  }

  private PrivateKey privateHalf() {
    if (privateKey == null) {
      throw new IllegalStateException("only the public half is here");
    }
    return privateKey;
  }

  @Override
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateHalf());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the order key does not sign", broken);
    }
  }

  @Override
  public boolean verifies(byte[] bytes, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(publicKey);
      check.update(bytes);
      return check.verify(signature);
    } catch (GeneralSecurityException notOne) {
      return false;
    }
  }

  /// Randomness that is none: it hands out the seed.
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final transient byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
