package org.haltline.bank.iso.channel;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.orders.IsoOptions;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.MutualTls;

/// One bank that is reached by these messages, as its configuration says it.
///
/// @param url where messages are posted
/// @param certificate whose signature on its messages is believed, and no other
/// @param timeout of one call; then nobody knows whether it arrived
/// @param againAfter a message that was posted and not answered is posted again after so long, for
///   a bank that takes longer to answer after as long as that takes; doubles each time. The bank
///   knows it by its number
public record IsoReach(
    IsoParty.Bank bank,
    URI url,
    X509Certificate certificate,
    IsoOptions options,
    int connectionsMax,
    Duration timeout,
    Duration againAfter)
    implements ChannelSettings.Own {
  public static final int CONNECTIONS_MAX = 16;
  public static final Duration AGAIN_AFTER = Duration.ofSeconds(15);

  public IsoReach {
    boolean plain = "http".equals(url.getScheme()) && MutualTls.isLoopback(url.getHost());
    if (url.getHost() == null || !("https".equals(url.getScheme()) || plain)) {
      throw new IllegalArgumentException(
          "url: https, or http to the loopback for tests, not " + url);
    }
    if (!timeout.isPositive() || !againAfter.isPositive() || connectionsMax < 1) {
      throw new IllegalArgumentException("times: longer than nothing; connections: at least one");
    }
  }

  @Override
  public String name() {
    return "iso";
  }
}
