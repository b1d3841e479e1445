package org.haltline.core.dispatch;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Certificates on both sides of a line: our own, and whose signature an institution's must bear.
///
/// @param trusted the authorities that sign institutions' certificates, in PEM
public record MutualTls(Own own, Path trusted) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

  /// Our own certificate and key.
  public sealed interface Own {
    /// In one file; the password never stands in the configuration.
    record Pkcs12(Path store, String password) implements Own {
      @Override
      public String toString() {
        return "Pkcs12[" + store + "]";
      }
    }

    record Pem(Path certificate, Path key) implements Own {}
  }

  /// Whether what goes there stays on this machine: only then may it go without certificates.
  public static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK.contains(host);
  }

  /// A server that answers nobody without a certificate.
  public HttpServerOptions on(HttpServerOptions options) {
    return options
        .setSsl(true)
        .setKeyCertOptions(keyAndCertificate())
        .setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()))
        .setClientAuth(ClientAuth.REQUIRED);
  }

  /// A client that shows its certificate and talks to nobody without one of the host called.
  public HttpClientOptions on(HttpClientOptions options) {
    return options
        .setSsl(true)
        .setVerifyHost(true)
        .setKeyCertOptions(keyAndCertificate())
        .setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()));
  }

  /// The common name on the certificate of whoever called; null where it has none.
  public static @Nullable String commonName(@Nullable SSLSession session) {
    try {
      if (session != null
          && session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
        return new LdapName(certificate.getSubjectX500Principal().getName())
            .getRdns().stream()
                .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                .map(rdn -> String.valueOf(rdn.getValue()))
                .findFirst()
                .orElse(null);
      }
    } catch (SSLPeerUnverifiedException | InvalidNameException nameless) {
      // nobody in particular
    }
    return null;
  }

  private KeyCertOptions keyAndCertificate() {
    return switch (own) {
      case Own.Pkcs12(Path store, String password) ->
          new PfxOptions().setPath(store.toString()).setPassword(password);
      case Own.Pem(Path certificate, Path key) ->
          new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
    };
  }
}
