package org.haltline.bank.tx.channel;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;

/// Certificates on both sides: our own, and whose signature a bank's must bear.
///
/// @param trusted the authorities that sign banks' certificates, in PEM
public record TxTls(Own own, Path trusted) {

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

  HttpServerOptions on(HttpServerOptions options) {
    return options
        .setSsl(true)
        .setKeyCertOptions(keyAndCertificate())
        .setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()))
        .setClientAuth(ClientAuth.REQUIRED);
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
