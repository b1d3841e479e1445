package org.haltline.app;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haltline.core.directory.Institution;
import org.haltline.telecom.rpz.RpzReach;

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
