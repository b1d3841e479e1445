package org.haltline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.tx.IdTypes;
import org.haltline.bank.tx.Papers;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.channel.TxReach;
import org.haltline.bank.tx.orders.TxBank;
import org.haltline.bank.tx.orders.TxPapers;
import org.haltline.bank.tx.orders.TxSender;
import org.haltline.bank.tx.xml.Content;
import org.haltline.core.order.OrderPapers;

/// The mailboxes of the national police-bank messages, as the configuration says them.
final class TxMailboxes {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT = 8462;

  /// Two of them, and a document, stay well below what a message may have.
  private static final int SCAN_BYTES_MAX = 1 << 20;

  private TxMailboxes() {}

  /// The tables of id documents that are known.
  enum IdTable {
    BY_QUERY,
    BY_SCREEN
  }

  /// Where the mailbox listens.
  record Door(String host, int port) {}

  static Door door(Settings.Mailbox box) {
    return new Door(box.host().orElse(LOOPBACK), box.port().orElse(PORT));
  }

  static BankListener.Place place(Settings.Mailbox box) {
    Door door = door(box);
    return new BankListener.Place(
        door.host(),
        door.port(),
        LineKeys.tls("haltline.tx", box).orElse(null),
        box.messageBytesMax().orElse(BankListener.Place.MESSAGE_BYTES_MAX));
  }

  static TxSender sender(Settings.Mailbox box) {
    return new TxSender(
        box.organisation(), box.name(), officer(box.operator()), officer(box.investigator()));
  }

  private static TxSender.Officer officer(Settings.Officer one) {
    return new TxSender.Officer(
        one.idType().orElse(IdTypes.Type.RESIDENT_ID),
        one.idNumber(),
        one.name(),
        one.phone().orElse(""));
  }

  /// The papers that go to banks that demand them.
  ///
  /// @param documents draws up the orders' own
  static TxPapers papers(Settings.Mailbox box, OrderPapers documents) {
    return new TxPapers(
        documents,
        Stream.of(box.operator(), box.investigator())
            .flatMap(officer -> officer.idScan().stream())
            .map(TxMailboxes::scan)
            .toList());
  }

  private static TxPapers.Scan scan(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    Papers.Format format =
        name.endsWith(".pdf")
            ? Papers.Format.PDF
            : name.endsWith(".jpg") || name.endsWith(".jpeg") ? Papers.Format.JPG : null;
    if (format == null) {
      throw new IllegalArgumentException("id-scan: .jpg or .pdf, not " + file);
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0 || bytes.length > SCAN_BYTES_MAX) {
        throw new IllegalArgumentException(
            "id-scan: %s holds %d bytes, and 1 to %d can go with an order"
                .formatted(file, bytes.length, SCAN_BYTES_MAX));
      }
      return new TxPapers.Scan(format, new Content(bytes));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "id-scan: " + file + " is no file that can be read", unreadable);
    }
  }

  /// @param zone the centre's
  static TxReach reach(Settings.TxChannel channel, ZoneId zone) {
    TxOptions usual = TxOptions.usual();
    var options =
        new TxOptions(
            zone,
            channel.amounts().orElse(usual.amounts()),
            switch (channel.idTypes().orElse(IdTable.BY_QUERY)) {
              case BY_QUERY -> IdTypes.byQuery();
              case BY_SCREEN -> IdTypes.byScreen();
            },
            channel.emptyElements().orElse(usual.emptyElements()),
            channel.applicationPrefix().orElse(usual.applicationPrefix()),
            channel.caseType().orElse(usual.caseType()),
            channel.look().orElse(usual.look()),
            channel.watch().orElse(usual.watch()),
            channel.demandsPapers().orElse(false) ? usual.papers() : Map.of(),
            usual.bounds());
    TxReach reach = TxReach.to(new TxBank(channel.bankId(), channel.bankName()), options);
    return new TxReach(
        reach.bank(),
        options,
        channel.fetchWithin().orElse(reach.fetchWithin()),
        channel.againAfter().orElse(reach.againAfter()),
        channel.showsSignature().orElse(reach.showsSignature()));
  }

  /// Adds what is wrong with them.
  static void check(Settings settings, List<String> faults) {
    settings
        .tx()
        .ifPresent(
            box -> {
              tried("haltline.tx", () -> place(box), faults);
              tried("haltline.tx", () -> sender(box), faults);
              tried(
                  "haltline.tx",
                  () -> papers(box, (caseId, order, draft) -> Optional.empty()),
                  faults);
              int port = box.port().orElse(PORT);
              if (port < 0 || port > 65_535) {
                faults.add("haltline.tx.port: 0 to 65535, not " + port);
              }
            });
    for (Settings.Reach reach : settings.institutions()) {
      for (Settings.ChannelSettings channel : reach.channels()) {
        if (channel.type() == Settings.ChannelType.TX) {
          String where = "haltline.institutions " + reach.id();
          if (channel.tx().isEmpty() || settings.tx().isEmpty()) {
            faults.add(where + ": a TX channel has a tx section, and so has haltline itself");
          } else {
            tried(where, () -> reach(channel.tx().get(), ZoneId.of("UTC")), faults);
          }
        }
      }
    }
  }

  static void tried(String where, Runnable reading, List<String> faults) {
    try {
      reading.run();
    } catch (IllegalArgumentException wrong) {
      faults.add(where + ": " + wrong.getMessage());
    }
  }
}
