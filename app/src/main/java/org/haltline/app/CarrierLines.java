package org.haltline.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haltline.core.directory.Institution;
import org.haltline.core.dispatch.MutualTls;
import org.haltline.core.signing.Signer;
import org.haltline.telecom.rpz.RpzReach;
import org.haltline.telecom.smpp.SmppReach;
import org.haltline.telecom.tmf.TmfReach;
import org.jspecify.annotations.Nullable;

/// The lines to carriers, as the configuration says them.
final class CarrierLines {
  private static final String ALGORITHM = "hmac-sha256";

  private CarrierLines() {}

  /// @param timeout of one message
  static RpzReach rpz(Settings.RpzChannel said, Duration timeout) {
    return new RpzReach(
        RpzReach.Server.parse(said.server()),
        said.zone(),
        new RpzReach.Key(
            said.key(),
            said.algorithm().orElse(ALGORITHM).toLowerCase(Locale.ROOT),
            Secrets.read(
                "rpz.secret-file",
                said.secretFile()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "rpz.secret-file: every update is signed; name the file of the"
                                    + " TSIG key's secret")))),
        said.followers().orElse(List.of()).stream().map(RpzReach.Server::parse).toList(),
        timeout,
        said.sweepEvery().orElse(RpzReach.SWEEP_EVERY));
  }

  /// @param centre in whose name people are warned
  /// @param timeout of one message
  static SmppReach smpp(Settings.SmppChannel said, Settings.Centre centre, Duration timeout) {
    return new SmppReach(
        said.host(),
        said.port().orElse(SmppReach.PORT),
        said.systemId(),
        said.passwordFile().map(file -> Secrets.read("smpp.password-file", file)).orElse(""),
        said.systemType().orElse(""),
        said.sender(),
        new SmppReach.Words(
            said.language().orElse(SmppReach.Language.ZH),
            said.flash().orElse(false),
            centre.nameZh(),
            centre.nameEn(),
            said.hotline().orElse(said.sender())),
        new SmppReach.Limits(
            said.perDayMax().orElse(SmppReach.Limits.usual().perDayMax()),
            said.pause().orElse(SmppReach.Limits.usual().pause())),
        said.window().orElse(SmppReach.WINDOW),
        said.enquireEvery().orElse(SmppReach.ENQUIRE_EVERY),
        timeout,
        said.privateLine().orElse(false));
  }

  /// @param signer of every order
  /// @param timeout of one call
  /// @param tls what is shown and believed where it is called by https
  static TmfReach tmf(
      Settings.TmfChannel said,
      @Nullable Signer signer,
      int connectionsMax,
      Duration timeout,
      @Nullable MutualTls tls) {
    return new TmfReach(
        said.orderingUrl().orElse(null),
        said.activationUrl().orElse(null),
        said.statusUrl().orElse(null),
        said.tokenUrl().map(url -> oauth(said, url)).orElse(null),
        signer,
        connectionsMax,
        timeout,
        tls);
  }

  private static TmfReach tmf(Settings.TmfChannel said, Settings.Dispatch dispatch) {
    return tmf(said, null, 1, dispatch.replyTimeout(), PlainLines.tls(dispatch));
  }

  private static TmfReach.OAuth oauth(Settings.TmfChannel said, URI url) {
    return new TmfReach.OAuth(
        url,
        said.clientId().orElse(""),
        said.clientSecretFile()
            .map(file -> Secrets.read("tmf.client-secret-file", file))
            .orElse(""),
        said.scope().orElse(null));
  }

  /// Adds what is wrong with them.
  static void check(Settings settings, List<String> faults) {
    for (Settings.Reach reach : settings.institutions()) {
      String where = "haltline.institutions " + reach.id();
      for (Settings.ChannelSettings channel : reach.channels()) {
        switch (channel.type()) {
          case RPZ -> {
            onlyCarriers(where, settings, reach.id(), "RPZ", faults);
            channel
                .rpz()
                .ifPresentOrElse(
                    said ->
                        TxMailboxes.tried(
                            where, () -> rpz(said, settings.dispatch().replyTimeout()), faults),
                    () -> faults.add(where + ": an RPZ channel has an rpz section"));
          }
          case SMPP -> {
            onlyCarriers(where, settings, reach.id(), "SMPP", faults);
            channel
                .smpp()
                .ifPresentOrElse(
                    said ->
                        TxMailboxes.tried(
                            where,
                            () -> smpp(said, settings.centre(), settings.dispatch().replyTimeout()),
                            faults),
                    () -> faults.add(where + ": an SMPP channel has an smpp section"));
          }
          case TMF -> {
            onlyCarriers(where, settings, reach.id(), "TMF", faults);
            channel
                .tmf()
                .ifPresentOrElse(
                    said -> TxMailboxes.tried(where, () -> tmf(said, settings.dispatch()), faults),
                    () -> faults.add(where + ": a TMF channel has a tmf section"));
          }
          case HTTP, TX, ISO20022, DESK -> {
            // looked at where they belong
          }
        }
      }
    }
  }

  /// A bank that is given a carrier's language is a slip that would be met only at the first order.
  private static void onlyCarriers(
      String where, Settings settings, String id, String type, List<String> faults) {
    Optional<Institution.Kind> kind =
        new Tables(settings.law())
            .asFarAsReadable()
            .flatMap(
                roster ->
                    roster.institutions().stream().filter(it -> it.id().equals(id)).findFirst())
            .map(Institution::kind);
    if (kind.filter(Institution.Kind::keepsAccounts).isPresent()) {
      faults.add(where + ": " + type + " is spoken with carriers, platforms and authorities");
    }
  }
}
