package org.haltline.app;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haltline.bank.iso.channel.IsoEvidence;
import org.haltline.bank.tx.channel.TxEvidence;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.directory.Institution;
import org.haltline.core.order.OrderPapers;

/// What orders were signed over where that does not follow from the order alone, made again from
/// the order and a configuration: TX and ISO 20022 also say the officers, the unit, the law.
final class SentAnew {
  private final Map<String, List<TxEvidence>> tx = new HashMap<>();
  private final Map<String, List<IsoEvidence>> iso = new HashMap<>();

  private SentAnew() {}

  /// Of a house that speaks to no bank in words of its own.
  static SentAnew ofNone() {
    return new SentAnew();
  }

  /// By today's configuration and those of earlier days: what one of them makes of an order is what
  /// was signed, or is not.
  ///
  /// @throws IllegalArgumentException when a file that one of them names cannot be read
  static SentAnew of(Settings today, List<Settings> earlier) {
    var anew = new SentAnew();
    anew.add(today);
    earlier.forEach(anew::add);
    return anew;
  }

  static SentAnew of(Settings today) {
    return of(today, List.of());
  }

  private void add(Settings settings) {
    ZoneId zone = new LawFiles(settings.law()).rulebook().zone();
    // read once, however many banks there are
    OrderPapers documents = settings.tx().isEmpty() ? null : documents(settings, zone);
    for (Settings.Reach reach : settings.institutions()) {
      for (Settings.ChannelSettings channel : reach.channels()) {
        switch (channel.type()) {
          case TX -> {
            Settings.Mailbox box = settings.tx().orElseThrow();
            lines(tx, reach)
                .add(
                    new TxEvidence(
                        TxMailboxes.reach(channel.tx().orElseThrow(), zone),
                        TxMailboxes.sender(box),
                        TxMailboxes.papers(box, Objects.requireNonNull(documents))));
          }
          case ISO20022 ->
              lines(iso, reach)
                  .add(
                      IsoBanks.evidence(
                          settings.iso().orElseThrow(), channel.iso().orElseThrow(), zone));
          case HTTP, RPZ, SMPP, TMF, DESK -> {
            // follows from the order alone, or is signed by nobody
          }
        }
      }
    }
  }

  private static <T> List<T> lines(Map<String, List<T>> all, Settings.Reach bank) {
    return all.computeIfAbsent(bank.id(), first -> new ArrayList<>());
  }

  private static OrderPapers documents(Settings settings, ZoneId zone) {
    Map<String, String> names =
        new Tables(settings.law())
            .asFarAsReadable().stream()
                .flatMap(roster -> roster.institutions().stream())
                .collect(Collectors.toMap(Institution::id, Institution::nameZh));
    return House.documents(settings, id -> names.getOrDefault(id, id), zone);
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
