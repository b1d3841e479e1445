package org.haltline.bank.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.jcajce.provider.asymmetric.ec.BCECPublicKey;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The national signature, against the standard's own example and against BouncyCastle's ready one.
class Sm2SignerTest {
  private static final BouncyCastleProvider BC = new BouncyCastleProvider();
  private static final byte[] ORDER = "紧急止付 100101".getBytes(UTF_8);
  private static final ECNamedCurveParameterSpec CURVE =
      ECNamedCurveTable.getParameterSpec("sm2p256v1");
  private static final String PASSWORD = "for tests only";

  @TempDir static Path folder;

  private final KeyPair pair = pair("sm2p256v1");
  private final Sm2Signer ours = Sm2Signer.of(pair.getPrivate().getEncoded());

  private static KeyPair pair(String curve) {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", BC);
      pairs.initialize(new ECGenParameterSpec(curve));
      return pairs.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// GB/T 32918.5 appendix A: key, message and signature.
  @Test
  void theExampleOfTheStandardIsVerified() throws Exception {
    var key =
        KeyFactory.getInstance("EC", BC)
            .generatePrivate(
                new ECPrivateKeySpec(
                    number("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"),
                    ECNamedCurveTable.getParameterSpec("sm2p256v1")));
    byte[] signature =
        new DERSequence(
                new ASN1Integer[] {
                  new ASN1Integer(
                      number("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3")),
                  new ASN1Integer(
                      number("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"))
                })
            .getEncoded();
    Sm2Signer signer = Sm2Signer.of(key.getEncoded());
    assertThat(signer.verifies("message digest".getBytes(UTF_8), signature)).isTrue();
    assertThat(signer.verifies("message digesu".getBytes(UTF_8), signature)).isFalse();
    assertThat(HexFormat.of().withUpperCase().formatHex(signer.publicKey().getEncoded()))
        .endsWith(
            "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex, 16);
  }

  @Test
  void anybodyElsesSm3withSm2VerifiesOurs() throws Exception {
    Signature ready = Signature.getInstance("SM3withSM2", BC);
    ready.initVerify(pair.getPublic());
    ready.update(ORDER);
    assertThat(ready.verify(ours.sign(ORDER))).isTrue();

    ready.initSign(pair.getPrivate());
    ready.update(ORDER);
    assertThat(ours.verifies(ORDER, ready.sign())).isTrue();
  }

  @Test
  void theSameBytesAreSignedTheSameAndOthersOtherwise() {
    assertThat(ours.sign(ORDER)).isEqualTo(ours.sign(ORDER.clone()));
    byte[] other = ORDER.clone();
    other[0] ^= 1;
    assertThat(ours.sign(other)).isNotEqualTo(ours.sign(ORDER));
    assertThat(drawn(other))
        .as("two messages signed with one number give the key away")
        .isNotEqualTo(drawn(ORDER));
    assertThat(Sm2Signer.of(pair("sm2p256v1").getPrivate().getEncoded()).sign(ORDER))
        .isNotEqualTo(ours.sign(ORDER));
  }

  /// What of a signature follows from the drawn number alone: r less the digest of the message.
  private BigInteger drawn(byte[] message) {
    var halves = ASN1Sequence.getInstance(ours.sign(message));
    BigInteger r = ASN1Integer.getInstance(halves.getObjectAt(0)).getPositiveValue();
    return r.subtract(digest(message)).mod(CURVE.getN());
  }

  /// The digest of a message as GB/T 32918.2 has it signed: with the signer's name and key in
  /// front.
  private BigInteger digest(byte[] message) {
    byte[] name = "1234567812345678".getBytes(UTF_8);
    ECPoint key = ((BCECPublicKey) pair.getPublic()).getQ().normalize();
    ECPoint base = CURVE.getG().normalize();
    byte[] signer =
        sm3(
            new byte[] {0, (byte) (8 * name.length)},
            name,
            CURVE.getCurve().getA().getEncoded(),
            CURVE.getCurve().getB().getEncoded(),
            base.getAffineXCoord().getEncoded(),
            base.getAffineYCoord().getEncoded(),
            key.getAffineXCoord().getEncoded(),
            key.getAffineYCoord().getEncoded());
    return new BigInteger(1, sm3(signer, message));
  }

  private static byte[] sm3(byte[]... parts) {
    var digest = new SM3Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] sum = new byte[digest.getDigestSize()];
    digest.doFinal(sum, 0);
    return sum;
  }

  @Test
  void aChangedByteAndAnotherKeyAreSeen() {
    byte[] signature = ours.sign(ORDER);
    for (int i = 0; i < ORDER.length; i++) {
      byte[] changed = ORDER.clone();
      changed[i] ^= 1;
      assertThat(ours.verifies(changed, signature)).isFalse();
    }
    Sm2Signer stranger = Sm2Signer.of(pair("sm2p256v1").getPrivate().getEncoded());
    assertThat(stranger.verifies(ORDER, signature)).isFalse();
    assertThat(ours.verifies(ORDER, new byte[] {1, 2, 3})).isFalse();
  }

  @Test
  void thePublicHalfAloneIsEnoughToLook() {
    Sm2Signer bank = Sm2Signer.verifying(ours.publicKey().getEncoded());
    assertThat(bank.verifies(ORDER, ours.sign(ORDER))).isTrue();
    assertThat(bank.keyId()).isEqualTo(ours.keyId());
    OrderSignature jws = DetachedJws.over(ORDER, ours);
    assertThat(jws.algorithm()).isEqualTo("SM3withSM2");
    assertThat(DetachedJws.fault(jws.value(), ORDER, bank)).isNull();
    assertThatThrownBy(() -> bank.sign(ORDER)).hasMessageContaining("public half");
  }

  @Test
  void theKeyOfAPkcs12Signs() throws Exception {
    var name = new X500Name("CN=Qingyu Anti-Fraud Centre");
    Certificate certificate =
        new JcaX509CertificateConverter()
            .setProvider(BC)
            .getCertificate(
                new X509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        new Time(new DERUTCTime("260101000000Z")),
                        new Time(new DERUTCTime("460101000000Z")),
                        name,
                        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                    .build(
                        new JcaContentSignerBuilder("SM3withSM2")
                            .setProvider(BC)
                            .build(pair.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12", BC);
    store.load(null, null);
    store.setKeyEntry(
        "orders", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
    Path file = folder.resolve("orders.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    assertThat(Sm2Signer.of(file, PASSWORD).sign(ORDER)).isEqualTo(ours.sign(ORDER));
    assertThatThrownBy(() -> Sm2Signer.of(file, "another"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("that password");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> Sm2Signer.of(pair("secp256r1").getPrivate().getEncoded()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sm2p256v1");
    assertThatThrownBy(() -> Sm2Signer.of(Ed25519Signer.random().privateBytes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sm2p256v1");
  }
}
