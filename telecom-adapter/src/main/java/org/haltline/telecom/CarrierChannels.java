package org.haltline.telecom;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.haltline.core.dispatch.Channel;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.JsonHttpChannel;
import org.haltline.core.dispatch.Ways;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ProtectedList;
import org.haltline.telecom.guard.Guard;
import org.haltline.telecom.rpz.RpzChannel;
import org.haltline.telecom.rpz.RpzReach;
import org.haltline.telecom.smpp.SmppChannel;
import org.haltline.telecom.smpp.SmppReach;
import org.haltline.telecom.tmf.TmfChannel;
import org.haltline.telecom.tmf.TmfReach;
import org.jspecify.annotations.Nullable;

/// The ways to a carrier: what its configuration names, the desk last.
public final class CarrierChannels {
  /// What a carrier can be asked for by machine; everything else goes to its desk.
  public static final Set<OrderKind> KINDS =
      Set.copyOf(
          EnumSet.of(
              OrderKind.SUSPEND_NUMBER,
              OrderKind.RESTORE_NUMBER,
              OrderKind.INTERCEPT_CALLS,
              OrderKind.BLOCK_LINK,
              OrderKind.LIFT,
              OrderKind.WARNING_MESSAGE,
              OrderKind.HOLDER_QUERY));

  /// How finely a carrier can block what is on the web.
  public enum Blocking {
    /// It filters addresses: a path is blocked and its host goes on answering.
    PATHS,
    /// It works on names alone, as name servers do: a path would take the whole host with it, which
    /// a person must want.
    WHOLE_HOSTS
  }

  /// What the house gives to the channels of one carrier.
  ///
  /// @param protectedList what a block may never take with it, as it is now
  /// @param books the folder of what must be known after a restart
  /// @param secret of the institution; the same after a restart
  /// @param carriers the institution that a carrier's name means
  public record Means(
      Supplier<ProtectedList> protectedList,
      Path books,
      String secret,
      Function<String, Optional<String>> carriers) {}

  private CarrierChannels() {}

  /// The channels of one carrier, in the order in which they are tried.
  ///
  /// @param listener null where late answers can only be asked for
  public static List<Channel> of(
      Vertx vertx,
      String institution,
      List<ChannelSettings> ways,
      Blocking blocking,
      @Nullable FeedbackListener listener,
      Means means,
      InstantSource clock) {
    return Ways.of(
        institution,
        ways,
        http -> {
          var json =
              new JsonHttpChannel(
                  vertx, institution, JsonHttpChannel.Settings.of(http, KINDS), listener, clock);
          return new PlainCarrier(
              institution, json, new Guard(means.protectedList()), blocking, means.carriers());
        },
        own -> {
          if (own instanceof RpzReach rpz) {
            return new RpzChannel(vertx, institution, rpz, means.protectedList(), clock);
          }
          if (own instanceof TmfReach tmf) {
            return new TmfChannel(vertx, institution, tmf, listener, means.carriers(), clock);
          }
          if (own instanceof SmppReach smpp) {
            return new SmppChannel(
                vertx,
                institution,
                smpp,
                means.books(),
                means.secret().getBytes(StandardCharsets.UTF_8),
                clock);
          }
          throw new IllegalArgumentException(institution + " cannot be reached by " + own.name());
        },
        clock);
  }
}
