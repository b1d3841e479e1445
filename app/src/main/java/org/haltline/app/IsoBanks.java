package org.haltline.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.channel.IsoChannel;
import org.haltline.bank.iso.channel.IsoEvidence;
import org.haltline.bank.iso.channel.IsoPost;
import org.haltline.bank.iso.channel.IsoReach;
import org.haltline.bank.iso.orders.IsoOptions;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.line.BankListener;
import org.haltline.core.dispatch.MutualTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The banks that speak ISO 20022, as the configuration says them.
final class IsoBanks {
  private static final Logger log = LoggerFactory.getLogger(IsoBanks.class);
  private static final String WHERE = "haltline.iso";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT = 8463;
  private static final String BASIS = "反电信网络诈骗法";

  private IsoBanks() {}

  static TxMailboxes.Door door(Settings.IsoHouse said) {
    return new TxMailboxes.Door(said.host().orElse(LOOPBACK), said.port().orElse(PORT));
  }

  static BankListener.Place place(Settings.IsoHouse said) {
    TxMailboxes.Door door = door(said);
    return new BankListener.Place(
        door.host(),
        door.port(),
        LineKeys.tls(WHERE, said).orElse(null),
        IsoChannel.MESSAGE_BYTES_MAX);
  }

  /// Says, too, whether messages are validated.
  static IsoPost post(Settings.IsoHouse said, BankListener listener, Path books) {
    LineKeys.Pair signing = signing(said);
    IsoSchemas schemas = schemas(said);
    if (schemas.validate()) {
      log.info("ISO 20022: every message in and out is validated against ISO's schemas");
    } else {
      log.warn(
          "ISO 20022: NOTHING IS VALIDATED, for no folder of ISO's schemas is named"
              + " (haltline.iso.schemas)");
    }
    return new IsoPost(
        listener,
        sender(said),
        signing.key(),
        signing.certificate(),
        LineKeys.tls(WHERE, said).orElse(null),
        schemas,
        books);
  }

  static IsoParty.Organisation sender(Settings.IsoHouse said) {
    return new IsoParty.Organisation(said.organisation(), said.name());
  }

  private static IsoSchemas schemas(Settings.IsoHouse said) {
    return said.schemas()
        .map(folder -> IsoSchemas.in(folder, IsoSchemas.all()))
        .orElseGet(IsoSchemas::none);
  }

  static LineKeys.Pair signing(Settings.IsoHouse said) {
    MutualTls.Own own =
        said.signing()
            .flatMap(key -> LineKeys.own(WHERE + ".signing", key))
            .or(() -> LineKeys.own(WHERE, said))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "signing: every message is signed; a key-store, or certificate and key"));
    LineKeys.Pair pair = LineKeys.pair(own);
    if (!pair.key().getAlgorithm().equals("RSA")) {
      throw new IllegalArgumentException("signing: an RSA key, not " + pair.key().getAlgorithm());
    }
    return pair;
  }

  /// @param zone the centre's
  /// @param timeout of one call
  static IsoReach reach(
      Settings.IsoChannel channel, int connectionsMax, ZoneId zone, Duration timeout) {
    return new IsoReach(
        new IsoParty.Bank(channel.bic()),
        URI.create(channel.url()),
        LineKeys.certificate(channel.certificate()),
        options(channel, zone),
        connectionsMax,
        timeout,
        channel.againAfter().orElse(IsoReach.AGAIN_AFTER));
  }

  static IsoOptions options(Settings.IsoChannel channel, ZoneId zone) {
    return new IsoOptions(
        zone,
        channel.reference().orElse(IsoOptions.Reference.TRANSACTION_ID),
        channel.basis().orElse(BASIS),
        channel.look().orElse(IsoOptions.LOOK));
  }

  /// What was posted to that bank, to be made again.
  static IsoEvidence evidence(Settings.IsoHouse said, Settings.IsoChannel channel, ZoneId zone) {
    return new IsoEvidence(new IsoParty.Bank(channel.bic()), sender(said), options(channel, zone));
  }

  /// Adds what is wrong with them.
  static void check(Settings settings, List<String> faults) {
    settings
        .iso()
        .ifPresent(
            said -> {
              TxMailboxes.tried(WHERE, () -> place(said), faults);
              TxMailboxes.tried(WHERE, () -> sender(said), faults);
              TxMailboxes.tried(WHERE, () -> signing(said), faults);
              TxMailboxes.tried(WHERE + ".schemas", () -> schemas(said), faults);
              int port = said.port().orElse(PORT);
              if (port < 0 || port > 65_535) {
                faults.add(WHERE + ".port: 0 to 65535, not " + port);
              }
            });
    for (Settings.Reach reach : settings.institutions()) {
      for (Settings.ChannelSettings channel : reach.channels()) {
        if (channel.type() == Settings.ChannelType.ISO20022) {
          String where = "haltline.institutions " + reach.id();
          if (channel.iso().isEmpty() || settings.iso().isEmpty()) {
            faults.add(
                where + ": an ISO20022 channel has an iso section, and so has haltline itself");
          } else {
            checkReach(where, channel.iso().get(), settings, faults);
          }
        }
      }
    }
  }

  private static void checkReach(
      String where, Settings.IsoChannel channel, Settings settings, List<String> faults) {
    TxMailboxes.tried(
        where,
        () -> {
          IsoReach reach =
              reach(
                  channel,
                  IsoReach.CONNECTIONS_MAX,
                  ZoneId.of("UTC"),
                  settings.dispatch().replyTimeout());
          boolean tls = LineKeys.tls(WHERE, settings.iso().orElseThrow()).isPresent();
          if ("https".equals(reach.url().getScheme()) && !tls) {
            throw new IllegalArgumentException(
                "url: a bank that is called by https wants the certificate of haltline.iso");
          }
        },
        faults);
  }
}
