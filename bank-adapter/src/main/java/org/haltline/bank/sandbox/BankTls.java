package org.haltline.bank.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The bank's side of mutual TLS: shows its certificate, and talks to whoever bears one that the
/// same authority signed.
public final class BankTls {
  private static final char[] IN_MEMORY = "in memory only".toCharArray();

  private BankTls() {}

  /// What its lines are secured with.
  ///
  /// @param trusted authorities in PEM
  /// @throws IllegalArgumentException when they cannot be used
  public static SSLContext context(PrivateKey key, X509Certificate own, Path trusted) {
    try (InputStream in = Files.newInputStream(trusted)) {
      KeyStore theirs = empty();
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        theirs.setCertificateEntry("trusted-" + number++, each);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(theirs);
      KeyStore ours = empty();
      ours.setKeyEntry("own", key, IN_MEMORY, new Certificate[] {own});
      var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      shown.init(ours, IN_MEMORY);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException(
          trusted + ", or the bank's own certificate, cannot be used: " + unusable.getMessage(),
          unusable);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
