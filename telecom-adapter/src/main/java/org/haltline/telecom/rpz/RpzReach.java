package org.haltline.telecom.rpz;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.haltline.core.dispatch.ChannelSettings;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TextParseException;

/// One response policy zone, as its configuration says it.
///
/// @param primary the server that takes updates
/// @param zone such as `rpz.example`
/// @param key signs every message to the primary, and its answers
/// @param followers servers that must serve what was changed before an order counts as done;
///   usually the resolvers that people ask
/// @param timeout of one message; then nobody knows whether it arrived
/// @param sweepEvery how often blocks whose term is over are taken out
public record RpzReach(
    Server primary,
    String zone,
    Key key,
    List<Server> followers,
    Duration timeout,
    Duration sweepEvery)
    implements ChannelSettings.Own {
  public static final Duration SWEEP_EVERY = Duration.ofMinutes(5);
  private static final int SECRET_BYTES_MIN = 16;

  public RpzReach {
    followers = List.copyOf(followers);
    if (!timeout.isPositive() || !sweepEvery.isPositive()) {
      throw new IllegalArgumentException("timeout, sweep-every: longer than nothing");
    }
    name("zone", zone);
    key.tsig();
  }

  /// Where a name server listens.
  public record Server(String host, int port) {
    public static final int PORT = 53;

    public Server {
      if (host.isBlank() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException("server: host:port, not " + host + ":" + port);
      }
    }

    /// Reads `host`, `host:port` or `[address]:port`.
    public static Server parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0 || text.endsWith("]")) {
        return new Server(bare(text), PORT);
      }
      try {
        return new Server(
            bare(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
      } catch (NumberFormatException none) {
        throw new IllegalArgumentException("server: host:port, not " + text, none);
      }
    }

    private static String bare(String host) {
      return host.startsWith("[") && host.endsWith("]")
          ? host.substring(1, host.length() - 1)
          : host;
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /// A TSIG key (RFC 8945).
  ///
  /// @param name as the server knows it
  /// @param algorithm such as `hmac-sha256`
  /// @param secret Base64
  public record Key(String name, String algorithm, String secret) {
    private static final List<String> ALGORITHMS =
        List.of("hmac-sha256", "hmac-sha384", "hmac-sha512");

    TSIG tsig() {
      byte[] bytes;
      try {
        bytes = Base64.getDecoder().decode(secret.strip());
      } catch (IllegalArgumentException garbled) {
        throw new IllegalArgumentException("key: the secret is Base64", garbled);
      }
      if (bytes.length < SECRET_BYTES_MIN) {
        throw new IllegalArgumentException(
            "key: a secret has %d bytes or more".formatted(SECRET_BYTES_MIN));
      }
      if (!ALGORITHMS.contains(algorithm.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "key: algorithm %s, not %s".formatted(String.join(", ", ALGORITHMS), algorithm));
      }
      return new TSIG(
          TSIG.algorithmToName(algorithm.toLowerCase(Locale.ROOT)),
          RpzReach.name("key", name),
          bytes);
    }

    /// Without the secret.
    @Override
    public String toString() {
      return algorithm + ":" + name;
    }
  }

  Name zoneName() {
    return name("zone", zone);
  }

  private static Name name(String what, String text) {
    try {
      Name name = Name.fromString(text, Name.root);
      if (name.equals(Name.root)) {
        throw new IllegalArgumentException(what + ": a name, not the root");
      }
      return name;
    } catch (TextParseException wrong) {
      throw new IllegalArgumentException(what + ": no name of DNS: " + text, wrong);
    }
  }

  @Override
  public String name() {
    return "rpz";
  }
}
