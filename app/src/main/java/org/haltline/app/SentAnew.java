package org.haltline.app;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haltline.bank.iso.channel.IsoEvidence;
import org.haltline.bank.iso.channel.IsoReach;
import org.haltline.bank.tx.channel.TxEvidence;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.directory.Institution;
import org.haltline.core.order.OrderPapers;

/// What orders were signed over where that does not follow from the order alone, made again from
/// the order and today's configuration: TX and ISO 20022 also say the officers, the unit, the law.
final class SentAnew {
  private final Map<String, List<TxEvidence>> tx = new HashMap<>();
  private final Map<String, List<IsoEvidence>> iso = new HashMap<>();

  private SentAnew() {}

  /// Of a house that speaks to no bank in words of its own.
  static SentAnew ofNone() {
    return new SentAnew();
  }

  /// @throws IllegalArgumentException when a file that the configuration names cannot be read
  static SentAnew of(Settings settings) {
    var anew = new SentAnew();
    ZoneId zone = new LawFiles(settings.law()).rulebook().zone();
    for (Settings.Reach reach : settings.institutions()) {
      for (Settings.ChannelSettings channel : reach.channels()) {
        switch (channel.type()) {
          case TX -> anew.add(reach.id(), channel.tx().orElseThrow(), settings, zone);
          case ISO20022 -> anew.add(reach.id(), channel.iso().orElseThrow(), settings, zone);
          case HTTP, RPZ, SMPP, TMF, DESK -> {
            // follows from the order alone, or is signed by nobody
          }
        }
      }
    }
    return anew;
  }

  private void add(String bank, Settings.TxChannel channel, Settings settings, ZoneId zone) {
    Settings.Mailbox box = settings.tx().orElseThrow();
    tx.computeIfAbsent(bank, first -> new ArrayList<>())
        .add(
            new TxEvidence(
                TxMailboxes.reach(channel, zone),
                TxMailboxes.sender(box),
                TxMailboxes.papers(box, documents(settings, zone))));
  }

  private static OrderPapers documents(Settings settings, ZoneId zone) {
    Map<String, String> names =
        new Tables(settings.law())
            .asFarAsReadable().stream()
                .flatMap(roster -> roster.institutions().stream())
                .collect(Collectors.toMap(Institution::id, Institution::nameZh));
    return House.documents(settings, id -> names.getOrDefault(id, id), zone);
  }

  private void add(String bank, Settings.IsoChannel channel, Settings settings, ZoneId zone) {
    Settings.IsoHouse house = settings.iso().orElseThrow();
    LineKeys.Pair own = IsoBanks.signing(house);
    iso.computeIfAbsent(bank, first -> new ArrayList<>())
        .add(
            new IsoEvidence(
                IsoBanks.reach(
                    channel, IsoReach.CONNECTIONS_MAX, zone, settings.dispatch().replyTimeout()),
                IsoBanks.sender(house),
                own.key(),
                own.certificate()));
  }

  /// What is signed of it as a TX message, by each mailbox of its bank.
  List<byte[]> tx(OutgoingOrder order) {
    return tx.getOrDefault(order.order().institution(), List.of()).stream()
        .map(line -> line.bytes(order))
        .flatMap(Optional::stream)
        .toList();
  }

  /// The lines by which its bank is posted ISO 20022.
  List<IsoEvidence> iso(OutgoingOrder order) {
    return iso.getOrDefault(order.order().institution(), List.of());
  }
}
