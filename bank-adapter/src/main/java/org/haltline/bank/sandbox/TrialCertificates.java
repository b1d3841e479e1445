package org.haltline.bank.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.haltline.core.signing.Pem;
import org.jspecify.annotations.Nullable;

/// An authority for a trial on one machine and the certificates that it signs, as PEM files in a
/// folder: `authority.crt` for whoever trusts it, `NAME.crt` and `NAME.key` for each. Good for
/// 127.0.0.1 and localhost. What is there already is used again. For nothing but trials: its own
/// key lies beside.
public final class TrialCertificates {
  private static final String AUTHORITY = "authority";
  private static final Duration VALID = Duration.ofDays(90);
  private static final int KEY_BITS = 2048;
  private static final AlgorithmIdentifier SHA256_WITH_RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

  private final Path folder;
  private final SecureRandom dice = new SecureRandom();
  private final Issued authority;

  /// A key and its certificate, in the files that hold them.
  public record Issued(
      Path certificateFile, Path keyFile, X509Certificate certificate, PrivateKey key) {}

  private TrialCertificates(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.authority = have(AUTHORITY, "trial authority", null);
  }

  /// Those of a folder, which is made when it is not there.
  public static TrialCertificates in(Path folder) {
    try {
      Files.createDirectories(folder);
      return new TrialCertificates(folder);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (GeneralSecurityException broken) {
      throw new IllegalArgumentException(folder + " holds no certificates of a trial", broken);
    }
  }

  /// Whose signature all of them bear.
  public Path authority() {
    return authority.certificateFile;
  }

  /// The certificate of that name.
  ///
  /// @param commonName by which the other side knows its owner
  public Issued issued(String name, String commonName) {
    try {
      return have(name, commonName, authority);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (GeneralSecurityException broken) {
      throw new IllegalArgumentException(folder + " holds no certificate " + name, broken);
    }
  }

  private Issued have(String name, String commonName, @Nullable Issued by)
      throws IOException, GeneralSecurityException {
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS, dice);
      KeyPair pair = generator.generateKeyPair();
      byte[] signed = signed(commonName, pair, by);
      write(key, "PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-------");
      write(certificate, "CERTIFICATE", signed, "rw-r--r--");
    }
    byte[] pkcs8 = Pem.find("PRIVATE KEY", Files.readString(key, US_ASCII)).orElseThrow();
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(certificate))) {
      return new Issued(
          certificate,
          key,
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in),
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    }
  }

  /// @param by null for one that signs itself
  private byte[] signed(String commonName, KeyPair pair, @Nullable Issued by)
      throws IOException, GeneralSecurityException {
    X500Name subject = new X500Name("CN=" + commonName);
    var draft = new V3TBSCertificateGenerator();
    draft.setSerialNumber(new ASN1Integer(new BigInteger(64, dice).add(BigInteger.ONE)));
    draft.setSignature(SHA256_WITH_RSA);
    draft.setIssuer(
        by == null
            ? subject
            : X500Name.getInstance(by.certificate.getSubjectX500Principal().getEncoded()));
    draft.setSubject(subject);
    Instant now = Instant.now();
    draft.setStartDate(new Time(Date.from(now.minus(Duration.ofHours(1)))));
    draft.setEndDate(new Time(Date.from(now.plus(VALID))));
    draft.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    var extensions = new ExtensionsGenerator();
    if (by == null) {
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } else {
      extensions.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.dNSName, "localhost")
              }));
    }
    draft.setExtensions(extensions.generate());
    TBSCertificate body = draft.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(by == null ? pair.getPrivate() : by.key);
    signature.update(body.getEncoded("DER"));
    var whole = new ASN1EncodableVector();
    whole.add(body);
    whole.add(SHA256_WITH_RSA);
    whole.add(new DERBitString(signature.sign()));
    return new DERSequence(whole).getEncoded("DER");
  }

  private static void write(Path file, String what, byte[] bytes, String permissions)
      throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    }
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(what, base64), US_ASCII);
  }
}
