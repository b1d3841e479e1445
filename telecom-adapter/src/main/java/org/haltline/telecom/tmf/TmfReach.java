package org.haltline.telecom.tmf;

import java.net.URI;
import java.time.Duration;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;

/// One carrier that is reached by TM Forum's interfaces, as its configuration says it. Addresses
/// have no slash at the end and are https with our certificate, or http to the loopback.
///
/// @param ordering TMF641, such as `https://carrier.example/tmf-api/serviceOrdering/v4`; null where
///   there is none
/// @param activation TMF640, such as `…/serviceActivationConfiguration/v4`; null where there is
///   none
/// @param status CAMARA, such as `…/subscription-status/v0.1`; null where nothing can be read back,
///   and then an order is done by the carrier's word alone
/// @param oauth null where no token is asked for
/// @param signer of every order; null where none is signed
/// @param timeout of one call; then nobody knows whether it arrived
/// @param tls our certificate, and whom we believe; null where nothing is called by https
public record TmfReach(
    @Nullable URI ordering,
    @Nullable URI activation,
    @Nullable URI status,
    @Nullable OAuth oauth,
    @Nullable Signer signer,
    int connectionsMax,
    Duration timeout,
    @Nullable MutualTls tls)
    implements ChannelSettings.Own {
  public static final int CONNECTIONS_MAX = 16;

  /// Of this machine.
  public TmfReach(
      @Nullable URI ordering,
      @Nullable URI activation,
      @Nullable URI status,
      @Nullable OAuth oauth,
      @Nullable Signer signer,
      int connectionsMax,
      Duration timeout) {
    this(ordering, activation, status, oauth, signer, connectionsMax, timeout, null);
  }

  public TmfReach {
    if (ordering == null && activation == null) {
      throw new IllegalArgumentException("tmf: ordering-url or activation-url, one at least");
    }
    secure("ordering-url", ordering);
    secure("activation-url", activation);
    secure("status-url", status);
    if (tls == null) {
      certified("ordering-url", ordering);
      certified("activation-url", activation);
      certified("status-url", status);
      certified("token-url", oauth == null ? null : oauth.token);
    }
    if (connectionsMax < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException("tmf: at least one connection, and time for an answer");
    }
  }

  /// OAuth 2.0, the grant of client credentials (RFC 6749, 4.4).
  public record OAuth(URI token, String clientId, String clientSecret, @Nullable String scope) {
    public OAuth {
      secure("token-url", token);
      if (clientId.isBlank() || clientSecret.isBlank()) {
        throw new IllegalArgumentException("tmf: client-id and client-secret-file go together");
      }
    }

    /// Without the secret.
    @Override
    public String toString() {
      return clientId + "@" + token;
    }
  }

  private static void secure(String what, @Nullable URI url) {
    if (url == null) {
      return;
    }
    boolean plain = "http".equals(url.getScheme()) && MutualTls.isLoopback(url.getHost());
    if (url.getHost() == null || !("https".equals(url.getScheme()) || plain)) {
      throw new IllegalArgumentException(
          "tmf.%s: https, or http to the loopback for tests, not %s".formatted(what, url));
    }
  }

  private static void certified(String what, @Nullable URI url) {
    if (url != null && "https".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "tmf.%s: https wants our certificate (haltline.dispatch.tls): %s".formatted(what, url));
    }
  }

  @Override
  public String name() {
    return "tmf";
  }
}
