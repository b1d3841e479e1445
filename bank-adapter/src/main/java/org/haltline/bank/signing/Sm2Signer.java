package org.haltline.bank.signing;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collections;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.interfaces.ECPrivateKey;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;

/// Signs with SM2 over the digest SM3 (GB/T 32918.2, GM/T 0003), curve `sm2p256v1`, in the name
/// `1234567812345678` that GM/T 0009 gives to whoever has none. SM2 wants a fresh number for every
/// signature; it is drawn from key and message as RFC 6979 does for ECDSA, so that the same bytes
/// give the same signature, and a weak source of randomness cannot give the key away.
public final class Sm2Signer implements Signer {
  public static final String ALGORITHM = "SM3withSM2";
  private static final String CURVE = "sm2p256v1";
  private static final byte[] TRIAL = Signer.bytes("trial");

  private final @Nullable BigInteger secret;
  private final ECPublicKey publicKey;
  private final ECDomainParameters domain;
  private final String keyId;

  private Sm2Signer(@Nullable BigInteger secret, ECPublicKey publicKey) {
    this.secret = secret;
    this.publicKey = publicKey;
    this.keyId = Signer.keyId(publicKey);
    var curve = curve();
    this.domain = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN());
  }

  /// The key of a PEM.
  ///
  /// @param pkcs8 the private half
  /// @throws IllegalArgumentException when it is no key of that curve
  public static Sm2Signer of(byte[] pkcs8) {
    try {
      return of(keys().generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException wrong) {
      throw notOne(wrong);
    }
  }

  /// The first key of a PKCS#12.
  ///
  /// @throws IllegalArgumentException when there is none of that curve, or the password is another
  public static Sm2Signer of(Path store, String password) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12", provider());
      keys.load(in, password.toCharArray());
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
          return of(key);
        }
      }
      throw new IllegalArgumentException(store + " holds no private key");
    } catch (IOException | GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          store + " cannot be opened with that password: " + wrong.getMessage(), wrong);
    }
  }

  private static Sm2Signer of(PrivateKey key) {
    ECNamedCurveParameterSpec curve = curve();
    if (!(key instanceof ECPrivateKey own) || !isOnCurve(own.getParameters(), curve)) {
      throw new IllegalArgumentException("not a private key of the curve " + CURVE);
    }
    ECPoint point = curve.getG().multiply(own.getD()).normalize();
    try {
      var signer =
          new Sm2Signer(
              own.getD(), (ECPublicKey) keys().generatePublic(new ECPublicKeySpec(point, curve)));
      if (!signer.verifies(TRIAL, signer.sign(TRIAL))) {
        throw new IllegalArgumentException("the key does not verify what it signs");
      }
      return signer;
    } catch (GeneralSecurityException wrong) {
      throw notOne(wrong);
    }
  }

  /// The public half alone, to verify with.
  ///
  /// @param x509 SubjectPublicKeyInfo
  /// @throws IllegalArgumentException when it is no key of that curve
  public static Sm2Signer verifying(byte[] x509) {
    try {
      PublicKey key = keys().generatePublic(new X509EncodedKeySpec(x509));
      if (key instanceof ECPublicKey own && isOnCurve(own.getParameters(), curve())) {
        return new Sm2Signer(null, own);
      }
      throw new IllegalArgumentException("not a public key of the curve " + CURVE);
    } catch (GeneralSecurityException wrong) {
      throw notOne(wrong);
    }
  }

  private static boolean isOnCurve(
      org.bouncycastle.jce.spec.@Nullable ECParameterSpec said, ECNamedCurveParameterSpec curve) {
    return said != null
        && said.getCurve().equals(curve.getCurve())
        && said.getG().equals(curve.getG());
  }

  private static IllegalArgumentException notOne(GeneralSecurityException wrong) {
    return new IllegalArgumentException("not a key of the curve " + CURVE, wrong);
  }

  private static Provider provider() {
    return new BouncyCastleProvider();
  }

  private static KeyFactory keys() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", provider());
  }

  private static ECNamedCurveParameterSpec curve() {
    return ECNamedCurveTable.getParameterSpec(CURVE);
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

  @Override
  public byte[] sign(byte[] bytes) {
    BigInteger own = secret;
    if (own == null) {
      throw new IllegalStateException("only the public half is here");
    }
    var signer = new SM2Signer();
    signer.init(
        true,
        new ParametersWithRandom(new ECPrivateKeyParameters(own, domain), new Drawn(own, bytes)));
    signer.update(bytes, 0, bytes.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException broken) {
      throw new IllegalStateException("the order key does not sign", broken);
    }
  }

  @Override
  public boolean verifies(byte[] bytes, byte[] signature) {
    var check = new SM2Signer();
    check.init(false, new ECPublicKeyParameters(publicKey.getQ(), domain));
    check.update(bytes, 0, bytes.length);
    return check.verifySignature(signature);
  }

  /// The numbers that RFC 6979 draws from key and message, where BouncyCastle asks for randomness.
  private final class Drawn extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final transient HMacDSAKCalculator numbers = new HMacDSAKCalculator(new SM3Digest());

    Drawn(BigInteger own, byte[] bytes) {
      var digest = new SM3Digest();
      digest.update(bytes, 0, bytes.length);
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      numbers.init(domain.getN(), own, hash);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      byte[] next = BigIntegers.asUnsignedByteArray(bytes.length, numbers.nextK());
      System.arraycopy(next, 0, bytes, 0, bytes.length);
    }
  }
}
