package org.haltline.core.dispatch;

import java.net.URI;
import java.time.Duration;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;

/// One way to reach an institution, as its configuration says it.
public sealed interface ChannelSettings {

  /// The JSON channel.
  ///
  /// @param url where the institution listens, without a slash at the end
  /// @param token sent as bearer; null where none is asked for
  /// @param connectionsMax kept open, each carries one call at a time
  /// @param timeout of one call; then nobody knows whether it arrived
  /// @param signer of every order; null where none is signed
  /// @param tls our certificate, and whom we believe, for an address in https; null for plain HTTP
  record Http(
      URI url,
      @Nullable String token,
      int connectionsMax,
      Duration timeout,
      @Nullable Signer signer,
      @Nullable MutualTls tls)
      implements ChannelSettings {
    private static final int CONNECTIONS_MAX = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /// In plain HTTP.
    public Http(
        URI url,
        @Nullable String token,
        int connectionsMax,
        Duration timeout,
        @Nullable Signer signer) {
      this(url, token, connectionsMax, timeout, signer, null);
    }

    /// Unsigned.
    public Http(URI url, @Nullable String token, int connectionsMax, Duration timeout) {
      this(url, token, connectionsMax, timeout, null);
    }

    public Http signedBy(Signer key) {
      return new Http(url, token, connectionsMax, timeout, key, tls);
    }

    public Http with(MutualTls certificates) {
      return new Http(url, token, connectionsMax, timeout, signer, certificates);
    }

    public static Http to(URI url) {
      return new Http(url, null, CONNECTIONS_MAX, TIMEOUT);
    }
  }

  /// A way that only one adapter knows.
  non-sealed interface Own extends ChannelSettings {
    /// As configuration calls it.
    String name();
  }

  /// People at the institution.
  record Desk() implements ChannelSettings {}
}
