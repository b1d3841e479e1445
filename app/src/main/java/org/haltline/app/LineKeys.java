package org.haltline.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collections;
import java.util.Optional;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.signing.Pem;

/// The keys and certificates of the lines to banks, from the files that the configuration names.
final class LineKeys {
  private LineKeys() {}

  /// A key and its certificate.
  record Pair(PrivateKey key, X509Certificate certificate) {}

  /// Empty where no file is named at all.
  ///
  /// @param where the section of the configuration
  /// @throws IllegalArgumentException says what is missing, or cannot be
  static Optional<MutualTls> tls(String where, Settings.Certificates said) {
    boolean own =
        said.certificate().isPresent() || said.key().isPresent() || said.keyStore().isPresent();
    if (!own && said.trusted().isEmpty()) {
      return Optional.empty();
    }
    Path trusted = need("trusted", said.trusted());
    return Optional.of(
        new MutualTls(
            own(where, said)
                .orElseThrow(
                    () -> new IllegalArgumentException("key-store: is missing with the others")),
            trusted));
  }

  /// Where our own key and certificate lie.
  static Optional<MutualTls.Own> own(String where, Settings.OwnKey said) {
    boolean pem = said.certificate().isPresent() || said.key().isPresent();
    if (pem && said.keyStore().isPresent()) {
      throw new IllegalArgumentException("key-store, or certificate and key, not both");
    }
    if (pem) {
      return Optional.of(
          new MutualTls.Own.Pem(need("certificate", said.certificate()), need("key", said.key())));
    }
    if (said.keyStore().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MutualTls.Own.Pkcs12(
            need("key-store", said.keyStore()),
            Secrets.read(
                where + ".key-store-password-file",
                named("key-store-password-file", said.keyStorePasswordFile()))));
  }

  /// Opens the files, so that what is wrong with them is told before anything is called.
  static void look(MutualTls tls) {
    switch (tls.own()) {
      case MutualTls.Own.Pkcs12(Path store, String password) -> pkcs12(store, password);
      case MutualTls.Own.Pem(Path certificate, Path key) -> {
        certificate(certificate);
        pkcs8(key);
      }
    }
    certificate(tls.trusted());
  }

  /// The RSA key and the certificate in those files.
  static Pair pair(MutualTls.Own own) {
    return switch (own) {
      case MutualTls.Own.Pkcs12(Path store, String password) -> pkcs12(store, password);
      case MutualTls.Own.Pem(Path certificate, Path key) ->
          new Pair(pemKey(key), certificate(certificate));
    };
  }

  private static Pair pkcs12(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          return new Pair(key, certificate);
        }
      }
      throw new IllegalArgumentException(file + " holds no private key with its certificate");
    } catch (IOException | GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          file + " cannot be opened with that password: " + wrong.getMessage(), wrong);
    }
  }

  private static PrivateKey pemKey(Path file) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(file)));
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException(file + " holds no RSA key: " + wrong.getMessage(), wrong);
    }
  }

  private static byte[] pkcs8(Path file) {
    try {
      return Pem.find("PRIVATE KEY", Files.readString(file))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      file + " holds no private key in PEM (PKCS#8, not encrypted)"));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " is no file that can be read", unreadable);
    }
  }

  /// The first certificate of a file in PEM.
  static X509Certificate certificate(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          file + " holds no certificate in PEM: " + wrong.getMessage(), wrong);
    }
  }

  private static Path named(String name, Optional<Path> file) {
    return file.orElseThrow(
        () -> new IllegalArgumentException(name + ": is missing with the others"));
  }

  private static Path need(String name, Optional<Path> file) {
    Path there = named(name, file);
    if (!Files.isRegularFile(there) || !Files.isReadable(there)) {
      throw new IllegalArgumentException(name + ": " + there + " is no file that can be read");
    }
    return there;
  }
}
