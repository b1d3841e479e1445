package org.haltline.bank;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.haltline.bank.iso.channel.IsoChannel;
import org.haltline.bank.iso.channel.IsoPost;
import org.haltline.bank.iso.channel.IsoReach;
import org.haltline.bank.tx.channel.TxChannel;
import org.haltline.bank.tx.channel.TxPost;
import org.haltline.bank.tx.channel.TxReach;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.JsonHttpChannel;
import org.haltline.core.dispatch.Ways;
import org.haltline.core.order.OrderKind;
import org.jspecify.annotations.Nullable;

/// The ways to a bank or wallet: what its configuration names, the desk last.
public final class BankChannels {
  /// What a bank can be asked for by machine; everything else goes to its desk.
  public static final Set<OrderKind> KINDS =
      Set.copyOf(
          EnumSet.of(
              OrderKind.STOP_PAYMENT,
              OrderKind.PROLONG,
              OrderKind.RELEASE,
              OrderKind.FREEZE,
              OrderKind.RENEW,
              OrderKind.UNFREEZE,
              OrderKind.HOLDER_QUERY,
              OrderKind.TRANSACTION_QUERY,
              OrderKind.WATCH,
              OrderKind.RECALL));

  private BankChannels() {}

  /// The channels of one institution, in the order in which they are tried.
  ///
  /// @param listener null where late answers can only be asked for
  /// @param post null where no bank is reached by TX messages
  /// @param isoPost null where none is reached by ISO 20022 messages
  public static List<Channel> of(
      Vertx vertx,
      String institution,
      List<ChannelSettings> ways,
      @Nullable FeedbackListener listener,
      @Nullable TxPost post,
      @Nullable IsoPost isoPost,
      InstantSource clock) {
    return Ways.of(
        institution,
        ways,
        http ->
            new JsonHttpChannel(
                vertx, institution, JsonHttpChannel.Settings.of(http, KINDS), listener, clock),
        own -> {
          if (own instanceof TxReach tx && post != null) {
            return new TxChannel(vertx, institution, tx, post, clock);
          }
          if (own instanceof IsoReach iso && isoPost != null) {
            return new IsoChannel(vertx, institution, iso, isoPost, clock);
          }
          throw new IllegalArgumentException(institution + " cannot be reached by " + own.name());
        },
        clock);
  }
}
